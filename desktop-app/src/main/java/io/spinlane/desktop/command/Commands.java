package io.spinlane.desktop.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All commands, and the menus they stand in. A mistake in a registration, such as a key that is
 * taken, is an {@link IllegalArgumentException} when the app starts.
 */
public final class Commands {
  /** Shows commands somewhere. */
  public interface View {
    /** A menu has another command. */
    default void added(String menu, Command command) {}

    /** Titles, refusals and ticks may be others now. */
    default void changed() {}
  }

  private final Map<String, Command> all = new LinkedHashMap<>();
  private final Map<String, String> menuOf = new HashMap<>();
  private final Map<String, String> takenKeys = new HashMap<>();
  private final List<View> views = new ArrayList<>();
  private final Consumer<String> say;
  private Runnable before = () -> {};

  /**
   * No commands yet.
   *
   * @param say where the reason goes when a command is refused
   */
  public Commands(Consumer<String> say) {
    this.say = say;
  }

  /** Has a view shown everything that is added from now on. */
  public void show(View view) {
    views.add(view);
  }

  /**
   * Adds commands to a menu; {@link MenuPlan} says where in it they stand.
   *
   * @param menu id of the menu, such as "edit"; its name is the text "menu.edit"
   */
  public void add(String menu, Command... commands) {
    for (Command command : commands) {
      if (all.putIfAbsent(command.id(), command) != null) {
        throw new IllegalArgumentException("two commands are called " + command.id());
      }
      for (String key : command.shortcuts()) {
        String other = takenKeys.putIfAbsent(key, command.id());
        if (other != null) {
          throw new IllegalArgumentException(key + " is for " + other + " and for " + command.id());
        }
      }
      menuOf.put(command.id(), menu);
      views.forEach(view -> view.added(menu, command));
    }
  }

  /** Says that what commands depend on may have changed. */
  public void changed() {
    views.forEach(View::changed);
  }

  /** All commands in the order they were added. */
  public Collection<Command> all() {
    return all.values();
  }

  /** The menu a command stands in. */
  public String menuOf(Command command) {
    return menuOf.getOrDefault(command.id(), "");
  }

  /** The command with an id. */
  public Optional<Command> find(String id) {
    return Optional.ofNullable(all.get(id));
  }

  /**
   * The command with an id that the app has.
   *
   * @throws IllegalArgumentException when it has none
   */
  public Command get(String id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("no command " + id));
  }

  /** Has something done before each command, such as writing what is being typed. */
  public void before(Runnable task) {
    before = task;
  }

  /** Does it, or says why not. */
  public void run(Command command) {
    before.run();
    String refusal = command.refusal().get();
    if (refusal.isEmpty()) {
      command.action().run();
      changed();
    } else {
      say.accept(refusal);
    }
  }
}

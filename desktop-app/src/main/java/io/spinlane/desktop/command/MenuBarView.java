package io.spinlane.desktop.command;

import io.spinlane.desktop.text.Texts;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.jspecify.annotations.Nullable;

/** The menu bar, in the order of the {@link MenuPlan}. */
public final class MenuBarView implements Commands.View {
  private final Commands commands;
  private final Map<String, Menu> menus = new HashMap<>();

  /** The items of each menu by the id of their command. */
  private final Map<String, Map<String, MenuItem>> items = new HashMap<>();

  /** Shows commands in a menu bar. */
  public MenuBarView(Commands commands, MenuBar bar) {
    this.commands = commands;
    MenuPlan.bar().forEach(id -> bar.getMenus().add(menu(id)));
    commands.show(this);
  }

  /** The menu with an id, for what is no command, such as recent files; it comes to be if new. */
  public Menu menu(String id) {
    Menu known = menus.get(id);
    if (known != null) {
      return known;
    }
    Menu menu = new Menu(Texts.get("menu." + id));
    menu.setId("menu-" + id);
    menu.addEventHandler(Menu.ON_SHOWING, _ -> refresh(menu));
    menus.put(id, menu);
    arrange(id);
    return menu;
  }

  private void refresh(Menu menu) {
    for (MenuItem item : menu.getItems()) {
      if (item.getUserData() instanceof Command command) {
        CommandControls.refresh(item, command);
      }
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when the menu is planned and has no place for the command
   */
  @Override
  public void added(String id, Command command) {
    List<List<String>> groups = MenuPlan.groups(id);
    if (!groups.isEmpty() && groups.stream().noneMatch(group -> group.contains(command.id()))) {
      throw new IllegalArgumentException(
          "the menu " + id + " has no place for " + command.id() + ": give it one in MenuPlan");
    }
    items
        .computeIfAbsent(id, _ -> new LinkedHashMap<>())
        .put(command.id(), CommandControls.item(commands, command));
    arrange(id);
  }

  private void arrange(String id) {
    List<MenuItem> shown = menu(id).getItems();
    Map<String, MenuItem> known = items.getOrDefault(id, Map.of());
    if (MenuPlan.groups(id).isEmpty()) {
      known.values().stream().filter(item -> !shown.contains(item)).forEach(shown::add);
      return;
    }
    shown.clear();
    for (List<String> group : MenuPlan.groups(id)) {
      List<MenuItem> present =
          group.stream().map(entry -> item(entry, known)).filter(Objects::nonNull).toList();
      if (!shown.isEmpty() && !present.isEmpty()) {
        shown.add(new SeparatorMenuItem());
      }
      shown.addAll(present);
    }
  }

  private @Nullable MenuItem item(String entry, Map<String, MenuItem> known) {
    return entry.charAt(0) == MenuPlan.SUBMENU ? menu(entry.substring(1)) : known.get(entry);
  }
}

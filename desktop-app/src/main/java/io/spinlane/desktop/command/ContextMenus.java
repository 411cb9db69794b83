package io.spinlane.desktop.command;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** The menus of a right click or the menu key: the commands of the menu bar that fit the place. */
public final class ContextMenus {
  /** What was clicked on. */
  public enum Place {
    CANVAS,
    CARD,
    WIRE,
    OUTLINE,
    PROBLEMS,
    CONNECTIONS,
    HISTORY,
    EVENTS,
    CHARTS,
    REVISIONS,
    MATRIX,
    MAP,
    TOOLBAR
  }

  private final Commands commands;
  private final Map<Place, List<Supplier<List<MenuItem>>>> groups = new EnumMap<>(Place.class);
  private final ContextMenu menu = new ContextMenu();

  /** Menus of these commands; none is offered anywhere yet. */
  public ContextMenus(Commands commands) {
    this.commands = commands;
    menu.setId("context-menu");
  }

  /** Offers commands at a place, as a group under those that are there already. */
  public void offer(Place place, String... ids) {
    offer(place, () -> items(ids));
  }

  /** Offers items that are made each time the menu opens, as a group. */
  public void offer(Place place, Supplier<List<MenuItem>> items) {
    groups.computeIfAbsent(place, _ -> new ArrayList<>()).add(items);
  }

  /** Items of commands, as they are now. */
  public List<MenuItem> items(String... ids) {
    List<MenuItem> items = new ArrayList<>();
    for (String id : ids) {
      items.add(CommandControls.item(commands, commands.get(id)));
    }
    return items;
  }

  /** Has the menu of a place open wherever a node is clicked with the right button. */
  public void openOn(Node node, Place place) {
    node.setOnContextMenuRequested(
        event -> {
          show(place, node, event.getScreenX(), event.getScreenY());
          event.consume();
        });
  }

  /** Opens the menu of a place over a node. */
  public void show(Place place, Node owner, double screenX, double screenY) {
    List<MenuItem> all = new ArrayList<>();
    for (Supplier<List<MenuItem>> group : groups.getOrDefault(place, List.of())) {
      List<MenuItem> items = group.get();
      if (!items.isEmpty() && !all.isEmpty()) {
        all.add(new SeparatorMenuItem());
      }
      all.addAll(items);
    }
    show(owner, all, screenX, screenY);
  }

  /** Opens a menu of items over a node. */
  public void show(Node owner, List<MenuItem> items, double screenX, double screenY) {
    menu.hide();
    menu.getItems().setAll(items);
    menu.show(owner, screenX, screenY);
  }

  /** Closes the menu that is open, if one is. */
  public void hide() {
    menu.hide();
  }
}

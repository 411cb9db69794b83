package io.spinlane.desktop.canvas;

import io.spinlane.desktop.gesture.Pointer;
import io.spinlane.desktop.model.Addition;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.NewElement;
import io.spinlane.desktop.model.Verdict;
import io.spinlane.desktop.model.Wire;
import io.spinlane.desktop.model.WireRules;
import io.spinlane.desktop.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** The menu of a right click, or of the menu key, for what is selected. */
final class CanvasMenu {
  private final CanvasView view;
  private final DesignModel model;
  private final ContextMenu menu = new ContextMenu();

  CanvasMenu(CanvasView view) {
    this.view = view;
    this.model = view.model();
    menu.setId("canvas-menu");
  }

  void hide() {
    menu.hide();
  }

  /** Shows the menu; new elements go where the pointer is, or to a free place without one. */
  void show(double screenX, double screenY, Optional<Pointer> pointer) {
    menu.getItems().setAll(items(pointer));
    menu.show(view, screenX, screenY);
  }

  private List<MenuItem> items(Optional<Pointer> pointer) {
    List<MenuItem> items = new ArrayList<>();
    Optional<Wire> wire = model.selection().wire();
    if (wire.isPresent()) {
      items.add(wireItem(wire.get()));
      return items;
    }
    if (model.selection().ids().isEmpty()) {
      Menu add = new Menu(Texts.get("menu.add"));
      for (NewElement item : NewElement.values()) {
        add.getItems()
            .add(
                item(
                    "menu-add-" + item.name(),
                    item.title(),
                    () ->
                        model.apply(
                            Addition.plan(model, item, pointer.map(Pointer::world)).edit())));
      }
      items.add(add);
      items.add(item("menu-fit", Texts.get("action.fit"), view::zoomToFit));
      return items;
    }
    if (model.selection().ids().size() == 1) {
      connectMenu(model.selection().ids().iterator().next()).ifPresent(items::add);
      items.add(new SeparatorMenuItem());
    }
    items.add(
        item(
            "menu-delete",
            Texts.get("action.delete"),
            () -> model.apply(Edits.remove(model.elements(), model.selection().ids()))));
    return items;
  }

  private MenuItem wireItem(Wire wire) {
    MenuItem item =
        item(
            "menu-disconnect",
            Texts.get("action.disconnect"),
            () -> model.apply(Edits.disconnect(wire)));
    item.setDisable(wire.kind() == Wire.Kind.MEMBER);
    return item;
  }

  /** Everything the element may be wired to, so that wires can be drawn with the keyboard. */
  private Optional<Menu> connectMenu(String id) {
    Element start = model.elements().get(id);
    Menu connect = new Menu(Texts.get("menu.connect"));
    connect.setId("menu-connect");
    if (start == null) {
      return Optional.empty();
    }
    for (Element end : model.elements().values()) {
      if (WireRules.check(model.topology(), start, WireRules.ANY_QUEUE, end)
          instanceof Verdict.Allowed(Wire wire)) {
        connect
            .getItems()
            .add(
                item("menu-connect-" + end.id(), end.id(), () -> model.apply(Edits.connect(wire))));
      }
    }
    connect.setDisable(connect.getItems().isEmpty());
    return Optional.of(connect);
  }

  private static MenuItem item(String id, String text, Runnable action) {
    MenuItem item = new MenuItem(text);
    item.setId(id);
    item.setMnemonicParsing(false);
    item.setOnAction(_ -> action.run());
    return item;
  }
}

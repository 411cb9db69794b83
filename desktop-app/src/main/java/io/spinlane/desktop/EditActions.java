package io.spinlane.desktop;

import io.spinlane.desktop.canvas.CanvasView;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Fragment;
import io.spinlane.desktop.model.Wire;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFileException;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.Topology;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.kordamp.ikonli.feather.Feather;

/** The Edit and View menus, their buttons and their keys. */
final class EditActions {
  /** How far a copy lies from its original; three grid lines. */
  private static final double PASTE_SHIFT = 24;

  private final Workbench workbench;
  private final DesignModel model;
  private final CanvasView canvas;
  private final MenuItem undoItem = Controls.item("undo", "action.undo", "Shortcut+Z", this::undo);
  private final MenuItem redoItem = Controls.item("redo", "action.redo", "Shortcut+Y", this::redo);
  private final MenuItem cutItem = Controls.item("cut", "action.cut", null, this::cut);
  private final MenuItem copyItem = Controls.item("copy", "action.copy", null, this::copy);
  private final MenuItem duplicateItem =
      Controls.item("duplicate", "action.duplicate", "Shortcut+D", this::duplicate);
  private final MenuItem renameItem = Controls.item("rename", "action.rename", "F2", this::rename);
  private final MenuItem deleteItem = Controls.item("delete", "action.delete", null, this::delete);
  private final Button undoButton = Controls.button("undo", Feather.CORNER_UP_LEFT, this::undo);
  private final Button redoButton = Controls.button("redo", Feather.CORNER_UP_RIGHT, this::redo);
  private final Button deleteButton = Controls.button("delete", Feather.TRASH_2, this::delete);

  private boolean pasteHeld;

  EditActions(Workbench workbench) {
    this.workbench = workbench;
    this.model = workbench.model();
    this.canvas = workbench.canvas();
  }

  void install(Scene scene) {
    Menu edit = new Menu(Texts.get("menu.edit"));
    edit.setId("menu-edit");
    edit.getItems()
        .addAll(
            undoItem,
            redoItem,
            new SeparatorMenuItem(),
            cutItem,
            copyItem,
            Controls.item("paste", "action.paste", null, this::paste),
            duplicateItem,
            new SeparatorMenuItem(),
            deleteItem,
            renameItem,
            Controls.item("select-all", "action.selectAll", null, this::selectAll));
    Menu view = new Menu(Texts.get("menu.view"));
    view.setId("menu-view");
    view.getItems()
        .addAll(
            Controls.item("zoom-in", "action.zoomIn", "Shortcut+PLUS", () -> canvas.zoomBy(1.25)),
            Controls.item("zoom-out", "action.zoomOut", "Shortcut+MINUS", () -> canvas.zoomBy(0.8)),
            Controls.item("zoom-100", "action.zoom100", "Shortcut+1", canvas::zoomToActualSize),
            Controls.item("zoom-fit", "action.fit", "Shortcut+0", canvas::zoomToFit),
            Controls.item(
                "zoom-selection", "action.zoomSelection", "Shortcut+2", canvas::zoomToSelection),
            new SeparatorMenuItem(),
            Controls.item("theme", "action.theme", "Shortcut+T", this::switchTheme));
    workbench.window().menuBar().getMenus().addAll(edit, view);
    Label zoom = new Label();
    zoom.setId("zoom-label");
    zoom.getStyleClass().add("zoom-label");
    zoom.textProperty()
        .bind(canvas.zoomProperty().map(value -> Math.round(value.doubleValue() * 100) + " %"));
    workbench
        .window()
        .toolbarStart()
        .getChildren()
        .addAll(
            undoButton,
            redoButton,
            deleteButton,
            new Separator(Orientation.VERTICAL),
            Controls.button("zoom-out", Feather.ZOOM_OUT, () -> canvas.zoomBy(0.8)),
            zoom,
            Controls.button("zoom-in", Feather.ZOOM_IN, () -> canvas.zoomBy(1.25)),
            Controls.button("zoom-fit", Feather.MAXIMIZE, canvas::zoomToFit));
    scene.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    scene.addEventFilter(KeyEvent.KEY_RELEASED, event -> pasteHeld &= event.getCode() != KeyCode.V);
    model.listen((_, _) -> refresh());
    model.selection().listen(this::refresh);
    refresh();
  }

  /** Keys that mean something else while text is edited are not menu accelerators. */
  private void keyPressed(KeyEvent event) {
    if (event.getTarget() instanceof TextInputControl) {
      return;
    }
    if (event.getCode() == KeyCode.DELETE || event.getCode() == KeyCode.BACK_SPACE) {
      delete();
      event.consume();
    } else if (event.isShortcutDown()) {
      shortcutPressed(event);
    }
  }

  private void shortcutPressed(KeyEvent event) {
    switch (event.getCode()) {
      case A -> selectAll();
      case C -> copy();
      case X -> cut();
      case V -> pasteOnce();
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void cut() {
    if (copy()) {
      delete();
    }
  }

  /** Puts what is selected into the clipboard as text that is a topology file of its own. */
  private boolean copy() {
    if (model.selection().ids().isEmpty()) {
      return false;
    }
    ClipboardContent content = new ClipboardContent();
    content.putString(TopologyFiles.write(fragment(), Format.JSON));
    Clipboard.getSystemClipboard().setContent(content);
    return true;
  }

  /** A key that is held down repeats; nobody wants a hundred copies. */
  private void pasteOnce() {
    if (!pasteHeld) {
      pasteHeld = true;
      paste();
    }
  }

  private Topology fragment() {
    return Fragment.copy(
        model.topology(), model.elements(), model.selection().ids(), canvas.areas());
  }

  private void paste() {
    String text = Clipboard.getSystemClipboard().getString();
    try {
      paste(TopologyFiles.read(text == null ? "" : text, Format.JSON, "clipboard").topology());
    } catch (TopologyFileException e) {
      workbench.window().say(Texts.get("edit.paste.nothing"));
    }
  }

  private void paste(Topology fragment) {
    Fragment.Paste paste = Fragment.paste(model.topology(), fragment, PASTE_SHIFT);
    if (model.apply(paste.edit())) {
      model.selection().select(paste.ids());
    }
  }

  private void duplicate() {
    paste(fragment());
  }

  private void rename() {
    workbench.inspector().control("id").ifPresent(Node::requestFocus);
  }

  private void undo() {
    model.undo();
  }

  private void redo() {
    model.redo();
  }

  private void selectAll() {
    model.selection().select(model.elements().keySet());
  }

  private void delete() {
    if (model.selection().wire().isPresent()) {
      Wire wire = model.selection().wire().get();
      if (wire.kind() == Wire.Kind.MEMBER) {
        workbench.window().say(Texts.get("wire.member.stays"));
      } else {
        model.apply(Edits.disconnect(wire));
      }
    } else if (!model.selection().ids().isEmpty()) {
      model.apply(Edits.remove(model.elements(), model.selection().ids()));
    }
  }

  private void switchTheme() {
    Theme theme = workbench.theme();
    theme.show(theme.kind() == Theme.Kind.LIGHT ? Theme.Kind.DARK : Theme.Kind.LIGHT);
  }

  private void refresh() {
    name(undoItem, undoButton, "action.undo", model.undoNames());
    name(redoItem, redoButton, "action.redo", model.redoNames());
    boolean nothing = model.selection().isEmpty();
    deleteItem.setDisable(nothing);
    boolean noElement = model.selection().ids().isEmpty();
    cutItem.setDisable(noElement);
    copyItem.setDisable(noElement);
    duplicateItem.setDisable(noElement);
    renameItem.setDisable(model.selection().ids().size() != 1);
    deleteButton.setDisable(nothing);
  }

  private static void name(MenuItem item, Button button, String key, List<String> names) {
    String text = names.isEmpty() ? Texts.get(key) : Texts.get(key) + ": " + names.getFirst();
    item.setText(text);
    item.setDisable(names.isEmpty());
    button.getTooltip().setText(text);
    button.setDisable(names.isEmpty());
  }
}

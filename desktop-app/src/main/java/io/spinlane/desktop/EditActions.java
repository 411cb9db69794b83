package io.spinlane.desktop;

import io.spinlane.desktop.canvas.CanvasInput;
import io.spinlane.desktop.canvas.CanvasView;
import io.spinlane.desktop.canvas.Sight;
import io.spinlane.desktop.command.Command;
import io.spinlane.desktop.command.CommandControls;
import io.spinlane.desktop.command.Commands;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edit;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Placement;
import io.spinlane.desktop.model.Wire;
import io.spinlane.desktop.text.Texts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import org.kordamp.ikonli.feather.Feather;

/** The commands of the Edit and View menus. */
final class EditActions {
  private static final int NAMES_SAID = 5;

  /** Why not to zoom what the matrix stands in front of. */
  private static final String COVERED = "refused.matrixShown";

  private final Workbench workbench;
  private final DesignModel model;
  private final CanvasView canvas;
  private final CanvasInput input;
  private final Pasting pasting;

  EditActions(Workbench workbench) {
    this.workbench = workbench;
    this.model = workbench.model();
    this.canvas = workbench.canvas();
    this.input = workbench.input();
    this.pasting = new Pasting(workbench);
  }

  void install() {
    Commands commands = workbench.commands();
    installEdit(commands);
    installView(commands);
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
            CommandControls.button(commands, "undo"),
            CommandControls.button(commands, "redo"),
            CommandControls.button(commands, "delete"),
            new Separator(Orientation.VERTICAL),
            CommandControls.button(commands, "zoom-out"),
            zoom,
            CommandControls.button(commands, "zoom-in"),
            CommandControls.button(commands, "zoom-fit"));
  }

  private void installEdit(Commands commands) {
    commands.add(
        "edit",
        Command.named("undo", () -> named("action.undo", model.undoNames()), this::undo)
            .on("Shortcut+Z")
            .drawn(Feather.CORNER_UP_LEFT)
            .when(() -> !model.undoNames().isEmpty(), "refused.undo"),
        Command.named("redo", () -> named("action.redo", model.redoNames()), this::redo)
            .on("Shortcut+Y", "Shortcut+Shift+Z")
            .drawn(Feather.CORNER_UP_RIGHT)
            .when(() -> !model.redoNames().isEmpty(), "refused.redo"));
    commands.add(
        "edit",
        Command.of("cut", "action.cut", this::cut)
            .on("Shortcut+X")
            .drawn(Feather.SCISSORS)
            .unless(this::noElement),
        Command.of("copy", "action.copy", pasting::copy)
            .on("Shortcut+C")
            .drawn(Feather.COPY)
            .unless(this::noElement),
        Command.of("paste", "action.paste", () -> pasting.paste(Optional.empty()))
            .on("Shortcut+V")
            .drawn(Feather.CLIPBOARD)
            .onceAKey(),
        Command.of("duplicate", "action.duplicate", pasting::duplicate)
            .on("Shortcut+D")
            .unless(this::noElement)
            .onceAKey());
    commands.add(
        "edit",
        Command.of("delete", "action.delete", this::delete)
            .on("Delete", "Backspace")
            .drawn(Feather.TRASH_2)
            .when(() -> !model.selection().isEmpty(), "refused.nothingSelected"),
        Command.of("rename", "action.rename", () -> input.rename(selected()))
            .on("F2")
            .drawn(Feather.EDIT_3)
            .when(() -> model.selection().ids().size() == 1, "refused.notOne"),
        Command.of("select-all", "action.selectAll", this::selectAll).on("Shortcut+A"));
    commands.add(
        "edit",
        Command.of("add", "action.add", input::offerEverything)
            .on("A", "Insert")
            .drawn(Feather.PLUS),
        Command.of("pull-wire", "action.pullWire", () -> input.connectByKeys(selected()))
            .on("C")
            .drawn(Feather.LINK)
            .when(() -> model.selection().ids().size() == 1, "refused.notOne"),
        Command.named("disconnect", this::cutTitle, this::cutWires).unless(this::noCut));
  }

  private void installView(Commands commands) {
    commands.add(
        "view",
        Command.of("zoom-in", "action.zoomIn", () -> canvas.zoomBy(1.25))
            .on("Shortcut+PLUS", "Shortcut+EQUALS", "Shortcut+ADD")
            .drawn(Feather.ZOOM_IN)
            .when(canvas::isVisible, COVERED),
        Command.of("zoom-out", "action.zoomOut", () -> canvas.zoomBy(0.8))
            .on("Shortcut+MINUS", "Shortcut+SUBTRACT")
            .drawn(Feather.ZOOM_OUT)
            .when(canvas::isVisible, COVERED),
        Command.of("zoom-100", "action.zoom100", canvas::zoomToActualSize)
            .on("Shortcut+1")
            .when(canvas::isVisible, COVERED),
        Command.of("zoom-fit", "action.fit", canvas::zoomToFit)
            .on("Shortcut+0")
            .drawn(Feather.MAXIMIZE)
            .when(canvas::isVisible, COVERED),
        Command.of("zoom-selection", "action.zoomSelection", canvas::zoomToSelection)
            .on("Shortcut+2")
            .when(canvas::isVisible, COVERED));
  }

  private String selected() {
    return model.selection().ids().iterator().next();
  }

  private String noCut() {
    if (model.selection().wires().isEmpty()) {
      return Texts.get("refused.noWire");
    }
    return cuttable().isEmpty() ? Texts.get("wire.member.stays") : "";
  }

  /** The selected wires that can be cut. */
  private List<Wire> cuttable() {
    return model.selection().wires().stream()
        .filter(wire -> wire.kind() != Wire.Kind.MEMBER)
        .toList();
  }

  private String noElement() {
    return model.selection().ids().isEmpty() ? Texts.get("refused.noElement") : "";
  }

  private static String named(String key, List<String> steps) {
    return steps.isEmpty() ? Texts.get(key) : Texts.get(key) + ": " + steps.getFirst();
  }

  private void undo() {
    step("history.said.undo", model.undoNames().getFirst(), model::undo);
  }

  private void redo() {
    step("history.said.redo", model.redoNames().getFirst(), model::redo);
  }

  /**
   * Says which step it is, unless the step ends a gesture, which is said instead. What changed
   * where nobody looks is brought into view; what is in sight stays where it is.
   */
  private void step(String key, String name, Runnable take) {
    workbench.window().say(Texts.get(key, name));
    take.run();
    Sight.bringUnlessSeen(canvas, model.selection().ids());
  }

  private void cut() {
    pasting.copy();
    delete();
  }

  private void selectAll() {
    model.selection().select(model.elements().keySet());
  }

  private String cutTitle() {
    boolean many = model.selection().wires().size() > 1;
    return Texts.get(many ? "action.disconnect.many" : "action.disconnect");
  }

  private void cutWires() {
    model.apply(Edits.disconnect(cuttable()));
  }

  /** Elements and wires that are selected go together, as one step. */
  private void delete() {
    List<Wire> wires = cuttable();
    Optional<Edit> edit = unlocked().map(going -> Edits.remove(model.elements(), going));
    if (!wires.isEmpty()) {
      Edit cut = Edits.disconnect(wires);
      edit = Optional.of(edit.map(removal -> removal.and(cut)).orElse(cut));
    }
    if (edit.isPresent()) {
      model.apply(edit.get());
    } else if (model.selection().ids().isEmpty() && !model.selection().isEmpty()) {
      workbench.window().say(Texts.get("wire.member.stays"));
    }
  }

  /** What is locked stays, and with it a pool that would take a locked back-end along. */
  private Optional<Set<String>> unlocked() {
    Set<String> going = new LinkedHashSet<>(model.selection().ids());
    Set<String> locked = new LinkedHashSet<>();
    for (Element element : model.elements().values()) {
      boolean meant = going.contains(element.id()) || going.contains(element.pool());
      if (meant && Placement.locked(model.topology(), element.id())) {
        locked.add(element.id());
      }
    }
    for (String id : locked) {
      going.remove(id);
      model.element(id).map(Element::pool).ifPresent(going::remove);
    }
    if (!locked.isEmpty()) {
      String key = locked.size() == 1 ? "delete.locked.one" : "delete.locked.many";
      String names = locked.stream().limit(NAMES_SAID).collect(Collectors.joining(", "));
      boolean more = locked.size() > NAMES_SAID;
      workbench.window().say(Texts.get(key, more ? names + ", …" : names));
    }
    return going.isEmpty() ? Optional.empty() : Optional.of(going);
  }
}

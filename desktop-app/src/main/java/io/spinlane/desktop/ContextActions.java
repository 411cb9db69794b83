package io.spinlane.desktop;

import io.spinlane.desktop.canvas.CanvasInput;
import io.spinlane.desktop.command.Command;
import io.spinlane.desktop.command.Commands;
import io.spinlane.desktop.command.ContextMenus;
import io.spinlane.desktop.command.ContextMenus.Place;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.NewElement;
import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.model.Verdict;
import io.spinlane.desktop.model.Wire;
import io.spinlane.desktop.model.WireRules;
import io.spinlane.desktop.problems.ProblemsView;
import io.spinlane.desktop.text.Said;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Diagnostic;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;

/** What a right click offers on the canvas, the palette, the outline and the problems. */
final class ContextActions {
  private final Workbench workbench;
  private final DesignModel model;
  private final CanvasInput input;
  private final ContextMenus menus;
  private final Pasting pasting;
  private Optional<Point> clicked = Optional.empty();

  ContextActions(Workbench workbench) {
    this.workbench = workbench;
    model = workbench.model();
    input = workbench.input();
    menus = workbench.contextMenus();
    pasting = new Pasting(workbench);
    register(workbench.commands());
    offerOnCanvas();
    menus.offer(Place.OUTLINE, "rename", "duplicate", "delete");
    menus.offer(
        Place.OUTLINE,
        () -> model.selection().wires().isEmpty() ? List.of() : menus.items("disconnect"));
    menus.offer(Place.OUTLINE, "zoom-selection", "find");
    menus.offer(Place.PROBLEMS, "problem-show", "problem-copy");
    menus.offer(Place.MAP, "zoom-fit", "zoom-100", "zoom-selection");
    menus.offer(Place.MAP, "minimap");
    menus.openOn(workbench.canvas().minimap(), Place.MAP);
    menus.offer(Place.TOOLBAR, "commands", "find", "shortcuts");
    menus.offer(Place.TOOLBAR, this::viewMenu);
    menus.openOn(workbench.window().toolbarStart(), Place.TOOLBAR);
    menus.openOn(workbench.window().toolbarEnd(), Place.TOOLBAR);
    new FixActions(workbench, menus);
    input.useMenu(new CanvasMenu());
  }

  private void register(Commands commands) {
    for (NewElement item : NewElement.values()) {
      commands.add(
          "add-new",
          Command.named("add-" + item.name(), item::title, () -> input.add(item, clicked)));
    }
    ProblemsView problems = workbench.problems().view();
    commands.add(
        "problems",
        Command.of(
                "problem-show",
                "action.problemShow",
                () -> problems.selected().ifPresent(workbench.problems()::reveal))
            .when(
                () -> problems.selected().flatMap(ProblemsView::elementOf).isPresent(),
                "refused.noProblem"),
        Command.of(
                "problem-copy",
                "action.problemCopy",
                () -> problems.selected().ifPresent(ContextActions::copy))
            .when(() -> problems.selected().isPresent(), "refused.noProblem"));
  }

  private static void copy(Diagnostic problem) {
    Clipboards.put(Said.both(problem));
  }

  private void offerOnCanvas() {
    menus.offer(Place.CANVAS, () -> List.of(addMenu()));
    menus.offer(Place.CANVAS, this::pasteHere);
    menus.offer(Place.CANVAS, "zoom-fit", "zoom-100", "minimap", "layout");
    menus.offer(Place.CANVAS, "find", "commands");
    menus.offer(Place.CARD, this::connectMenu);
    menus.offer(Place.CARD, "cut", "copy", "paste", "duplicate");
    menus.offer(Place.CARD, "rename", "delete");
    menus.offer(Place.CARD, "lock", "frames", "zoom-selection", "layout");
    menus.offer(Place.WIRE, "disconnect");
  }

  /** Offers commands in the menu of the cards, unless something is so when it opens. */
  void offerOnCards(BooleanSupplier unless, String... commands) {
    menus.offer(Place.CARD, () -> unless.getAsBoolean() ? List.of() : menus.items(commands));
  }

  /** How the window looks. */
  private List<MenuItem> viewMenu() {
    return menus.items(
        Stream.of("matrix", "minimap", "wire-labels", "hud")
            .filter(id -> workbench.commands().find(id).isPresent())
            .toArray(String[]::new));
  }

  /** What is pasted from the menu of the paper goes where it was clicked. */
  private List<MenuItem> pasteHere() {
    MenuItem paste = menus.items("paste").getFirst();
    paste.setOnAction(_ -> pasting.paste(clicked));
    return List.of(paste, menus.items("select-all").getFirst());
  }

  private Menu addMenu() {
    Menu add = new Menu(Texts.get("menu.add-new"));
    add.setId("menu-add-new");
    for (NewElement item : NewElement.values()) {
      add.getItems().addAll(menus.items("add-" + item.name()));
    }
    return add;
  }

  /** Everything the only element may be wired to. */
  private List<MenuItem> connectMenu() {
    Element start =
        model.selection().ids().size() == 1
            ? model.elements().get(model.selection().ids().iterator().next())
            : null;
    if (start == null) {
      return List.of();
    }
    Menu connect = new Menu(Texts.get("menu.connect"));
    connect.setId("menu-connect");
    for (Element end : model.elements().values()) {
      if (WireRules.check(model.topology(), start, WireRules.ANY_QUEUE, end)
          instanceof Verdict.Allowed(Wire wire)) {
        MenuItem item = new MenuItem(end.id());
        item.setId("menu-connect-" + end.id());
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> model.apply(Edits.connect(wire)));
        connect.getItems().add(item);
      }
    }
    connect.setDisable(connect.getItems().isEmpty());
    return List.of(connect, menus.items("pull-wire").getFirst());
  }

  /** Has the palette's rows offer what they add. */
  void openOn(Node row, NewElement item) {
    row.setOnContextMenuRequested(
        event -> {
          menus.show(
              row,
              menus.items("add-" + item.name(), "find"),
              event.getScreenX(),
              event.getScreenY());
          event.consume();
        });
  }

  /** The canvas knows where it was clicked, and what is selected says on what. */
  private final class CanvasMenu implements CanvasInput.Menu {
    @Override
    public void show(double screenX, double screenY, Optional<Point> place) {
      clicked = place;
      Place on =
          model.selection().isEmpty()
              ? Place.CANVAS
              : model.selection().ids().isEmpty() ? Place.WIRE : Place.CARD;
      menus.show(on, workbench.canvas(), screenX, screenY);
    }

    @Override
    public void hide() {
      menus.hide();
      clicked = Optional.empty();
    }
  }
}

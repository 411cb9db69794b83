package io.spinlane.desktop;

import io.spinlane.desktop.assign.AutoAssign;
import io.spinlane.desktop.assign.Loads;
import io.spinlane.desktop.assign.Locality;
import io.spinlane.desktop.assign.Proposal;
import io.spinlane.desktop.assign.QueueRates;
import io.spinlane.desktop.command.Command;
import io.spinlane.desktop.command.CommandControls;
import io.spinlane.desktop.command.Commands;
import io.spinlane.desktop.command.ContextMenus;
import io.spinlane.desktop.command.ContextMenus.Place;
import io.spinlane.desktop.host.HostInUse;
import io.spinlane.desktop.live.LiveStats;
import io.spinlane.desktop.matrix.MatrixHeat;
import io.spinlane.desktop.matrix.MatrixView;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.ReceiveQueue;
import io.spinlane.desktop.problems.ProblemsView;
import io.spinlane.desktop.proposal.ProposalDialog;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Topology;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import org.kordamp.ikonli.feather.Feather;

/** Which core polls which queue: the table of them, and proposals. */
public final class LaneActions {
  private final Workbench workbench;
  private final DesignModel model;
  private final HostInUse host;
  private final MatrixView matrix;
  private ToDoubleFunction<ReceiveQueue> measured = Loads.UNMEASURED;

  LaneActions(Workbench workbench, Scene scene) {
    this.workbench = workbench;
    model = workbench.model();
    host = workbench.host();
    matrix = new MatrixView(model, workbench.window()::say);
    scene
        .getStylesheets()
        .add(
            Objects.requireNonNull(LaneActions.class.getResource("theme/matrix.css"), "style sheet")
                .toExternalForm());
    workbench.window().addOverCanvas(matrix);
    register(workbench.commands());
    workbench.problems().revealBy(this::reveal);
    host.listen(this::hostChanged);
    hostChanged();
  }

  private void register(Commands commands) {
    commands.add(
        "view",
        Command.of("matrix", "action.matrix", this::switchMatrix)
            .on("Shortcut+M")
            .drawn(Feather.GRID)
            .ticked(matrix::isVisible));
    commands.add(
        "arrange",
        Command.of("auto-assign", "action.autoAssign", this::propose)
            .on("Shortcut+Shift+A")
            .drawn(Feather.SHUFFLE)
            .when(() -> model.topology().getNicsCount() > 0, "refused.noNic"));
    workbench.window().toolbarStart().getChildren().add(CommandControls.button(commands, "matrix"));
    registerCells(commands);
    matrix.buttons().getChildren().addAll(button(commands, "auto-assign"), back());
  }

  /** All receive queues of a NIC, where any of them can be assigned. */
  private void showQueues(String nic) {
    show(true);
    matrix.reveal(new ReceiveQueue(nic, 0));
  }

  private Optional<String> selectedNic() {
    return model.selection().ids().stream()
        .filter(id -> model.elements().get(id) instanceof Element(_, _, Nic _, _))
        .findFirst();
  }

  /** What a right click on a cell, or on the name of a queue or core, offers. */
  private void registerCells(Commands commands) {
    commands.add(
        "cell",
        Command.of("matrix-assign", "action.matrixAssign", matrix::assignAtCursor)
            .unless(this::noCell),
        Command.of("matrix-clear", "action.matrixClear", matrix::clearAtCursor)
            .unless(this::noCell),
        Command.of(
                "matrix-nic",
                "action.matrixNic",
                () -> matrix.queue().ifPresent(queue -> onCanvas(queue.nic())))
            .unless(this::noCell),
        Command.of(
                "matrix-core", "action.matrixCore", () -> matrix.core().ifPresent(this::onCanvas))
            .unless(this::noCell));
    commands.add(
        "view",
        Command.of(
                "matrix-queues",
                "action.matrixQueues",
                () -> selectedNic().ifPresent(this::showQueues))
            .when(() -> selectedNic().isPresent(), "refused.noNicSelected"));
    ContextMenus menus = workbench.contextMenus();
    menus.offer(Place.MATRIX, "matrix-assign", "matrix-clear");
    menus.offer(Place.MATRIX, "matrix-nic", "matrix-core");
    menus.offer(Place.MATRIX, "auto-assign", "matrix");
    menus.openOn(matrix, Place.MATRIX);
    menus.offer(
        Place.CARD, () -> selectedNic().isEmpty() ? List.of() : menus.items("matrix-queues"));
    workbench.input().showQueuesBy(this::showQueues);
  }

  private String noCell() {
    return matrix.isVisible() && matrix.queue().isPresent() ? "" : Texts.get("refused.noCell");
  }

  private void onCanvas(String id) {
    show(false);
    workbench.canvas().reveal(id);
  }

  private static Button button(Commands commands, String id) {
    Button button = new Button(Texts.get("matrix.assign"));
    button.setId("matrix-" + id);
    button.setOnAction(_ -> commands.run(commands.get(id)));
    return button;
  }

  private Button back() {
    Button back = new Button(Texts.get("matrix.back"));
    back.setId("matrix-back");
    back.setOnAction(_ -> show(false));
    return back;
  }

  /** The table. */
  public MatrixView matrix() {
    return matrix;
  }

  private void switchMatrix() {
    show(!matrix.isVisible());
  }

  /** Shows the canvas, unless it is there. */
  void showCanvas() {
    if (matrix.isVisible()) {
      show(false);
    }
  }

  /** Shows the table in the place of the canvas, or the canvas again. */
  public void show(boolean table) {
    matrix.setVisible(table);
    workbench.canvas().setVisible(!table);
    workbench.commands().changed();
    if (table) {
      matrix.focus();
    } else {
      workbench.canvas().requestFocus();
    }
  }

  /** While the table is shown, problems of queues are shown in it; for others it makes room. */
  private boolean reveal(Diagnostic problem) {
    if (!matrix.isVisible()) {
      return false;
    }
    String id = problem.getElement().getId();
    boolean queue =
        switch (problem.getElement().getKind()) {
          case ELEMENT_KIND_NIC -> matrix.reveal(id + "/0");
          case ELEMENT_KIND_LANE -> matrix.reveal(id);
          default -> false;
        };
    if (!queue && ProblemsView.elementOf(problem).isPresent()) {
      show(false);
    }
    return queue;
  }

  /** What the host has changes the distances. */
  private void hostChanged() {
    matrix.useHost(locality(), host.name());
    workbench.problems().useHost(host.inventory());
    workbench.commands().changed();
  }

  Locality locality() {
    return Locality.of(host.inventory());
  }

  /** Takes rates into account from now on; the result shows them in the table. */
  MatrixHeat watch(LiveStats stats) {
    QueueRates rates = new QueueRates(stats);
    measured = rates::current;
    return new MatrixHeat(matrix, rates);
  }

  /** A proposal for some queues. */
  Proposal proposal(Topology topology, Collection<ReceiveQueue> queues) {
    Locality locality = locality();
    return AutoAssign.propose(topology, locality, Loads.of(topology, locality, measured), queues);
  }

  private void propose() {
    Topology topology = model.topology();
    long drawn =
        new ProposalDialog(
                model,
                workbench.stage().getScene(),
                () -> proposal(topology, AutoAssign.unassigned(topology)),
                () -> proposal(topology, ReceiveQueue.of(topology)))
            .ask();
    if (drawn > 0) {
      workbench.window().say(Texts.count("proposal.done", drawn));
    }
  }
}

package io.spinlane.desktop.push;

import io.spinlane.desktop.push.PushModel.Phase;
import io.spinlane.desktop.remote.AgentConnection;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Revision;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/**
 * Goes back to an earlier revision: first what that would change and whom it would touch, then the
 * same steps as a push. It goes back from the revision that was looked at and from no other.
 */
public final class RollbackDialog extends ApplyDialog {
  /** What the window does besides. */
  public interface Host {
    /** It is about to be sent. */
    void begins();

    /** It runs, as a new revision. */
    void made(long revision);

    /**
     * The agent has answered.
     *
     * @param done it runs
     */
    void ended(boolean done);
  }

  private final Revision revision;
  private final Topology topology;
  private final Host host;
  private long base;
  private boolean sent;

  /**
   * A dialog over a window that is not shown yet.
   *
   * @param revision where to go back to
   * @param topology what ran then
   */
  public RollbackDialog(
      AgentConnection connection,
      Deployment deployment,
      Revision revision,
      Topology topology,
      Scene styled,
      Host host) {
    super(
        connection,
        deployment,
        styled,
        Texts.get("rollback.title", revision.getNumber()),
        Texts.get("rollback.heading", revision.getNumber(), connection.status().place()));
    this.revision = revision;
    this.topology = topology;
    this.host = host;
    sheet.push.setText(Texts.get("revisions.rollBack.to", revision.getNumber()));
    sheet.push.setOnAction(_ -> goBack());
    sheet.note.setText(Texts.get("rollback.note", revision.getNumber()));
    sheet.progress.setAccessibleText(Texts.get("rollback.progress"));
  }

  @Override
  Topology wanted() {
    base = deployment.running().revision();
    return topology;
  }

  @Override
  long base() {
    return base;
  }

  private void goBack() {
    if (push.phase() == Phase.READY) {
      sent = true;
      host.begins();
      start(false);
    }
  }

  @Override
  void stored(long number) {
    host.made(number);
  }

  @Override
  void answered() {
    if (sent) {
      sent = false;
      host.ended(push.phase() == Phase.DONE);
    }
    if (push.phase() == Phase.CONFLICT) {
      CompletableFuture<?> _ =
          connection.running().whenComplete((_, _) -> Platform.runLater(this::render));
    }
  }

  @Override
  void render() {
    List<Node> rows = new ArrayList<>();
    addSteps(rows);
    Phase phase = push.phase();
    add(rows, "push-diagnostics", ChangesView.diagnostics(push.diagnostics()));
    boolean known = phase == Phase.READY || phase == Phase.REFUSED || phase == Phase.APPLYING;
    if (known) {
      add(rows, "push-impact", ImpactView.of(push.impacts(), Texts.get("push.impact")));
      VBox changes = ChangesView.of(push.changes(), Texts.get("revisions.same"));
      Label heading = Rows.group(Texts.get("push.wouldChange"));
      heading.getStyleClass().add("push-section");
      changes.getChildren().addFirst(heading);
      rows.add(changes);
    }
    sheet.content.getChildren().setAll(rows);
    sheet.base.setText(
        phase == Phase.DONE
            ? running()
            : Texts.get("rollback.base", running(), Who.revision(revision)));
    sheet.showRollback(phase);
    sheet.state.setText(stateText(phase));
  }

  private String stateText(Phase phase) {
    long number = revision.getNumber();
    return switch (phase) {
      case CHECKING -> Texts.get("rollback.checking", number);
      case READY -> readyText();
      case REFUSED -> Texts.get("rollback.refused", number);
      case APPLYING -> Texts.get("rollback.asking", number);
      case CONFLICT -> Texts.get("rollback.conflict", Who.noted(deployment.running().info()));
      case DONE -> Texts.get("rollback.done", number, push.revision());
      case FAILED -> Texts.get("rollback.failed", number, push.problem());
      case UNKNOWN -> Texts.get("push.unknown", push.problem());
    };
  }
}

package io.spinlane.desktop.push;

import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edit;
import io.spinlane.desktop.push.PushModel.Phase;
import io.spinlane.desktop.remote.AgentConnection;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.ApplyProgress;
import io.spinlane.v1.ApplyTopologyRequest;
import io.spinlane.v1.PreviewTopologyResponse;
import io.spinlane.v1.Revision;
import io.spinlane.v1.ServiceImpact;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Shows what a push would change and whom it would touch, pushes, and shows each step. When someone
 * else was quicker, it shows what both have changed and lets the person merge, overwrite, or take
 * over what runs.
 */
public final class PushDialog {
  private static final double WIDTH = 800;
  private static final double HEIGHT = 680;

  private final AgentConnection connection;
  private final Deployment deployment;
  private final DesignModel model;
  private final PushModel push = new PushModel();
  private final PushSheet sheet = new PushSheet();
  private final Stage stage = new Stage();
  private Topology pushed;
  private CompletableFuture<?> pending = CompletableFuture.completedFuture(null);
  private @Nullable MergeView merging;

  /**
   * A dialog over a window that is not shown yet.
   *
   * @param styled the window's scene, whose style sheets and theme the dialog takes over
   */
  public PushDialog(
      AgentConnection connection, Deployment deployment, DesignModel model, Scene styled) {
    this.connection = connection;
    this.deployment = deployment;
    this.model = model;
    this.pushed = model.topology();
    String place = connection.status().place();
    stage.initOwner(styled.getWindow());
    stage.initModality(Modality.WINDOW_MODAL);
    stage.setTitle(Texts.get("push.title", place));
    stage.setMinWidth(560);
    stage.setMinHeight(420);
    sheet.heading.setText(Texts.get("push.heading", place));
    sheet.dressLike(styled);
    Scene scene = new Scene(sheet, WIDTH, HEIGHT);
    scene.getStylesheets().setAll(styled.getStylesheets());
    stage.setScene(scene);
    sheet.push.setOnAction(_ -> start(false));
    sheet.overwrite.setOnAction(_ -> start(true));
    sheet.takeOver.setOnAction(_ -> takeOver());
    sheet.merge.setOnAction(_ -> merge());
    sheet.mergeInto.setOnAction(_ -> mergeInto());
    sheet.back.setOnAction(_ -> leaveMerge());
    sheet.again.setOnAction(_ -> check());
    sheet.close.setOnAction(_ -> close());
    stage.setOnHidden(_ -> pending.cancel(true));
  }

  /** Opens it, and has the agent judge the drawing. */
  public void show() {
    check();
    stage.show();
  }

  /** The dialog's window. */
  public Stage stage() {
    return stage;
  }

  /** Closes it; while it pushes, it only stops to wait, and says what that means. */
  private void close() {
    if (push.phase() == Phase.APPLYING) {
      pending.cancel(true);
    } else {
      stage.close();
    }
  }

  private void check() {
    push.again();
    pushed = model.topology();
    render();
    CompletableFuture<PreviewTopologyResponse> call = connection.calls().preview(pushed);
    pending = call;
    CompletableFuture<?> _ =
        call.whenComplete(
            (found, problem) ->
                Platform.runLater(
                    () -> {
                      if (found != null) {
                        push.checked(found, deployment.base().revision());
                      } else {
                        push.failed(AgentConnection.cause(problem));
                      }
                      render();
                      askWhoWasQuicker();
                    }));
  }

  private void start(boolean overwriting) {
    if (!push.start()) {
      return;
    }
    render();
    ApplyTopologyRequest request =
        ApplyTopologyRequest.newBuilder()
            .setTopology(pushed)
            .setBaseRevision(deployment.base().revision())
            .setOverwrite(overwriting)
            .setAuthor(Author.name())
            .setNote(sheet.note.getText())
            .build();
    CompletableFuture<Void> call =
        connection.calls().apply(request, step -> Platform.runLater(() -> progress(step)));
    pending = call;
    CompletableFuture<?> _ =
        call.whenComplete((_, problem) -> Platform.runLater(() -> ended(problem)));
  }

  private void progress(ApplyProgress step) {
    push.progress(step);
    render();
  }

  private void ended(@Nullable Throwable problem) {
    if (problem != null) {
      push.failed(AgentConnection.cause(problem));
    }
    render();
    askWhoWasQuicker();
    if (push.phase() == Phase.DONE) {
      sheet.close.requestFocus();
      CompletableFuture<?> _ = connection.running();
    }
  }

  /** What runs may be newer than what was last told. */
  private void askWhoWasQuicker() {
    if (push.phase() == Phase.CONFLICT) {
      CompletableFuture<?> _ =
          connection.running().whenComplete((_, _) -> Platform.runLater(this::render));
    }
  }

  private void takeOver() {
    Topology running = deployment.takenOver();
    String name = Texts.get("edit.takeOver", deployment.running().revision());
    model.apply(Edit.of(name, _ -> running));
    deployment.rebase(model.topology());
    stage.close();
  }

  private void merge() {
    merging =
        new MergeView(
            deployment.merge(),
            model.topology(),
            Who.author(deployment.running().info()),
            this::renderButtons);
    render();
  }

  private void leaveMerge() {
    merging = null;
    render();
  }

  private void mergeInto() {
    if (merging != null) {
      Topology merged = merging.merged();
      String name = Texts.get("edit.merge", deployment.running().revision());
      model.apply(Edit.of(name, _ -> merged));
      deployment.rebase(model.topology());
      merging = null;
      check();
    }
  }

  private void render() {
    Phase phase = push.phase();
    List<Node> rows = new ArrayList<>();
    MergeView merge = merging;
    if (merge != null) {
      rows.add(merge);
    } else {
      addPlan(rows, phase);
    }
    sheet.content.getChildren().setAll(rows);
    long running = deployment.running().revision();
    sheet.base.setText(
        running == 0
            ? Texts.get("push.first")
            : Texts.get("push.base", Who.revision(deployment.running().info())));
    renderButtons();
  }

  private void renderButtons() {
    MergeView merge = merging;
    Phase phase = push.phase();
    sheet.show(phase, merge != null, merge != null && !merge.decided());
    sheet.state.setText(
        merge == null
            ? stateText(phase)
            : Texts.get(merge.decided() ? "merge.ready" : "merge.choose"));
  }

  private void addPlan(List<Node> rows, Phase phase) {
    List<Node> steps = StepsView.of(push, pushed);
    sheet.progress.setProgress(
        phase == Phase.APPLYING ? StepsView.share(steps) : ProgressBar.INDETERMINATE_PROGRESS);
    boolean conflict = phase == Phase.CONFLICT;
    add(rows, "push-steps", steps);
    if (conflict) {
      rows.add(comparison());
    }
    add(rows, "push-diagnostics", ChangesView.diagnostics(push.diagnostics()));
    if (phase == Phase.DONE) {
      return;
    }
    String impact = Texts.get(conflict ? "push.impact.overwriting" : "push.impact");
    add(rows, "push-impact", ImpactView.of(push.impacts(), impact));
    VBox changes = ChangesView.of(deployment.changes());
    Label heading = Rows.group(Texts.get(conflict ? "push.wouldOverwrite" : "push.wouldChange"));
    heading.getStyleClass().add("push-section");
    changes.getChildren().addFirst(heading);
    rows.add(changes);
  }

  private static void add(List<Node> rows, String id, List<Node> lines) {
    if (!lines.isEmpty()) {
      VBox list = new VBox(lines.toArray(Node[]::new));
      list.setId(id);
      list.getStyleClass().add("push-list");
      rows.add(list);
    }
  }

  private Node comparison() {
    Revision theirs = deployment.running().info();
    return new ComparisonView(
        Comparison.of(deployment.theirs(), deployment.mine(), deployment.merge()),
        Texts.get("compare.base", deployment.base().revision()),
        Texts.get("compare.theirs", theirs.getNumber(), Who.author(theirs)),
        Texts.get("compare.mine"));
  }

  private String stateText(Phase phase) {
    return switch (phase) {
      case CHECKING -> Texts.get("push.checking");
      case READY -> readyText();
      case REFUSED -> Texts.get("push.refused");
      case APPLYING -> Texts.get("push.applying");
      case CONFLICT -> conflictText();
      case DONE -> Texts.get("push.done", push.revision());
      case FAILED -> Texts.get("push.failed", push.problem());
      case UNKNOWN -> Texts.get("push.unknown", push.problem());
    };
  }

  private String readyText() {
    long cut = push.impacts().stream().mapToLong(ServiceImpact::getBrokenConnections).sum();
    return cut > 0 ? Texts.count("push.ready.cut", cut) : Texts.get("push.ready");
  }

  private String conflictText() {
    Revision running = deployment.running().info();
    String who = Who.revision(running);
    return Texts.get(
        "push.conflict",
        running.getNote().isEmpty() ? who : Texts.get("push.noted", who, running.getNote()),
        deployment.base().revision());
  }
}

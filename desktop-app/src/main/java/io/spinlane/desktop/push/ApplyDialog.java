package io.spinlane.desktop.push;

import io.spinlane.desktop.push.PushModel.Phase;
import io.spinlane.desktop.remote.AgentConnection;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.ApplyProgress;
import io.spinlane.v1.ApplyTopologyRequest;
import io.spinlane.v1.PreviewTopologyResponse;
import io.spinlane.v1.ServiceImpact;
import io.spinlane.v1.Topology;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * A dialog that shows what applying a topology would change and whom it would touch, applies it,
 * and shows each step. While it waits for the agent it can be closed or stopped.
 */
abstract class ApplyDialog {
  private static final double WIDTH = 800;
  private static final double HEIGHT = 680;

  final AgentConnection connection;
  final Deployment deployment;
  final PushModel push = new PushModel();
  final PushSheet sheet = new PushSheet();
  private final Stage stage = new Stage();
  private Topology pushed = Topology.getDefaultInstance();
  private CompletableFuture<?> pending = CompletableFuture.completedFuture(null);

  /**
   * A dialog over a window that is not shown yet.
   *
   * @param styled the window's scene, whose style sheets and theme the dialog takes over
   */
  ApplyDialog(
      AgentConnection connection, Deployment deployment, Scene styled, String title, String head) {
    this.connection = connection;
    this.deployment = deployment;
    stage.initOwner(styled.getWindow());
    stage.initModality(Modality.WINDOW_MODAL);
    stage.setTitle(title);
    stage.setMinWidth(560);
    stage.setMinHeight(420);
    sheet.heading.setText(head);
    sheet.dressLike(styled);
    Scene scene = new Scene(sheet, WIDTH, HEIGHT);
    scene.getStylesheets().setAll(styled.getStylesheets());
    stage.setScene(scene);
    sheet.push.setOnAction(_ -> start(false));
    sheet.again.setOnAction(_ -> check());
    sheet.close.setOnAction(_ -> close());
    stage.setOnHidden(_ -> pending.cancel(true));
  }

  /** What is to run. */
  abstract Topology wanted();

  /** The revision it was decided on. */
  abstract long base();

  /** Shows how things stand. */
  abstract void render();

  /** The agent has answered, well or not, or everything is done. */
  abstract void answered();

  /** A revision was stored; nothing to do in most dialogs. */
  void stored(long revision) {}

  /** Opens it, and has the agent judge what is wanted. */
  public final void show() {
    check();
    sheet.note.requestFocus();
    stage.show();
  }

  /** The dialog's window. */
  public final Stage stage() {
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

  final void check() {
    push.again();
    pushed = wanted();
    render();
    CompletableFuture<PreviewTopologyResponse> call = connection.calls().preview(pushed);
    pending = call;
    CompletableFuture<?> _ =
        call.whenComplete(
            (found, problem) ->
                Platform.runLater(
                    () -> {
                      if (found != null) {
                        push.checked(found, base());
                      } else {
                        push.failed(problem);
                      }
                      render();
                      answered();
                    }));
  }

  final void start(boolean overwriting) {
    if (!push.start()) {
      return;
    }
    render();
    ApplyTopologyRequest request =
        ApplyTopologyRequest.newBuilder()
            .setTopology(pushed)
            .setBaseRevision(base())
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
    if (push.phase() == Phase.DONE) {
      stored(push.revision());
    }
    render();
  }

  private void ended(@Nullable Throwable problem) {
    if (problem != null) {
      push.failed(problem);
    }
    render();
    answered();
    if (push.phase() == Phase.DONE) {
      sheet.close.requestFocus();
      CompletableFuture<?> _ =
          connection.running().whenComplete((_, _) -> Platform.runLater(this::render));
    }
  }

  /** The steps that were made and are still to come. */
  final void addSteps(List<Node> rows) {
    List<Node> steps = StepsView.of(push, pushed);
    sheet.progress.setProgress(
        push.phase() == Phase.APPLYING
            ? StepsView.share(steps)
            : ProgressBar.INDETERMINATE_PROGRESS);
    add(rows, "push-steps", steps);
  }

  static void add(List<Node> rows, String id, List<Node> lines) {
    if (!lines.isEmpty()) {
      VBox list = new VBox(lines.toArray(Node[]::new));
      list.setId(id);
      list.getStyleClass().add("push-list");
      rows.add(list);
    }
  }

  /** Which revision runs there. */
  final String running() {
    return deployment.running().revision() == 0
        ? Texts.get("push.first")
        : Texts.get("push.base", Who.revision(deployment.running().info()));
  }

  final String readyText() {
    long cut = push.impacts().stream().mapToLong(ServiceImpact::getBrokenConnections).sum();
    return cut > 0 ? Texts.count("push.ready.cut", cut) : Texts.get("push.ready");
  }
}

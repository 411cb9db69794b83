package io.spinlane.desktop.push;

import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edit;
import io.spinlane.desktop.push.PushModel.Phase;
import io.spinlane.desktop.remote.AgentConnection;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.ApplyTopologyRequest;
import io.spinlane.v1.Topology;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** Shows what a push would change, pushes, and shows each step. */
public final class PushDialog {
  private static final double WIDTH = 640;
  private static final double HEIGHT = 600;

  private final AgentConnection connection;
  private final Deployment deployment;
  private final DesignModel model;
  private final PushModel push = new PushModel();
  private final Topology pushed;
  private final Stage stage = new Stage();
  private final Label state = new Label();
  private final VBox diagnostics = new VBox();
  private final VBox steps = new VBox();
  private final TextField note = new TextField();
  private final Button pushButton = button("push-go", "push.go");
  private final Button overwrite = button("push-overwrite", "push.overwrite");
  private final Button reload = button("push-reload", "push.reload");
  private final Button close = button("push-close", "push.close");
  private final BorderPane root = new BorderPane();

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
    stage.initOwner(styled.getWindow());
    stage.initModality(Modality.WINDOW_MODAL);
    stage.setTitle(Texts.get("push.title", connection.status().place()));
    build(styled);
    render();
  }

  private static Button button(String id, String key) {
    Button button = new Button(Texts.get(key));
    button.setId(id);
    return button;
  }

  private void build(Scene styled) {
    Label heading = new Label(Texts.get("push.heading", connection.status().place()));
    heading.getStyleClass().add("push-heading");
    Label base =
        new Label(
            deployment.running().revision() == 0
                ? Texts.get("push.first")
                : Texts.get("push.base", deployment.running().revision()));
    base.getStyleClass().add("hint");
    state.setId("push-state");
    state.getStyleClass().add("push-state");
    state.setWrapText(true);
    VBox changes = ChangesView.of(deployment.changes());
    VBox content = new VBox(changes, diagnostics, steps);
    content.getStyleClass().add("push-content");
    diagnostics.getStyleClass().add("push-list");
    diagnostics.setId("push-diagnostics");
    steps.getStyleClass().add("push-list");
    steps.setId("push-steps");
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edge-to-edge");
    note.setId("push-note");
    note.setPromptText(Texts.get("push.note"));
    pushButton.getStyleClass().add("accent");
    pushButton.setDefaultButton(true);
    pushButton.setOnAction(_ -> start(false));
    overwrite.getStyleClass().add("danger");
    overwrite.setOnAction(_ -> start(true));
    reload.setOnAction(_ -> reload());
    close.setCancelButton(true);
    close.setOnAction(_ -> stage.close());
    Region spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    HBox buttons = new HBox(reload, spring, overwrite, pushButton, close);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    buttons.getStyleClass().add("push-buttons");
    VBox top = new VBox(heading, base);
    top.getStyleClass().add("push-top");
    VBox bottom = new VBox(state, note, buttons);
    bottom.getStyleClass().add("push-bottom");
    root.getStyleClass().addAll(styled.getRoot().getStyleClass());
    root.getStyleClass().add("push-dialog");
    root.setTop(top);
    root.setCenter(scroll);
    root.setBottom(bottom);
    Scene scene = new Scene(root, WIDTH, HEIGHT);
    scene.getStylesheets().setAll(styled.getStylesheets());
    scene.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            stage.close();
          }
        });
    stage.setScene(scene);
  }

  /** Opens it, and has the agent judge the drawing. */
  public void show() {
    stage.show();
    CompletableFuture<?> _ =
        connection
            .validate(pushed)
            .whenComplete(
                (found, problem) ->
                    Platform.runLater(
                        () -> {
                          if (found != null) {
                            push.checked(found);
                          } else {
                            push.failed(AgentConnection.cause(problem));
                          }
                          render();
                        }));
  }

  /** The dialog's window. */
  public Stage stage() {
    return stage;
  }

  private void start(boolean overwriting) {
    if (!push.start()) {
      return;
    }
    render();
    ApplyTopologyRequest request =
        ApplyTopologyRequest.newBuilder()
            .setTopology(pushed)
            .setBaseRevision(deployment.baseRevision())
            .setOverwrite(overwriting)
            .setAuthor(System.getProperty("user.name", ""))
            .setNote(note.getText())
            .build();
    CompletableFuture<?> _ =
        connection
            .apply(
                request,
                step ->
                    Platform.runLater(
                        () -> {
                          push.progress(step);
                          render();
                        }))
            .whenComplete((_, problem) -> Platform.runLater(() -> ended(problem)));
  }

  private void ended(@Nullable Throwable problem) {
    if (problem != null) {
      push.failed(AgentConnection.cause(problem));
      if (push.phase() == Phase.CONFLICT) {
        CompletableFuture<?> _ =
            connection.running().whenComplete((_, _) -> Platform.runLater(this::render));
      }
    } else if (push.phase() == Phase.DONE) {
      deployment.rebase(push.revision());
      deployment.drawingChanged(model.topology());
    }
    render();
  }

  private void reload() {
    var running = connection.status().running();
    model.apply(Edit.of(Texts.get("edit.takeOver", running.revision()), _ -> running.topology()));
    deployment.rebase(running.revision());
    deployment.drawingChanged(model.topology());
    stage.close();
  }

  private void render() {
    Phase phase = push.phase();
    state.setText(stateText(phase));
    state.getStyleClass().removeIf(style -> style.startsWith("push-state-"));
    state.getStyleClass().add("push-state-" + phase.name().toLowerCase(java.util.Locale.ROOT));
    diagnostics.getChildren().setAll(ChangesView.diagnostics(push.diagnostics()));
    steps.getChildren().setAll(StepsView.of(push));
    boolean conflict = phase == Phase.CONFLICT;
    show(overwrite, conflict);
    show(reload, conflict);
    show(pushButton, phase != Phase.DONE && !conflict);
    pushButton.setDisable(phase != Phase.READY && phase != Phase.FAILED);
    note.setDisable(phase == Phase.APPLYING);
    note.setVisible(phase != Phase.DONE);
    note.setManaged(phase != Phase.DONE);
  }

  private static void show(Button button, boolean wanted) {
    button.setVisible(wanted);
    button.setManaged(wanted);
  }

  private String stateText(Phase phase) {
    var running = connection.status().running();
    return switch (phase) {
      case CHECKING -> Texts.get("push.checking");
      case READY -> Texts.get("push.ready");
      case REFUSED -> Texts.get("push.refused");
      case APPLYING -> Texts.get("push.applying");
      case CONFLICT ->
          Texts.get(
              "push.conflict",
              running.revision(),
              running.author().isEmpty() ? Texts.get("push.someone") : running.author(),
              deployment.baseRevision());
      case DONE -> Texts.get("push.done", push.revision());
      case FAILED -> Texts.get("push.failed", push.problem());
    };
  }
}

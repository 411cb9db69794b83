package io.spinlane.desktop;

import io.spinlane.desktop.command.ButtonIds;
import io.spinlane.desktop.command.Command;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.push.Author;
import io.spinlane.desktop.push.Deployment;
import io.spinlane.desktop.remote.AgentConnection;
import io.spinlane.desktop.remote.Failure;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.Defaults;
import io.spinlane.v1.Backend;
import io.spinlane.v1.BackendState;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.SetBackendStateRequest;
import io.spinlane.v1.SetBackendStateResponse;
import io.spinlane.v1.SetBackendWeightRequest;
import io.spinlane.v1.SetBackendWeightResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.scene.control.ButtonType;
import javafx.scene.control.TextInputDialog;
import org.kordamp.ikonli.feather.Feather;

/** Takes servers of the running switch out and in, or gives them another share, at once. */
final class BackendActions {
  private static final int MAX_WEIGHT = 65_535;

  private final Workbench workbench;
  private final DesignModel model;
  private final AgentConnection connection;
  private final Deployment deployment;

  BackendActions(Workbench workbench, AgentConnection connection, Deployment deployment) {
    this.workbench = workbench;
    this.model = workbench.model();
    this.connection = connection;
    this.deployment = deployment;
    workbench
        .commands()
        .add(
            "backend",
            Command.of("backend-drain", "action.backendDrain", () -> set("DRAIN"))
                .drawn(Feather.DOWNLOAD)
                .unless(this::refusal),
            Command.of("backend-disable", "action.backendDisable", () -> set("MAINTENANCE"))
                .drawn(Feather.SLASH)
                .unless(this::refusal),
            Command.of("backend-enable", "action.backendEnable", () -> set("UP"))
                .drawn(Feather.CHECK_CIRCLE)
                .unless(this::refusal),
            Command.of("backend-weight", "action.backendWeight", this::askWeight)
                .drawn(Feather.SLIDERS)
                .unless(this::refusal));
    workbench.offerOnCards(
        () -> selected().isEmpty(),
        "backend-drain",
        "backend-disable",
        "backend-enable",
        "backend-weight");
  }

  /** The back-ends that are selected; empty when anything else is, too. */
  private List<String> selected() {
    List<String> backends = new ArrayList<>();
    for (String id : model.selection().ids()) {
      Element element = model.elements().get(id);
      if (element == null || element.kind() != ElementKind.ELEMENT_KIND_BACKEND) {
        return List.of();
      }
      backends.add(id);
    }
    return backends;
  }

  private Optional<Backend> running(String id) {
    return deployment.running().topology().getPoolsList().stream()
        .flatMap(pool -> pool.getBackendsList().stream())
        .filter(backend -> backend.getId().equals(id))
        .findFirst();
  }

  private String refusal() {
    List<String> ids = selected();
    if (!connection.status().connected()) {
      return Texts.get("push.unconnected");
    }
    if (ids.isEmpty()) {
      return Texts.get("refused.noBackend");
    }
    return ids.stream()
        .filter(id -> running(id).isEmpty())
        .findFirst()
        .map(id -> Texts.get("refused.notRunning", id))
        .orElse("");
  }

  private void set(String state) {
    BackendState wanted = BackendState.valueOf("BACKEND_STATE_" + state);
    String key = state.equals("DRAIN") ? "drain" : state.equals("UP") ? "enable" : "disable";
    List<String> ids = selected();
    ask(
        ids,
        connection
            .calls()
            .setState(
                SetBackendStateRequest.newBuilder()
                    .addAllBackends(ids)
                    .setState(wanted)
                    .setAuthor(Author.name())
                    .build()),
        SetBackendStateResponse::getRevision,
        Texts.get("edit.backend." + key, String.join(", ", ids)),
        answer ->
            Texts.get("backend.done." + key, String.join(", ", ids), answer.getConnections()));
  }

  private void askWeight() {
    List<String> ids = selected();
    int now = running(ids.getFirst()).map(Defaults::weight).orElse(100);
    TextInputDialog dialog = new TextInputDialog(Integer.toString(now));
    dialog.initOwner(workbench.stage());
    dialog.setGraphic(null);
    dialog.setTitle(Texts.get("action.backendWeight"));
    dialog.setHeaderText(Texts.get("backend.weight.ask", String.join(", ", ids)));
    dialog.getDialogPane().setId("backend-weight-dialog");
    dialog.getDialogPane().getStylesheets().setAll(workbench.stage().getScene().getStylesheets());
    dialog.getEditor().setId("backend-weight-field");
    dialog.getEditor().setAccessibleText(dialog.getHeaderText());
    var ok = dialog.getDialogPane().lookupButton(ButtonType.OK);
    ButtonIds.name(dialog.getDialogPane(), "backend-weight");
    dialog
        .getEditor()
        .textProperty()
        .addListener((_, _, text) -> ok.setDisable(weight(text).isEmpty()));
    dialog.setOnShown(_ -> dialog.getEditor().selectAll()); // to be written over
    Optional<Integer> chosen = dialog.showAndWait().flatMap(BackendActions::weight);
    chosen.ifPresent(weight -> setWeight(ids, weight));
  }

  private static Optional<Integer> weight(String text) {
    String digits = text.strip();
    boolean plain = !digits.isEmpty() && digits.length() <= 5 && digits.matches("[0-9]+");
    return Optional.of(digits)
        .filter(_ -> plain)
        .map(Integer::valueOf)
        .filter(weight -> weight <= MAX_WEIGHT);
  }

  private void setWeight(List<String> ids, int weight) {
    ask(
        ids,
        connection
            .calls()
            .setWeight(
                SetBackendWeightRequest.newBuilder()
                    .addAllBackends(ids)
                    .setWeight(weight)
                    .setAuthor(Author.name())
                    .build()),
        SetBackendWeightResponse::getRevision,
        Texts.get("edit.backend.weight", String.join(", ", ids), weight),
        _ -> Texts.get("backend.done.weight", String.join(", ", ids), weight));
  }

  /** One question and one revision, however many are selected. */
  private <A> void ask(
      List<String> ids,
      CompletableFuture<A> asked,
      Function<A, Long> revision,
      String name,
      Function<A, String> done) {
    HostChange change = new HostChange(connection, deployment, model);
    workbench.window().say(Texts.get("backend.asking", String.join(", ", ids)));
    CompletableFuture<?> _ =
        asked.whenComplete(
            (answer, problem) ->
                Platform.runLater(
                    () -> {
                      if (problem == null) {
                        change.made(revision.apply(answer));
                        change.follow(name, () -> workbench.window().say(done.apply(answer)));
                      } else {
                        change.abandon();
                        tell(problem);
                      }
                    }));
  }

  private void tell(Throwable problem) {
    String sentence = Failure.sentence(problem);
    workbench.window().say(Texts.get("backend.failed", sentence));
  }
}

package io.spinlane.desktop;

import io.spinlane.desktop.connections.ConnectionRow;
import io.spinlane.desktop.connections.ConnectionsPane;
import io.spinlane.desktop.connections.Ending;
import io.spinlane.desktop.remote.AgentCalls;
import io.spinlane.desktop.remote.Failure;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.ConnectionFilter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import org.jspecify.annotations.Nullable;

/** Ends connections, once people have said yes, and says how that went. */
final class ConnectionEnding {
  /** The agent looks through its whole table for each. */
  private static final int MOST = 200;

  /** As many are named in the question. */
  private static final int NAMED = 5;

  private final Workbench workbench;
  private final AgentCalls calls;
  private final ConnectionsPane pane;
  private @Nullable Ending ending;

  ConnectionEnding(Workbench workbench, AgentCalls calls, ConnectionsPane pane) {
    this.workbench = workbench;
    this.calls = calls;
    this.pane = pane;
  }

  /** Why so many that are selected cannot be ended now; empty when they can. */
  String refusal(int selected, String unconnected) {
    if (!unconnected.isEmpty()) {
      return unconnected;
    }
    if (ending != null) {
      return Texts.get("refused.ending");
    }
    if (selected == 0) {
      return Texts.get("refused.noConnection");
    }
    return selected > MOST ? Texts.get("refused.manyConnections", MOST) : "";
  }

  /** The button below the table: it stops what is going on. */
  void askOrStop(List<ConnectionRow> rows) {
    if (ending != null) {
      ending.stop();
      return;
    }
    String refusal = refusal(rows.size(), "");
    if (refusal.isEmpty()) {
      ask(rows);
    } else {
      workbench.window().say(refusal);
    }
  }

  /** Asks whether to end these. */
  void ask(List<ConnectionRow> rows) {
    List<ConnectionRow> meant = List.copyOf(rows);
    String names =
        meant.stream()
            .limit(NAMED)
            .map(
                row ->
                    Texts.get(
                        "connections.end.one",
                        row.client(),
                        row.connection().getService(),
                        row.connection().getBackend()))
            .collect(Collectors.joining("\n"));
    String more =
        meant.size() > NAMED ? "\n" + Texts.get("connections.end.more", meant.size() - NAMED) : "";
    if (sure(Texts.count("connections.end.sure", meant.size()), names + more)) {
      end(meant.stream().map(ConnectionRow::filter).toList());
    }
  }

  /** Asks whether to end all that the filter lets through. */
  void askAll() {
    ConnectionFilter filter = pane.query().filter();
    if (sure(Texts.get("connections.end.sureAll", pane.queryInWords()), "")) {
      end(List.of(filter));
    }
  }

  private boolean sure(String question, String which) {
    ButtonType yes = new ButtonType(Texts.get("connections.end.yes"), ButtonData.OK_DONE);
    String help = Texts.get("connections.end.help");
    Alert alert =
        new Alert(
            Alert.AlertType.CONFIRMATION,
            which.isEmpty() ? help : which + "\n\n" + help,
            yes,
            ButtonType.CANCEL);
    alert.initOwner(workbench.stage());
    alert.setGraphic(null);
    alert.setTitle(Texts.get("connections.title"));
    alert.setHeaderText(question);
    alert.getDialogPane().setId("connections-end-dialog");
    alert.getDialogPane().getStylesheets().setAll(workbench.stage().getScene().getStylesheets());
    alert.getDialogPane().lookupButton(yes).setId("connections-end-yes");
    alert.getDialogPane().lookupButton(ButtonType.CANCEL).setId("connections-end-no");
    return alert.showAndWait().filter(answer -> answer == yes).isPresent();
  }

  private void end(List<ConnectionFilter> filters) {
    Ending begun =
        new Ending(
            calls::endConnections,
            filters,
            done -> Platform.runLater(() -> progress(done, filters.size())));
    ending = begun;
    progress(0, filters.size());
    CompletableFuture<?> _ =
        begun.begin().whenComplete((_, problem) -> Platform.runLater(() -> done(begun, problem)));
  }

  private void progress(long done, long of) {
    if (ending != null) {
      pane.showEnding(done, of);
    }
  }

  private void done(Ending begun, @Nullable Throwable problem) {
    ending = null;
    pane.showEnding(0, 0);
    pane.ask();
    String ended = Texts.count("connections.ended", begun.ended());
    workbench
        .window()
        .say(
            problem == null
                ? ended + (begun.stopped() ? " " + Texts.get("connections.stopped") : "")
                : ended + " " + Texts.get("connections.end.failed", Failure.sentence(problem)));
    workbench.commands().changed();
  }
}

package io.spinlane.desktop;

import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.push.Author;
import io.spinlane.desktop.push.Deployment;
import io.spinlane.desktop.remote.AgentConnection;
import io.spinlane.desktop.remote.AgentPlace;
import io.spinlane.desktop.remote.ConnectionStatus;
import io.spinlane.desktop.remote.ConnectionStatus.Running;
import io.spinlane.desktop.remote.ConnectionStatus.State;
import io.spinlane.desktop.remote.Failure;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.ApplyTopologyRequest;
import io.spinlane.v1.Topology;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Has the agent inside this app run what is drawn, without asking, when a sample is opened. No
 * other agent is ever pushed to unasked, not even one that is chosen while this one still starts;
 * and what this one ran before stays among its revisions. JavaFX thread.
 */
final class OwnAgent {
  private final Workbench workbench;
  private final DesignModel model;
  private final AgentConnection connection;
  private final Deployment deployment;

  /** Name of the place where the drawing is to run as soon as there is a line to it. */
  private String wantedAt = "";

  private boolean pushing;

  OwnAgent(Workbench workbench, AgentConnection connection, Deployment deployment) {
    this.workbench = workbench;
    this.model = workbench.model();
    this.connection = connection;
    this.deployment = deployment;
  }

  /** Goes to this agent, and has it run what is drawn then. */
  void runAt(AgentPlace own) {
    wantedAt = own.name();
    connection.connect(own);
  }

  /** Has this agent run what is drawn, unless people watch another. */
  void runIfWatched(AgentPlace own) {
    ConnectionStatus status = connection.status();
    if (status.state() == State.DISCONNECTED) {
      runAt(own);
    } else if (status.place().equals(own.name())) {
      wantedAt = own.name();
      changed(status);
    }
  }

  /** People have chosen another agent, or none. */
  void forget() {
    wantedAt = "";
  }

  /** The line has changed. */
  void changed(ConnectionStatus status) {
    if (!wantedAt.isEmpty() && status.connected() && status.place().equals(wantedAt) && !pushing) {
      wantedAt = "";
      push(status.running());
    }
  }

  private void push(Running before) {
    Topology pushed = model.topology();
    ApplyTopologyRequest request =
        ApplyTopologyRequest.newBuilder()
            .setTopology(pushed)
            .setBaseRevision(before.revision())
            .setAuthor(Author.name())
            .build();
    pushing = true;
    deployment.expectChange();
    CompletableFuture<?> _ =
        connection
            .calls()
            .apply(request, _ -> {})
            .thenCompose(_ -> connection.running())
            .whenComplete(
                (running, problem) ->
                    Platform.runLater(() -> ended(before, pushed, running, problem)));
  }

  private void ended(
      Running before, Topology pushed, @Nullable Running running, @Nullable Throwable problem) {
    pushing = false;
    if (running != null && running.topology().equals(pushed)) {
      deployment.rebase(model.topology(), running);
      if (before.revision() > 0) {
        workbench.window().say(Texts.get("ownAgent.replaced", running.revision()));
      }
    } else if (problem != null) {
      String sentence = Failure.sentence(problem);
      workbench.window().say(Texts.get("push.failed", sentence));
    }
    deployment.changeCame();
    changed(connection.status()); // Another sample may have been opened meanwhile.
  }
}

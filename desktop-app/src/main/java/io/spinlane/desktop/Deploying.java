package io.spinlane.desktop;

import io.spinlane.desktop.canvas.CardSign;
import io.spinlane.desktop.command.Command;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edit;
import io.spinlane.desktop.push.ChangesView;
import io.spinlane.desktop.push.DeployMark;
import io.spinlane.desktop.push.Deployment;
import io.spinlane.desktop.push.DriftBanner;
import io.spinlane.desktop.push.PushDialog;
import io.spinlane.desktop.push.RollbackDialog;
import io.spinlane.desktop.remote.AgentConnection;
import io.spinlane.desktop.remote.ConnectionStatus;
import io.spinlane.desktop.remote.ConnectionStatus.State;
import io.spinlane.desktop.revisions.RevisionsPane;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Revision;
import io.spinlane.v1.Topology;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** From the drawing to the host and back: push, drift, revisions, and what runs on the cards. */
final class Deploying {
  private final Workbench workbench;
  private final DesignModel model;
  private final AgentConnection connection;
  private final Deployment deployment = new Deployment();
  private final Button pushButton = new Button();
  private final DriftBanner drift = new DriftBanner(this::push, this::takeOver);
  private final RevisionsPane revisions;

  /** Parts that are in no window yet. */
  Deploying(Workbench workbench, AgentConnection connection) {
    this.workbench = workbench;
    this.model = workbench.model();
    this.connection = connection;
    revisions = new RevisionsPane(connection.calls(), model::topology, new OfRevisions());
    pushButton.setId("push-button");
    pushButton.getStyleClass().add("accent");
    pushButton.setMinWidth(Region.USE_PREF_SIZE);
    pushButton.setOnAction(_ -> push());
    pushButton.disabledProperty().subscribe(this::leavePushButton);
  }

  /** Adds its banner and its commands to the window. */
  void install() {
    workbench.window().banners().getChildren().add(drift);
    deployment.listen(this::refresh);
    workbench
        .commands()
        .add(
            "host",
            Command.of("push", "action.push", this::push)
                .on("Shortcut+P")
                .drawn(Feather.UPLOAD_CLOUD)
                .when(() -> connection.status().connected(), "push.unconnected"),
            Command.of("take-over", "action.takeOver", this::takeOver)
                .drawn(Feather.DOWNLOAD_CLOUD)
                .unless(this::whyNothingToTakeOver));
    BackendActions _ = new BackendActions(workbench, connection, deployment);
  }

  /** What runs against what is drawn. */
  Deployment deployment() {
    return deployment;
  }

  /** The button of the toolbar. */
  Button pushButton() {
    return pushButton;
  }

  /** The history of the host. */
  RevisionsPane revisions() {
    return revisions;
  }

  /** The drawing has changed. */
  void drawingChanged() {
    deployment.drawingChanged(model.topology());
  }

  /** The line to the agent, or what it runs, has changed. */
  void show(ConnectionStatus status) {
    if (status.state() == State.DISCONNECTED) {
      deployment.forget(model.topology());
    } else {
      deployment.agentChanged(status, model.topology());
    }
    revisions.show(status);
  }

  private void refresh() {
    int count = deployment.changes().size();
    pushButton.setText(count == 0 ? Texts.get("push.button") : Texts.get("push.button.n", count));
    pushButton.setDisable(!deployment.connected() || count == 0);
    drift.show(deployment);
    Map<String, CardSign> signs = new HashMap<>();
    if (deployment.running().revision() > 0) {
      deployment.marks().forEach((id, mark) -> signs.put(id, sign(mark)));
    }
    workbench.canvas().showDeployment(signs);
  }

  /** Once all is pushed the keys go on where one draws, not at whatever is beside the button. */
  private void leavePushButton(boolean disabled) {
    Scene scene = pushButton.getScene();
    if (disabled && scene != null && pushButton.equals(scene.getFocusOwner())) {
      workbench.canvas().requestFocus();
    }
  }

  private static CardSign sign(DeployMark mark) {
    String key = "mark." + mark.kind().name().toLowerCase(Locale.ROOT);
    String style =
        switch (mark.kind()) {
          case NEW -> "new";
          case CHANGED -> "changed";
          case THEIRS -> "info";
          case BOTH -> "bad";
        };
    String properties =
        mark.properties().stream().map(ChangesView::property).collect(Collectors.joining("\n"));
    String help = Texts.get(key + ".help");
    return new CardSign(
        Texts.get(key), style, properties.isEmpty() ? help : help + "\n" + properties);
  }

  /** Opens the push dialog; says why when there is no agent to push to. */
  void push() {
    if (connection.status().connected()) {
      new PushDialog(connection, deployment, model, workbench.stage().getScene()).show();
    } else {
      workbench.window().say(Texts.get("push.unconnected"));
    }
  }

  private String whyNothingToTakeOver() {
    return !connection.status().connected()
        ? Texts.get("push.unconnected")
        : deployment.changes().isEmpty() ? Texts.get("push.nothing") : "";
  }

  private void takeOver() {
    Topology running = deployment.takenOver();
    long number = deployment.running().revision();
    model.apply(Edit.of(Texts.get("edit.takeOver", number), _ -> running));
    deployment.rebase(model.topology());
  }

  private final class OfRevisions implements RevisionsPane.Actions {
    @Override
    public void rollBack(Revision revision, Topology topology) {
      revisions.say("");
      new RollbackDialog(
              connection,
              deployment,
              revision,
              topology,
              workbench.stage().getScene(),
              new Follower(revision.getNumber()))
          .show();
    }

    @Override
    public void draw(Revision revision, Topology topology) {
      String name = Texts.get("edit.drawRevision", revision.getNumber());
      model.apply(Edit.of(name, _ -> topology));
    }
  }

  /** Has the drawing follow when the host has gone back. */
  private final class Follower implements RollbackDialog.Host {
    private final long number;
    private @Nullable HostChange change;

    Follower(long number) {
      this.number = number;
    }

    @Override
    public void begins() {
      change = new HostChange(connection, deployment, model);
    }

    @Override
    public void made(long revision) {
      if (change != null) {
        change.made(revision);
      }
    }

    @Override
    public void ended(boolean done) {
      if (change == null) {
        return;
      }
      if (done) {
        change.follow(Texts.get("rollback.note", number), this::say);
      } else {
        change.abandon();
      }
    }

    private void say() {
      revisions.say(Texts.get("rollback.done", number, deployment.running().revision()));
    }
  }
}

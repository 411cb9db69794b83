package io.spinlane.desktop;

import io.spinlane.desktop.charts.ChartsPane;
import io.spinlane.desktop.charts.EventsPane;
import io.spinlane.desktop.command.Command;
import io.spinlane.desktop.host.HostPanel;
import io.spinlane.desktop.io.Settings;
import io.spinlane.desktop.live.LiveStats;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.monitor.LiveOverlay;
import io.spinlane.desktop.monitor.Pulse;
import io.spinlane.desktop.monitor.StateOverlay;
import io.spinlane.desktop.monitor.StatusLine;
import io.spinlane.desktop.push.Deployment;
import io.spinlane.desktop.remote.AgentConnection;
import io.spinlane.desktop.remote.AgentPlace;
import io.spinlane.desktop.remote.ConnectionStatus;
import io.spinlane.desktop.remote.ConnectionStatus.State;
import io.spinlane.desktop.remote.NetworkPlace;
import io.spinlane.desktop.text.Texts;
import io.spinlane.desktop.widget.Banner;
import io.spinlane.desktop.work.LongWork;
import io.spinlane.v1.Event;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Tab;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Adds the monitor to a window: host, push, live numbers, charts, events. */
public final class Monitoring implements AutoCloseable {
  private final Workbench workbench;
  private final DesignModel model;
  private final AgentConnection connection;
  private final Deploying deploying;
  private final OwnAgent ownAgent;
  private final ConnectionActions connections;
  private final LiveStats stats;
  private final LiveOverlay overlay;
  private final StatusLine statusLine;
  private final ChartsPane charts;
  private final EventsPane events;
  private final Tab chartsTab;
  private final Pulse pulse;
  private final HostPanel hostPanel;
  private final Banner lost = new Banner("lost");
  private String watched = "";
  private boolean labels = true;
  private LongWork.@Nullable Running goingThere;
  private boolean hud;

  /**
   * Puts the monitor's parts into the window; nothing is connected yet.
   *
   * @param embedded the agent inside the app, if there is one
   */
  public Monitoring(Workbench workbench, Optional<AgentPlace> embedded) {
    this.workbench = workbench;
    this.model = workbench.model();
    connection = new AgentConnection(new OnFxThread());
    deploying = new Deploying(workbench, connection);
    ownAgent = new OwnAgent(workbench, connection, deploying.deployment());
    connections = new ConnectionActions(workbench, connection);
    events = new EventsPane(event -> PanelActions.reveal(workbench, event));
    statusLine = new StatusLine(deploying.deployment());
    stats = new LiveStats(connection.feed(), System::nanoTime);
    overlay = new LiveOverlay(model, workbench.canvas());
    charts = new ChartsPane(workbench.canvas()::ink);
    StateOverlay states = new StateOverlay(model, workbench.canvas(), deploying.deployment());
    pulse =
        new Pulse(
            stats,
            List.of(
                overlay,
                states,
                charts::frame,
                connections.pane()::frame,
                statusLine,
                workbench.lanes().watch(stats)::frame));
    statusLine.measure(pulse.cost());
    MainWindow window = workbench.window();
    hostPanel =
        new HostPanel(
            embedded,
            this::connect,
            this::disconnect,
            workbench.hosts()::importOrOffer,
            window::say);
    lost.offer("retry", Texts.get("lost.retry"), connection::retryNow);
    install(window);
    model.listen((_, drawing) -> drawingChanged());
    new ChartExport(workbench, charts).install();
    chartsTab = window.addBottomTab("tab-charts", Texts.get("charts.title"), charts);
    window.addBottomTab("tab-events", Texts.get("events.title"), events);
    window.addBottomTab("tab-revisions", Texts.get("revisions.title"), deploying.revisions());
    PanelActions panels = new PanelActions(workbench);
    panels.ofEvents(events);
    panels.ofCharts(charts);
    panels.ofRevisions(deploying.revisions());
    deploying.deployment().listen(statusLine::refreshRevision);
    showLost(connection.status());
    refresh();
    pulse.start();
  }

  private void install(MainWindow window) {
    Scene scene = workbench.stage().getScene();
    scene
        .getStylesheets()
        .add(
            Objects.requireNonNull(Monitoring.class.getResource("theme/monitor.css"), "style sheet")
                .toExternalForm());
    window.toolbarEnd().getChildren().addAll(hostPanel, deploying.pushButton());
    window.statusEnd().getChildren().add(statusLine);
    window.banners().getChildren().add(lost);
    workbench
        .commands()
        .add(
            "host",
            Command.named(
                    "host-connect",
                    () -> Texts.get(engaged() ? "action.disconnectHost" : "action.connectHost"),
                    hostPanel::press)
                .drawn(Feather.RADIO));
    deploying.install();
    workbench
        .commands()
        .add(
            "view",
            Command.of("wire-labels", "action.wireLabels", this::switchLabels).ticked(() -> labels),
            Command.of("hud", "action.hud", this::switchHud)
                .on("Shortcut+Shift+F")
                .ticked(() -> hud));
  }

  private boolean engaged() {
    return connection.status().state() != State.DISCONNECTED;
  }

  private void switchLabels() {
    labels = !labels;
    overlay.showLabels(labels);
  }

  private void switchHud() {
    hud = !hud;
    statusLine.showHud(hud);
  }

  /** Offers the hosts of earlier days, and keeps those of this one. */
  void remember(Settings settings) {
    List<String> known =
        settings.word("hosts").stream().flatMap(all -> Stream.of(all.split(" "))).toList();
    hostPanel.remember(known, hosts -> settings.put("hosts", String.join(" ", hosts)));
  }

  /** Watches another agent. */
  public void connect(AgentPlace place) {
    ownAgent.forget();
    arrived();
    if (place instanceof NetworkPlace) {
      goingThere =
          workbench.work().begin(Texts.get("host.going", place.name()), connection::disconnect);
    }
    connection.connect(place);
  }

  /** Watches an agent that runs nothing yet, and has it run what is drawn. */
  public void runHere(AgentPlace place) {
    ownAgent.runAt(place);
  }

  /** Has the agent of this app run what is drawn; an agent elsewhere waits for a push. */
  public void runDrawing(AgentPlace own) {
    ownAgent.runIfWatched(own);
  }

  /** There, or nowhere. */
  private void arrived() {
    if (goingThere != null) {
      goingThere.end();
      goingThere = null;
    }
  }

  private void disconnect() {
    ownAgent.forget();
    arrived();
    connection.disconnect();
  }

  /** The line to the agent. */
  public AgentConnection connection() {
    return connection;
  }

  /** The numbers; on the JavaFX thread. */
  public LiveStats stats() {
    return stats;
  }

  /** What runs against what is drawn; on the JavaFX thread. */
  public Deployment deployment() {
    return deploying.deployment();
  }

  /** The timer, which knows what its frames cost. */
  public Pulse pulse() {
    return pulse;
  }

  /** Brings the charts to the front. */
  public void showCharts() {
    workbench.window().show(chartsTab);
  }

  private void drawingChanged() {
    deploying.drawingChanged();
    refresh();
  }

  private void show(ConnectionStatus status) {
    if (status.connected() || status.state() == State.LOST) {
      arrived();
    }
    if (status.state() == State.DISCONNECTED) {
      stats.clear();
      events.clear();
      workbench.host().connected(null);
      watched = "";
    } else {
      if (!status.place().equals(watched)) {
        watched = status.place();
        stats.clear();
      }
      if (status.connected() && workbench.file().untouched()) {
        showWhatRuns(status);
      }
      workbench.host().connected(status.inventory());
    }
    events.watch(status.state() != State.DISCONNECTED);
    deploying.show(status);
    ownAgent.changed(status);
    connections.pane().show(status);
    hostPanel.show(status);
    showLost(status);
    refresh();
  }

  private void showLost(ConnectionStatus status) {
    boolean isLost = status.state() == State.LOST;
    lost.show(isLost);
    lost.say(
        isLost
            ? Texts.get("lost.text", status.place(), status.problem(), status.retrySeconds())
            : "");
  }

  /** Nobody has touched the drawing: what runs is what people came to see. */
  private void showWhatRuns(ConnectionStatus status) {
    if (status.running().revision() > 0) {
      workbench.file().startFrom(status.running().topology());
      workbench.canvas().zoomToFit();
    }
  }

  private void refresh() {
    statusLine.refreshRevision();
    workbench.commands().changed();
  }

  @Override
  public void close() {
    pulse.stop();
    connection.close();
  }

  /** Brings what the connection says to the JavaFX thread. */
  private final class OnFxThread implements AgentConnection.Listener {
    @Override
    public void changed(ConnectionStatus status) {
      Platform.runLater(() -> show(status));
    }

    @Override
    public void happened(Event event) {
      Platform.runLater(() -> events.add(event));
    }

    @Override
    public void eventsBegin() {
      Platform.runLater(events::clear);
    }
  }
}

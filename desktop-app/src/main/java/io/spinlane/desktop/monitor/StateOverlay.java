package io.spinlane.desktop.monitor;

import io.spinlane.desktop.canvas.CanvasView;
import io.spinlane.desktop.canvas.CardSign;
import io.spinlane.desktop.canvas.LiveCard;
import io.spinlane.desktop.live.CounterNames;
import io.spinlane.desktop.live.LiveStats;
import io.spinlane.desktop.live.Units;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.monitor.RunningState.Look;
import io.spinlane.desktop.monitor.RunningState.State;
import io.spinlane.desktop.push.Deployment;
import io.spinlane.desktop.remote.SampleLayout;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.Elements;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Topology;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The state of everything that runs, as a sign on its card. It is that of the agent, whatever is
 * drawn; when the agent has not spoken for a while, the sign says that it is not sure any more.
 */
public final class StateOverlay implements Pulse.Viewer {
  private static final long EVERY_NS = TimeUnit.MILLISECONDS.toNanos(400);

  private final DesignModel model;
  private final CanvasView canvas;
  private final Deployment deployment;
  private Topology seen = Topology.getDefaultInstance();
  private Map<String, State> states = Map.of();
  private Set<String> running = Set.of();
  private Set<String> controlling = Set.of();
  private long shownNs;
  private boolean shown;

  /** An overlay of a canvas. */
  public StateOverlay(DesignModel model, CanvasView canvas, Deployment deployment) {
    this.model = model;
    this.canvas = canvas;
    this.deployment = deployment;
  }

  @Override
  public void frame(LiveStats stats, boolean fresh) {
    long now = stats.nowNs();
    if (shownNs != 0 && now - shownNs < EVERY_NS) {
      return;
    }
    shownNs = now;
    boolean known = deployment.known() && deployment.running().revision() > 0;
    if (!known && !shown) {
      return;
    }
    shown = known;
    if (known) {
      bind(deployment.running().topology());
    }
    for (Element element : model.elements().values()) {
      LiveCard card = canvas.liveCard(element.id()).orElse(null);
      if (card != null) {
        card.showState(known && running.contains(element.id()) ? sign(stats, element) : null);
      }
    }
  }

  private void bind(Topology topology) {
    if (topology.equals(seen)) {
      return;
    }
    seen = topology;
    states = new HashMap<>(RunningState.of(topology));
    running = new HashSet<>();
    Elements.of(topology).forEach(element -> running.add(element.ref().getId()));
    controlling = new HashSet<>();
    topology.getCoresList().stream()
        .filter(core -> core.getRole() == CoreRole.CORE_ROLE_CONTROL)
        .forEach(core -> controlling.add(core.getId()));
  }

  private @Nullable CardSign sign(LiveStats stats, Element element) {
    if (element.kind() == ElementKind.ELEMENT_KIND_NOTE) {
      return null;
    }
    boolean sure = deployment.connected() && !(stats.hasSample() && stats.stale());
    State state = state(stats, element);
    String word = Texts.get("state." + state.key(), state.arguments().toArray());
    String help = Texts.getOr("state." + state.key() + ".help", "");
    if (sure) {
      return new CardSign(state.look().shape + " " + word, state.look().style, help);
    }
    String age = stats.hasSample() ? Units.age(stats.ageNs()) : "?";
    return new CardSign("? " + word, "off", Texts.get("state.unsure", word, age));
  }

  private State state(LiveStats stats, Element element) {
    SampleLayout layout = stats.layout();
    String id = element.id();
    return switch (element.kind()) {
      case ELEMENT_KIND_CORE -> core(stats, layout, id);
      case ELEMENT_KIND_NIC -> nic(stats, layout, id);
      case ELEMENT_KIND_BACKEND -> backend(stats, layout, id);
      default -> states.getOrDefault(id, new State(Look.GOOD, "runs"));
    };
  }

  private State core(LiveStats stats, @Nullable SampleLayout layout, String id) {
    if (controlling.contains(id)) {
      return new State(Look.GOOD, "runs");
    }
    double polls = rate(stats, layout, ElementKind.ELEMENT_KIND_CORE, id, CounterNames.POLLS);
    return polls == 0 ? new State(Look.BAD, "stalled") : new State(Look.GOOD, "polls");
  }

  private static State nic(LiveStats stats, @Nullable SampleLayout layout, String id) {
    double drops = 0;
    if (layout != null) {
      for (int column : layout.dropReasons(ElementKind.ELEMENT_KIND_NIC, id)) {
        double rate = stats.rate(column);
        drops += Double.isNaN(rate) ? 0 : rate;
      }
    }
    if (drops > 0) {
      return new State(Look.WARN, "dropping");
    }
    double packets =
        rate(stats, layout, ElementKind.ELEMENT_KIND_NIC, id, CounterNames.RECEIVE_PACKETS);
    return packets == 0 ? new State(Look.IDLE, "quiet") : new State(Look.GOOD, "receiving");
  }

  /** One that takes nothing new is done with when its last connection has ended. */
  private State backend(LiveStats stats, @Nullable SampleLayout layout, String id) {
    State state = states.getOrDefault(id, new State(Look.GOOD, "up"));
    if (state.look() != Look.DRAINS || layout == null || !stats.hasSample()) {
      return state;
    }
    int column =
        layout.index(ElementKind.ELEMENT_KIND_BACKEND, id, CounterNames.CONNECTIONS_ACTIVE);
    if (column < 0) {
      return state;
    }
    double left = stats.value(column);
    return left == 0
        ? new State(Look.DRAINS, "drained")
        : new State(Look.DRAINS, "drains.left", List.of(Units.count(left)));
  }

  /** NaN when it is not known (yet). */
  private static double rate(
      LiveStats stats, @Nullable SampleLayout layout, ElementKind kind, String id, String counter) {
    int column = layout == null ? -1 : layout.index(kind, id, counter);
    return column < 0 || !stats.hasSample() ? Double.NaN : stats.rate(column);
  }
}

package io.spinlane.agent.engine;

import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.telemetry.CoreCounter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a switch does with the packets of connections, said as shortly as possible: two maps and no
 * bytes. Where the real one has a choice (which back-end; whether something idle for too long has
 * been forgotten already) this one lists what is permitted, and is told what happened.
 */
final class ReferenceSwitch {
  enum State {
    UP,
    DRAIN,
    MAINTENANCE
  }

  /** An end that serves: the last number of a host's address, and a port. */
  record Backend(String id, int host, int port, State state, int weight) {
    boolean takes() {
      return state == State.UP && weight > 0;
    }

    @Override
    public String toString() {
      return id + " " + state + " " + weight;
    }

    boolean is(@Nullable Backend other) {
      return other != null && id.equals(other.id);
    }
  }

  /** A VIP's port; {@code route} says how its packets travel. */
  record Service(String id, Route route, int port, String scheduler, List<Backend> backends) {
    @Override
    public String toString() {
      return id + " " + route + " " + scheduler + " " + backends;
    }

    String vip() {
      return Route.end(route.vipHost(), port);
    }

    /** Whether answers come through the switch. */
    boolean answersHere() {
      return route.mode().equals("NAT") || route.mode().equals("FULL_NAT");
    }

    @Nullable Backend backend(String id) {
      return backends.stream().filter(each -> each.id.equals(id)).findFirst().orElse(null);
    }
  }

  /** A client's port and a service. */
  record Ends(int client, String service) {}

  /** A connection. */
  static final class Flow {
    final Backend backend;
    boolean replied;
    boolean established;
    boolean closing;
    boolean reset;

    /** The switch's own port (FULL_NAT); 0: none. */
    int localPort;

    /** What the outer header varies by (tunnels); 0: not seen yet. */
    int outer;

    private long seenMs;

    /** Its service was removed or its back-end was in maintenance, so it may be gone. */
    private boolean cut;

    Flow(Backend backend) {
      this.backend = backend;
    }

    @Override
    public String toString() {
      return "to %s since %d%s%s%s%s%s"
          .formatted(
              backend.id,
              seenMs,
              replied ? " replied" : "",
              established ? " established" : "",
              closing ? " closing" : "",
              reset ? " reset" : "",
              cut ? " cut" : "");
    }
  }

  /**
   * What may happen to a packet.
   *
   * @param flow the connection it is of, if there is one for sure or perhaps
   * @param known it may go on in that connection
   * @param begins back-ends it may begin a connection with
   * @param refused the counters it may be refused with
   */
  record Permitted(
      @Nullable Flow flow, boolean known, List<Backend> begins, Set<CoreCounter> refused) {
    /** One or the other. */
    Permitted or(Permitted other) {
      Set<CoreCounter> both = EnumSet.noneOf(CoreCounter.class);
      both.addAll(refused);
      both.addAll(other.refused);
      List<Backend> all = begins.isEmpty() ? other.begins : begins;
      return new Permitted(flow, known || other.known, all, both);
    }

    @Override
    public String toString() {
      return (flow == null ? "" : flow + "; ")
          + (known ? "goes on; " : "")
          + (begins.isEmpty() ? "" : "begins with " + begins + "; ")
          + refused;
    }
  }

  private static Permitted refused(@Nullable Flow flow, CoreCounter reason) {
    return new Permitted(flow, false, List.of(), Set.of(reason));
  }

  private final Map<Ends, Flow> flows = new HashMap<>();
  private Map<String, Service> services = Map.of();

  /** Another plan. */
  void apply(List<Service> plan) {
    Map<String, Service> next = new HashMap<>();
    plan.forEach(service -> next.put(service.id, service));
    services = next;
    flows.forEach((key, flow) -> flow.cut |= cuts(key, flow));
  }

  private boolean cuts(Ends key, Flow flow) {
    Service service = services.get(key.service);
    if (service == null) {
      return true;
    }
    Backend now = service.backend(flow.backend.id);
    return now != null && now.state == State.MAINTENANCE;
  }

  @Nullable Flow flow(Ends key) {
    return flows.get(key);
  }

  /** Whether a connection may have been forgotten. */
  boolean isDoubtful(Ends key, long nowMs) {
    Flow flow = Objects.requireNonNull(flows.get(key));
    return flow.cut || nowMs - flow.seenMs >= patienceMs(key, flow);
  }

  /** Connections that are there for sure. */
  List<Ends> certain(long nowMs) {
    return flows.keySet().stream().filter(key -> !isDoubtful(key, nowMs)).toList();
  }

  /** The shortest that it is remembered without a packet; the contract's defaults. */
  private long patienceMs(Ends key, Flow flow) {
    boolean tcp = key.service.contains("tcp");
    if (flow.reset) {
      return 1_000;
    }
    if (flow.closing) {
      return 30_000;
    }
    return tcp ? (flow.established ? 900_000 : 60_000) : (flow.established ? 120_000 : 30_000);
  }

  /** What may become of a packet from a client. */
  Permitted fromClient(Ends key, int flags, long nowMs) {
    Service service = services.get(key.service);
    Flow flow = flows.get(key);
    if (service == null) {
      return refused(flow, CoreCounter.DROP_NO_SERVICE);
    }
    Permitted fresh = first(service, flags, flow);
    if (flow == null) {
      return fresh;
    }
    Permitted known = next(service, flags, flow, fresh);
    return isDoubtful(key, nowMs) ? known.or(fresh) : known;
  }

  /** Without a connection, or with one that is over. */
  private static Permitted first(Service service, int flags, @Nullable Flow flow) {
    if (service.route.tcp() && !opens(flags)) {
      return refused(flow, CoreCounter.DROP_NOT_SYN);
    }
    List<Backend> takers = service.backends.stream().filter(Backend::takes).toList();
    return takers.isEmpty()
        ? refused(flow, CoreCounter.DROP_NO_BACKEND)
        : new Permitted(flow, false, takers, Set.of());
  }

  private static Permitted next(Service service, int flags, Flow flow, Permitted fresh) {
    Backend now = service.backend(flow.backend.id);
    if (now != null && now.state == State.MAINTENANCE) {
      return refused(flow, CoreCounter.DROP_BACKEND_MAINTENANCE);
    }
    boolean again = service.route.tcp() && opens(flags) && (flow.closing || flow.reset);
    return again && (now == null || !now.takes())
        ? fresh
        : new Permitted(flow, true, List.of(), Set.of());
  }

  private static boolean opens(int flags) {
    return (flags & (Tcp.SYN | Tcp.ACK | Tcp.RST)) == Tcp.SYN;
  }

  /** A packet from the client went on in its connection. */
  void passed(Ends key, int flags, long nowMs) {
    Service service = Objects.requireNonNull(services.get(key.service));
    Flow flow = Objects.requireNonNull(flows.get(key));
    flow.seenMs = nowMs;
    if (service.route.tcp() && opens(flags)) {
      boolean over = flow.closing || flow.reset || flow.cut;
      if (over) {
        restart(flow);
        return;
      }
    }
    flow.replied |= !service.answersHere();
    boolean answered = (flags & (Tcp.SYN | Tcp.ACK)) == Tcp.ACK || !service.route.tcp();
    boolean first = service.route.tcp() || !service.answersHere();
    flow.established |= flow.replied && answered && first;
    close(flow, flags);
  }

  private static void restart(Flow flow) {
    flow.replied = false;
    flow.established = false;
    flow.closing = false;
    flow.reset = false;
  }

  private static void close(Flow flow, int flags) {
    flow.closing |= (flags & Tcp.FIN) != 0;
    flow.reset |= (flags & Tcp.RST) != 0;
  }

  /** A packet from the client has begun a connection. */
  Flow began(Ends key, Backend backend, long nowMs) {
    Flow flow = new Flow(backend);
    flow.seenMs = nowMs;
    flows.put(key, flow);
    return flow;
  }

  /** A packet from the back-end reached the client. */
  void answered(Ends key, int flags, long nowMs) {
    Flow flow = Objects.requireNonNull(flows.get(key));
    flow.seenMs = nowMs;
    flow.replied = true;
    flow.established |= !key.service.contains("tcp");
    close(flow, flags);
  }

  /** It has turned out that there is no such connection any more. */
  void forgotten(Ends key) {
    flows.remove(key);
  }

  /** Ports of the switch in use towards a back-end's end. */
  List<Integer> localPorts(Backend backend, long nowMs) {
    List<Integer> ports = new ArrayList<>();
    for (Ends key : certain(nowMs)) {
      Flow flow = Objects.requireNonNull(flows.get(key));
      if (flow.localPort != 0 && flow.backend.is(backend)) {
        ports.add(flow.localPort);
      }
    }
    return ports;
  }
}

package io.spinlane.agent.plan;

import com.google.protobuf.Duration;
import io.spinlane.agent.balance.Candidates;
import io.spinlane.agent.balance.ConnectionFlags;
import io.spinlane.agent.balance.MaglevTables;
import io.spinlane.agent.balance.Persistence;
import io.spinlane.agent.balance.Scheduling;
import io.spinlane.topology.Defaults;
import io.spinlane.topology.IpAddress;
import io.spinlane.topology.PortRange;
import io.spinlane.topology.Serving;
import io.spinlane.v1.Backend;
import io.spinlane.v1.ConnectionTimeouts;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Protocol;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Compiles the services of one topology: which packets are theirs, and what happens to them. */
final class ServiceCompiler {
  private static final int TCP = 6;
  private static final int UDP = 17;

  /** (VIP, protocol, port) → service row. */
  final ServiceTable table = new ServiceTable();

  /** (back-end, protocol, port) → {@link Plan#answer}, of services that may pass statelessly. */
  final ServiceTable answers = new ServiceTable();

  private final Topology topology;
  private final Rows services;
  private final Rows backends;
  private final ToIntFunction<IpAddress> addressRow;
  private final MaglevTables tables;
  private final StatelessServices stateless;
  private final Map<String, Pool> pools = new HashMap<>();
  private final Map<String, IpAddress> vips = new HashMap<>();

  ServiceCompiler(
      Topology topology,
      Rows services,
      Rows backends,
      ToIntFunction<IpAddress> addressRow,
      MaglevTables tables) {
    this.topology = topology;
    this.services = services;
    this.backends = backends;
    this.addressRow = addressRow;
    this.tables = tables;
    topology.getPoolsList().forEach(pool -> pools.put(pool.getId(), pool));
    topology.getVipsList().forEach(vip -> vips.put(vip.getId(), IpAddress.parse(vip.getAddress())));
    this.stateless = new StatelessServices(topology.getServicesList(), pools);
  }

  /** All of them by row; to be called once. */
  @Nullable ServicePlan[] compile() {
    List<ServicePlan> plans = topology.getServicesList().stream().map(this::compile).toList();
    @Nullable ServicePlan[] rows = new ServicePlan[services.size()];
    plans.forEach(plan -> rows[plan.row()] = plan);
    return rows;
  }

  private ServicePlan compile(Service service) {
    IpAddress vip = vips.get(service.getVip());
    Pool pool = pools.get(service.getPool());
    if (vip == null || pool == null) {
      throw new IllegalArgumentException("service " + service.getId() + " lacks its VIP or pool");
    }
    int row = services.of(service.getId());
    boolean tcp = service.getProtocol() == Protocol.PROTOCOL_TCP;
    int protocol = tcp ? TCP : UDP;
    for (String text : service.getPortsList()) {
      PortRange ports = PortRange.parse(text);
      table.add(vip.high(), PlanPrefix.low(vip), protocol, ports.first(), ports.last(), row);
    }
    stateless.addTo(answers, service, row, protocol, backends);
    ConnectionTimeouts timeouts = Defaults.timeouts(topology, service);
    return new ServicePlan(
        row,
        service.getId(),
        candidates(service, pool),
        persistence(service),
        addressRow.applyAsInt(vip),
        mode(service),
        stateless.includes(service) ? Math.max(1, StatelessServices.port(service)) : 0,
        service.getSynCookies(),
        ServicePolicy.access(service),
        ServicePolicy.limits(service),
        millis(tcp ? timeouts.getTcpSyn() : timeouts.getUdpNew()),
        millis(tcp ? timeouts.getTcpEstablished() : timeouts.getUdpEstablished()),
        millis(tcp ? timeouts.getTcpFin() : timeouts.getUdpNew()));
  }

  private Candidates candidates(Service service, Pool pool) {
    List<Backend> members = Serving.backends(service, pool, pools.get(service.getFallbackPool()));
    return Candidates.of(
        scheduling(service),
        members.stream().map(ServiceCompiler::name).toList(),
        members.stream().mapToInt(each -> backends.of(each.getId())).toArray(),
        members.stream().mapToInt(Defaults::weight).toArray(),
        tables);
  }

  /** What a back-end is called on every host, however its address is written there. */
  private static String name(Backend backend) {
    return IpAddress.parse(backend.getAddress()) + ":" + backend.getPort();
  }

  private static Scheduling scheduling(Service service) {
    return switch (Defaults.scheduler(service)) {
      case SCHEDULER_ROUND_ROBIN -> Scheduling.ROUND_ROBIN;
      case SCHEDULER_WEIGHTED_ROUND_ROBIN -> Scheduling.WEIGHTED_ROUND_ROBIN;
      case SCHEDULER_LEAST_CONNECTIONS -> Scheduling.LEAST_CONNECTIONS;
      case SCHEDULER_SOURCE_HASH -> Scheduling.SOURCE_HASH;
      case SCHEDULER_POWER_OF_TWO -> Scheduling.POWER_OF_TWO;
      case SCHEDULER_LOAD_AWARE -> Scheduling.LOAD_AWARE;
      case SCHEDULER_MAGLEV, SCHEDULER_UNSPECIFIED, UNRECOGNIZED -> Scheduling.MAGLEV;
    };
  }

  private static @Nullable Persistence persistence(Service service) {
    if (!service.hasPersistence()) {
      return null;
    }
    var drawn = service.getPersistence();
    return new Persistence(
        millis(Defaults.timeout(drawn)),
        Defaults.ipv4PrefixLength(drawn),
        Defaults.ipv6PrefixLength(drawn));
  }

  private static int mode(Service service) {
    return switch (Defaults.mode(service)) {
      case FORWARDING_MODE_FULL_NAT -> ConnectionFlags.MODE_FULL_NAT;
      case FORWARDING_MODE_DSR -> ConnectionFlags.MODE_DSR;
      case FORWARDING_MODE_IPIP -> ConnectionFlags.MODE_IPIP;
      case FORWARDING_MODE_GUE -> ConnectionFlags.MODE_GUE;
      default -> ConnectionFlags.MODE_NAT;
    };
  }

  private static int millis(Duration duration) {
    long millis = duration.getSeconds() * 1000 + duration.getNanos() / 1_000_000;
    return (int) Math.clamp(millis, 1, 7L * 24 * 3600 * 1000);
  }
}

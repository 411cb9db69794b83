package io.spinlane.agent.plan;

import io.spinlane.agent.balance.MaglevTables;
import io.spinlane.agent.nic.NicInfo;
import io.spinlane.topology.Cidr;
import io.spinlane.topology.Defaults;
import io.spinlane.topology.IpAddress;
import io.spinlane.v1.Backend;
import io.spinlane.v1.BackendState;
import io.spinlane.v1.Core;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.Lane;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Route;
import io.spinlane.v1.Topology;
import io.spinlane.v1.Vip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compiles topologies of one agent to plans, giving every id a row that it keeps. The topology has
 * passed the rules. One thread at a time.
 */
public final class PlanCompiler {
  private final Rows cores = new Rows("switch cores", Plan.MAX_CORES);
  private final Rows nics = new Rows("NICs", Plan.MAX_NICS);
  private final Rows queues = new Rows("queues", Plan.MAX_QUEUES);
  private final Rows services = new Rows("services", Plan.MAX_SERVICES);
  private final Rows backends = new Rows("back-ends", Plan.MAX_BACKENDS);
  private final MaglevTables tables = new MaglevTables();

  /** What the latest plan answers for, and the latest that was published. */
  private Set<Long> compiled = new HashSet<>();

  private final Rows addresses = new Rows("addresses", Plan.MAX_ADDRESSES);

  /** Halves of all addresses that ever had a row. */
  private long[] addressHalves = new long[0];

  private Set<Long> announced = new HashSet<>();

  /**
   * Compiles one.
   *
   * @param generation larger than that of every plan before
   * @param open every NIC of the topology, as opened
   * @throws IllegalArgumentException when there are more elements than rows
   */
  public Plan compile(Topology topology, long generation, Collection<NicInfo> open) {
    tables.begin();
    Map<String, NicInfo> infos = new HashMap<>();
    open.forEach(info -> infos.put(info.id(), info));
    topology.getNicsList().forEach(nic -> nics.of(nic.getId()));
    List<String> queueIds = new ArrayList<>();
    @Nullable CorePlan[] corePlans = corePlans(topology, queueIds);
    RouteTable.Builder routes = new RouteTable.Builder();
    Map<Long, int[]> announcements = new HashMap<>();
    AddressTable locals = locals(topology, announcements);
    @Nullable NicPlan[] nicPlans = nicPlans(topology, infos, routes);
    for (Route route : topology.getRoutesList()) {
      Cidr prefix = Cidr.parse(route.getPrefix());
      IpAddress via = IpAddress.parse(route.getVia());
      int nic = route.getNic().isEmpty() ? nicTowards(topology, via) : nics.of(route.getNic());
      routes.add(PlanPrefix.of(prefix, 0), via.high(), PlanPrefix.low(via), nic);
    }
    @Nullable BackendPlan[] backendPlans = backendPlans(topology);
    ServiceCompiler serviceCompiler =
        new ServiceCompiler(topology, services, backends, this::row, tables);
    @Nullable ServicePlan[] servicePlans = serviceCompiler.compile();
    List<int[]> fresh = new ArrayList<>();
    announcements.forEach(
        (key, announcement) -> {
          if (!announced.contains(key)) {
            fresh.add(announcement);
          }
        });
    compiled = announcements.keySet();
    return new Plan(
        generation,
        corePlans,
        nicPlans,
        servicePlans,
        backendPlans,
        queueIds,
        serviceCompiler.table,
        serviceCompiler.answers,
        topology.getConnections().getNewPerSecond(),
        locals,
        addressHalves.clone(),
        routes.build(),
        fresh.stream().mapToInt(announcement -> announcement[0]).toArray(),
        fresh.stream().mapToInt(announcement -> announcement[1]).toArray());
  }

  /** The latest plan was published, so the next one announces only what this one does not. */
  public void published() {
    announced = compiled;
  }

  /** The id of a service that had this row in any plan. */
  public String serviceId(int row) {
    return services.id(row);
  }

  /** The id of a back-end that had this row in any plan. */
  public String backendId(int row) {
    return backends.id(row);
  }

  /** The id of a core that had this row in any plan. */
  public String coreId(int row) {
    return cores.id(row);
  }

  /** The row a service has had in any plan; −1: none. */
  public int serviceRow(String id) {
    return services.find(id);
  }

  /** The row a back-end has had in any plan; −1: none. */
  public int backendRow(String id) {
    return backends.find(id);
  }

  /** The row a core has had in any plan; −1: none. */
  public int coreRow(String id) {
    return cores.find(id);
  }

  private @Nullable CorePlan[] corePlans(Topology topology, List<String> queueIds) {
    List<CorePlan> plans = new ArrayList<>();
    int count =
        (int)
            topology.getCoresList().stream()
                .filter(core -> core.getRole() == CoreRole.CORE_ROLE_SWITCH)
                .count();
    for (Core core : topology.getCoresList()) {
      if (core.getRole() == CoreRole.CORE_ROLE_SWITCH) {
        List<Lane> lanes =
            topology.getLanesList().stream()
                .filter(lane -> lane.getCore().equals(core.getId()))
                .toList();
        plans.add(
            new CorePlan(
                cores.of(core.getId()),
                core.getId(),
                core.getCpu(),
                Defaults.idle(core),
                lanes.stream().mapToInt(lane -> nics.of(lane.getNic())).toArray(),
                lanes.stream().mapToInt(Lane::getQueue).toArray(),
                lanes.stream().mapToInt(lane -> queues.of(queueId(lane))).toArray(),
                plans.size(),
                count));
      }
    }
    @Nullable CorePlan[] rows = new CorePlan[cores.size()];
    plans.forEach(plan -> rows[plan.row()] = plan);
    String[] ids = new String[queues.size()];
    Arrays.fill(ids, "");
    topology.getLanesList().forEach(lane -> ids[queues.of(queueId(lane))] = queueId(lane));
    queueIds.addAll(List.of(ids));
    return rows;
  }

  private static String queueId(Lane lane) {
    return lane.getNic() + "/" + lane.getQueue();
  }

  private AddressTable locals(Topology topology, Map<Long, int[]> announcements) {
    int count = topology.getVipsCount();
    for (Nic nic : topology.getNicsList()) {
      count += nic.getAddressesCount();
    }
    AddressTable locals = new AddressTable(count);
    for (Nic nic : topology.getNicsList()) {
      for (String text : nic.getAddressesList()) {
        add(locals, announcements, Cidr.parse(text).address(), nic.getId());
      }
    }
    for (Vip vip : topology.getVipsList()) {
      for (String nic : vip.getNicsList()) {
        add(locals, announcements, IpAddress.parse(vip.getAddress()), nic);
      }
    }
    return locals;
  }

  private void add(
      AddressTable locals, Map<Long, int[]> announcements, IpAddress address, String nic) {
    int nicRow = nics.of(nic);
    int row = row(address);
    locals.add(address.high(), PlanPrefix.low(address), row, 1L << nicRow);
    announcements.put((long) nicRow << 32 | row, new int[] {row, nicRow});
  }

  /** The row of an address, whose halves are kept for as long as a connection may name it. */
  private int row(IpAddress address) {
    int row = addresses.of(address.toString());
    if (2 * row == addressHalves.length) {
      addressHalves = Arrays.copyOf(addressHalves, addressHalves.length + 2);
      addressHalves[2 * row] = address.high();
      addressHalves[2 * row + 1] = PlanPrefix.low(address);
    }
    return row;
  }

  private @Nullable NicPlan[] nicPlans(
      Topology topology, Map<String, NicInfo> infos, RouteTable.Builder routes) {
    @Nullable NicPlan[] rows = new NicPlan[nics.size()];
    for (Nic nic : topology.getNicsList()) {
      NicInfo info = infos.get(nic.getId());
      if (info == null) {
        throw new IllegalArgumentException("NIC " + nic.getId() + " is not open");
      }
      int row = nics.of(nic.getId());
      PlanPrefix[] own =
          nic.getAddressesList().stream()
              .map(Cidr::parse)
              .map(cidr -> PlanPrefix.of(cidr, row(cidr.address())))
              .toArray(PlanPrefix[]::new);
      for (PlanPrefix prefix : own) {
        routes.add(prefix, 0, 0, row);
      }
      rows[row] = new NicPlan(row, info, nic.getVlanId(), own);
    }
    return rows;
  }

  /** The rules make sure that some prefix holds the next hop. */
  private int nicTowards(Topology topology, IpAddress via) {
    for (Nic nic : topology.getNicsList()) {
      for (String text : nic.getAddressesList()) {
        if (Cidr.parse(text).contains(via)) {
          return nics.of(nic.getId());
        }
      }
    }
    throw new IllegalArgumentException("no NIC towards " + via);
  }

  private @Nullable BackendPlan[] backendPlans(Topology topology) {
    List<BackendPlan> plans = new ArrayList<>();
    for (Pool pool : topology.getPoolsList()) {
      for (Backend backend : pool.getBackendsList()) {
        IpAddress address = IpAddress.parse(backend.getAddress());
        plans.add(
            new BackendPlan(
                backends.of(backend.getId()),
                backend.getId(),
                address.high(),
                PlanPrefix.low(address),
                backend.getPort(),
                Defaults.state(backend) != BackendState.BACKEND_STATE_MAINTENANCE));
      }
    }
    @Nullable BackendPlan[] rows = new BackendPlan[backends.size()];
    plans.forEach(plan -> rows[plan.row()] = plan);
    return rows;
  }
}

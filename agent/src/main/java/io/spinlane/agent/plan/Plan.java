package io.spinlane.agent.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One compiled topology. Immutable; any thread. Rows are indexes into the arrays; a row whose
 * element is not part of this plan holds null.
 */
public final class Plan {
  /** Rows there can be of each kind. */
  public static final int MAX_CORES = 64;

  public static final int MAX_NICS = 64;
  public static final int MAX_QUEUES = 1024;
  public static final int MAX_SERVICES = 1024;
  public static final int MAX_BACKENDS = 8192;

  /** VIPs and addresses of NICs. */
  public static final int MAX_ADDRESSES = 4096;

  private final long generation;
  private final @Nullable CorePlan[] cores;
  private final @Nullable NicPlan[] nics;
  private final @Nullable ServicePlan[] services;
  private final @Nullable BackendPlan[] backends;

  /** By row: true for a back-end in maintenance, whose connections are cut. */
  private final boolean[] cutBackends;

  /** By row: true for a service that is open to everybody at any rate. */
  private final boolean[] openServices;

  /** By row: the row of the service's address. */
  private final int[] vips;

  private final List<String> queueIds;
  private final ServiceTable serviceTable;
  private final ServiceTable answerTable;
  private final long newPerSecond;
  private final AddressTable locals;
  private final long[] addresses;
  private final RouteTable routes;
  private final int[] announcedAddresses;
  private final int[] announcingNics;

  Plan(
      long generation,
      @Nullable CorePlan[] cores,
      @Nullable NicPlan[] nics,
      @Nullable ServicePlan[] services,
      @Nullable BackendPlan[] backends,
      List<String> queueIds,
      ServiceTable serviceTable,
      ServiceTable answerTable,
      long newPerSecond,
      AddressTable locals,
      long[] addresses,
      RouteTable routes,
      int[] announcedAddresses,
      int[] announcingNics) {
    this.generation = generation;
    this.cores = cores;
    this.nics = nics;
    this.services = services;
    this.backends = backends;
    this.cutBackends = new boolean[backends.length];
    for (int row = 0; row < backends.length; row++) {
      BackendPlan backend = backends[row];
      cutBackends[row] = backend != null && !backend.keepsConnections();
    }
    this.openServices = new boolean[services.length];
    this.vips = new int[services.length];
    for (int row = 0; row < services.length; row++) {
      ServicePlan service = services[row];
      if (service != null) {
        openServices[row] = service.access().isUnrestricted() && !service.limits().limitsPackets();
        vips[row] = service.vip();
      }
    }
    this.queueIds = List.copyOf(queueIds);
    this.serviceTable = serviceTable;
    this.answerTable = answerTable;
    this.newPerSecond = newPerSecond;
    this.locals = locals;
    this.addresses = addresses;
    this.routes = routes;
    this.announcedAddresses = announcedAddresses;
    this.announcingNics = announcingNics;
  }

  /** Grows with every plan of an agent. */
  public long generation() {
    return generation;
  }

  /** Ids of the switch cores, by row. */
  public List<String> coreIds() {
    return Arrays.stream(cores).filter(Objects::nonNull).map(CorePlan::id).toList();
  }

  public int coreRows() {
    return cores.length;
  }

  public @Nullable CorePlan core(int row) {
    return row < cores.length ? cores[row] : null;
  }

  public int nicRows() {
    return nics.length;
  }

  public @Nullable NicPlan nic(int row) {
    return row < nics.length ? nics[row] : null;
  }

  public int serviceRows() {
    return services.length;
  }

  public @Nullable ServicePlan service(int row) {
    return row < services.length ? services[row] : null;
  }

  /** Whether a service of this plan takes packets from everybody, at any rate. */
  public boolean isOpen(int serviceRow) {
    return openServices[serviceRow];
  }

  /** Row of the address of a service of this plan. */
  public int vip(int serviceRow) {
    return vips[serviceRow];
  }

  public int backendRows() {
    return backends.length;
  }

  public @Nullable BackendPlan backend(int row) {
    return row < backends.length ? backends[row] : null;
  }

  /**
   * Whether connections to this back-end are cut. Only maintenance cuts: those of a back-end that
   * was removed, or has another address now, go on to where they began, since their entry says
   * where, and nothing new joins them.
   */
  public boolean cuts(int backendRow) {
    return backendRow < cutBackends.length && cutBackends[backendRow];
  }

  /** "nic/queue" by queue row; empty for a row that is not part of this plan. */
  public List<String> queueIds() {
    return queueIds;
  }

  /** Row of the service for a destination, or −1. */
  public int findService(long high, long low, int protocol, int port) {
    return serviceTable.find(high, low, protocol, port);
  }

  /** Both rows in one number, for {@link #findAnswering}. */
  static int answer(int service, int backend) {
    return service << Short.SIZE | backend;
  }

  /**
   * Whose answer it is that comes from an address and port without a connection; −1: of no service
   * that passes packets without one. For {@link #answeringService} and {@link #answeringBackend}.
   */
  public int findAnswering(long high, long low, int protocol, int port) {
    return answerTable.find(high, low, protocol, port);
  }

  /** Row of the service. */
  public static int answeringService(int answer) {
    return answer >>> Short.SIZE;
  }

  /** Row of the back-end. */
  public static int answeringBackend(int answer) {
    return answer & 0xffff;
  }

  /** New connections a second, over all cores, that are remembered; 0: every one. */
  public long newPerSecond() {
    return newPerSecond;
  }

  /** Whether the address is a VIP or an address of one of the switch's NICs. */
  public boolean isLocal(long high, long low) {
    return locals.nics(high, low) != 0;
  }

  /** Row of a VIP or of an address of one of the NICs, or −1. */
  public int findAddress(long high, long low) {
    return locals.row(high, low);
  }

  /** Whether the switch answers ARP or NDP for the address on this NIC. */
  public boolean answersOn(long high, long low, int nicRow) {
    return (locals.nics(high, low) >>> nicRow & 1) != 0;
  }

  /** High half of the address in a row, of past plans too. */
  public long addressHigh(int row) {
    return addresses[2 * row];
  }

  /** Low half of the address in a row, of past plans too. */
  public long addressLow(int row) {
    return addresses[2 * row + 1];
  }

  /** A route for {@link #routeNic} and others, or −1. */
  public int findRoute(long high, long low) {
    return routes.find(high, low);
  }

  public int routeNic(int route) {
    return routes.nic(route);
  }

  /** Whether the destination itself is the neighbour; otherwise {@link #routeViaHigh} is. */
  public boolean routeIsConnected(int route) {
    return routes.isConnected(route);
  }

  public long routeViaHigh(int route) {
    return routes.viaHigh(route);
  }

  public long routeViaLow(int route) {
    return routes.viaLow(route);
  }

  /** Addresses to announce on NICs because this plan is the first with them. */
  public int announcements() {
    return announcedAddresses.length;
  }

  /** Row of the address. */
  public int announcedAddress(int announcement) {
    return announcedAddresses[announcement];
  }

  public int announcingNic(int announcement) {
    return announcingNics[announcement];
  }
}

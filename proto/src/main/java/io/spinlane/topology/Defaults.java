package io.spinlane.topology;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import io.spinlane.v1.AfPacketSettings;
import io.spinlane.v1.Backend;
import io.spinlane.v1.BackendState;
import io.spinlane.v1.ConnectionTimeouts;
import io.spinlane.v1.Core;
import io.spinlane.v1.ForwardingMode;
import io.spinlane.v1.HealthCheck;
import io.spinlane.v1.HostTraffic;
import io.spinlane.v1.IdleStrategy;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Persistence;
import io.spinlane.v1.RateLimit;
import io.spinlane.v1.Scheduler;
import io.spinlane.v1.Service;
import io.spinlane.v1.SimSettings;
import io.spinlane.v1.Topology;

/**
 * What a topology means where it says nothing: the one place of every default that the contract's
 * comments promise. Each method gives the drawn value, or its default.
 */
public final class Defaults {
  /** Receive queues of a NIC. */
  public static final int QUEUES = 1;

  /** Largest layer-3 packet, in bytes. */
  public static final int MTU_BYTES = 1500;

  /** Weight of a back-end. */
  public static final int WEIGHT = 100;

  /** Connections the table holds. */
  public static final long CAPACITY = 1 << 20;

  private static final ConnectionTimeouts TIMEOUTS =
      ConnectionTimeouts.newBuilder()
          .setTcpSyn(Durations.fromSeconds(60))
          .setTcpEstablished(Durations.fromMinutes(15))
          .setTcpFin(Durations.fromSeconds(30))
          .setUdpEstablished(Durations.fromSeconds(120))
          .setUdpNew(Durations.fromSeconds(30))
          .build();

  private Defaults() {}

  /** Receive queues. */
  public static int queues(Nic nic) {
    return nic.getQueues() == 0 ? QUEUES : nic.getQueues();
  }

  /** Largest layer-3 packet in bytes; 0 when the device's own decides. */
  public static int mtuBytes(Nic nic) {
    if (nic.getMtuBytes() != 0) {
      return nic.getMtuBytes();
    }
    return switch (nic.getDriver()) {
      case NIC_DRIVER_AF_PACKET, NIC_DRIVER_AF_XDP, NIC_DRIVER_TAP -> 0;
      default -> MTU_BYTES;
    };
  }

  /** What a switch core does when its queues are empty. */
  public static IdleStrategy idle(Core core) {
    return core.getIdle() == IdleStrategy.IDLE_STRATEGY_UNSPECIFIED
        ? IdleStrategy.IDLE_STRATEGY_SPIN
        : core.getIdle();
  }

  /** How packets travel to the back-end. */
  public static ForwardingMode mode(Service service) {
    return service.getMode() == ForwardingMode.FORWARDING_MODE_UNSPECIFIED
        ? ForwardingMode.FORWARDING_MODE_NAT
        : service.getMode();
  }

  /** How a back-end is chosen. */
  public static Scheduler scheduler(Service service) {
    return service.getScheduler() == Scheduler.SCHEDULER_UNSPECIFIED
        ? Scheduler.SCHEDULER_MAGLEV
        : service.getScheduler();
  }

  /** Leading bits by which IPv4 sources share a ceiling. */
  public static int ipv4PrefixLength(RateLimit limit) {
    return limit.getIpv4PrefixLength() == 0 ? 32 : limit.getIpv4PrefixLength();
  }

  /** Leading bits by which IPv6 sources share a ceiling. */
  public static int ipv6PrefixLength(RateLimit limit) {
    return limit.getIpv6PrefixLength() == 0 ? 128 : limit.getIpv6PrefixLength();
  }

  /** Share of new connections relative to the others. */
  public static int weight(Backend backend) {
    return backend.hasWeight() ? backend.getWeight() : WEIGHT;
  }

  /** What the operator wants of it. */
  public static BackendState state(Backend backend) {
    return backend.getState() == BackendState.BACKEND_STATE_UNSPECIFIED
        ? BackendState.BACKEND_STATE_UP
        : backend.getState();
  }

  /** True when the drawing lets it have new connections. */
  public static boolean takesConnections(Backend backend) {
    return state(backend) == BackendState.BACKEND_STATE_UP && weight(backend) != 0;
  }

  /** The port a connection to {@code servicePort} goes to. */
  public static int port(Backend backend, int servicePort) {
    return backend.getPort() == 0 ? servicePort : backend.getPort();
  }

  /** Connections the table holds, rounded up to a power of two. */
  public static long capacity(Topology topology) {
    long drawn = topology.getConnections().getCapacity();
    long wanted = drawn == 0 ? CAPACITY : drawn;
    return Long.highestOneBit(wanted) == wanted ? wanted : Long.highestOneBit(wanted) << 1;
  }

  /** Timeouts of a service: its own, else the topology's, else the defaults; all are set. */
  public static ConnectionTimeouts timeouts(Topology topology, Service service) {
    return overridden(timeouts(topology), service.getTimeouts());
  }

  /** Timeouts of connections whose service sets none; all are set. */
  public static ConnectionTimeouts timeouts(Topology topology) {
    return overridden(TIMEOUTS, topology.getConnections().getTimeouts());
  }

  /**
   * Whole times replace whole times; protobuf's merge would mix seconds of one and nanos of other.
   */
  private static ConnectionTimeouts overridden(ConnectionTimeouts base, ConnectionTimeouts own) {
    ConnectionTimeouts.Builder timeouts = base.toBuilder();
    own.getAllFields().forEach(timeouts::setField);
    return timeouts.build();
  }

  /** Leading bits that IPv4 clients with the same back-end share. */
  public static int ipv4PrefixLength(Persistence persistence) {
    return persistence.getIpv4PrefixLength() == 0 ? 32 : persistence.getIpv4PrefixLength();
  }

  /** Leading bits that IPv6 clients with the same back-end share. */
  public static int ipv6PrefixLength(Persistence persistence) {
    return persistence.getIpv6PrefixLength() == 0 ? 128 : persistence.getIpv6PrefixLength();
  }

  /** Time without a connection after which a client's back-end is forgotten. */
  public static Duration timeout(Persistence persistence) {
    return persistence.hasTimeout() ? persistence.getTimeout() : Durations.fromMinutes(5);
  }

  /** Simulated client addresses. */
  public static int clients(SimSettings sim) {
    return sim.getClients() == 0 ? 64 : sim.getClients();
  }

  /** New connections each second over all services. */
  public static int connectionsPerSecond(SimSettings sim) {
    return sim.hasConnectionsPerSecond() ? sim.getConnectionsPerSecond() : 500;
  }

  /** Bytes of one simulated request. */
  public static int requestBytes(SimSettings sim) {
    return sim.getRequestBytes() == 0 ? 200 : sim.getRequestBytes();
  }

  /** Bytes of one simulated response. */
  public static int responseBytes(SimSettings sim) {
    return sim.getResponseBytes() == 0 ? 4000 : sim.getResponseBytes();
  }

  /** Slots of each receive ring; about 70 MB a queue, since a slot holds a frame of 64 KiB. */
  public static int receiveSlots(AfPacketSettings settings) {
    return settings.getReceiveSlots() == 0 ? 1024 : settings.getReceiveSlots();
  }

  /** Slots of each transmit ring; about 18 MB a lane. */
  public static int transmitSlots(AfPacketSettings settings) {
    return settings.getTransmitSlots() == 0 ? 256 : settings.getTransmitSlots();
  }

  /** What the host's own stack sees of the device. */
  public static HostTraffic hostTraffic(AfPacketSettings settings) {
    return settings.getHostTraffic() == HostTraffic.HOST_TRAFFIC_UNSPECIFIED
        ? HostTraffic.HOST_TRAFFIC_SHARED
        : settings.getHostTraffic();
  }

  /** Time between health checks. */
  public static Duration interval(HealthCheck health) {
    return health.hasInterval() ? health.getInterval() : Durations.fromSeconds(2);
  }

  /** Time after which a health check has failed. */
  public static Duration timeout(HealthCheck health) {
    return health.hasTimeout() ? health.getTimeout() : Durations.fromSeconds(1);
  }

  /** Consecutive successes that bring a back-end up. */
  public static int rise(HealthCheck health) {
    return health.getRise() == 0 ? 2 : health.getRise();
  }

  /** Consecutive failures that take a back-end down. */
  public static int fall(HealthCheck health) {
    return health.getFall() == 0 ? 3 : health.getFall();
  }
}

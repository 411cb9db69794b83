package io.spinlane.desktop.inspector;

import static io.spinlane.desktop.inspector.FieldSpec.Control.CHOICE;
import static io.spinlane.desktop.inspector.FieldSpec.Control.DURATION;
import static io.spinlane.desktop.inspector.FieldSpec.Control.ID;
import static io.spinlane.desktop.inspector.FieldSpec.Control.LIST;
import static io.spinlane.desktop.inspector.FieldSpec.Control.LONG_TEXT;
import static io.spinlane.desktop.inspector.FieldSpec.Control.NUMBER;
import static io.spinlane.desktop.inspector.FieldSpec.Control.REFERENCE;
import static io.spinlane.desktop.inspector.FieldSpec.Control.REFERENCES;
import static io.spinlane.desktop.inspector.FieldSpec.Control.SWITCH;
import static io.spinlane.desktop.inspector.FieldSpec.Control.TEXT;

import com.google.protobuf.Message;
import io.spinlane.v1.BackendState;
import io.spinlane.v1.Core;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.ForwardingMode;
import io.spinlane.v1.HostTraffic;
import io.spinlane.v1.IdleStrategy;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;
import io.spinlane.v1.NicSide;
import io.spinlane.v1.Protocol;
import io.spinlane.v1.Scheduler;
import io.spinlane.v1.Service;
import java.util.List;
import java.util.function.Predicate;

/** Which properties of each kind of element this release runs, in the order they are shown. */
final class FieldTable {
  private FieldTable() {}

  static List<FieldSpec> of(ElementKind kind) {
    return switch (kind) {
      case ELEMENT_KIND_NIC -> NIC;
      case ELEMENT_KIND_CORE -> CORE;
      case ELEMENT_KIND_VIP -> VIP;
      case ELEMENT_KIND_SERVICE -> SERVICE;
      case ELEMENT_KIND_POOL -> List.of(ID_FIELD);
      case ELEMENT_KIND_BACKEND -> BACKEND;
      case ELEMENT_KIND_NOTE -> List.of(FieldSpec.of("text", LONG_TEXT));
      case ELEMENT_KIND_TOPOLOGY -> TOPOLOGY;
      default -> List.of();
    };
  }

  private static final FieldSpec ID_FIELD = FieldSpec.of("id", ID);

  private static final List<FieldSpec> NIC =
      List.of(
          ID_FIELD,
          FieldSpec.of("driver", CHOICE)
              .offering(
                  NicDriver.NIC_DRIVER_SIM_VALUE,
                  NicDriver.NIC_DRIVER_AF_PACKET_VALUE,
                  NicDriver.NIC_DRIVER_PCAP_VALUE),
          FieldSpec.of("device", TEXT)
              .checked(Checks.length(15))
              .when(driver(NicDriver.NIC_DRIVER_AF_PACKET)),
          FieldSpec.of("side", CHOICE)
              .offering(
                  NicSide.NIC_SIDE_CLIENT_VALUE,
                  NicSide.NIC_SIDE_SERVER_VALUE,
                  NicSide.NIC_SIDE_BOTH_VALUE),
          FieldSpec.of("addresses", LIST).checked(Checks::cidr),
          FieldSpec.of("queues", NUMBER).checked(Checks.number(1, 256)),
          FieldSpec.of("vlan_id", NUMBER)
              .checked(Checks.number(1, 4094))
              .when(
                  message ->
                      message instanceof Nic nic && nic.getDriver() != NicDriver.NIC_DRIVER_SIM),
          FieldSpec.of("sim.connections_per_second", NUMBER)
              .checked(Checks.number(0, 10_000_000))
              .when(simulates(NicSide.NIC_SIDE_SERVER)),
          FieldSpec.of("sim.clients", NUMBER)
              .checked(Checks.number(1, 65_535))
              .when(simulates(NicSide.NIC_SIDE_SERVER)),
          FieldSpec.of("sim.request_bytes", NUMBER)
              .checked(Checks.number(1, 1_400))
              .when(simulates(NicSide.NIC_SIDE_SERVER)),
          FieldSpec.of("sim.response_bytes", NUMBER)
              .checked(Checks.number(1, 10_000_000))
              .when(simulates(NicSide.NIC_SIDE_CLIENT)),
          FieldSpec.of("sim.think_time", DURATION).when(simulates(NicSide.NIC_SIDE_CLIENT)),
          FieldSpec.of("sim.seed", NUMBER)
              .checked(Checks.number(0, Long.MAX_VALUE))
              .when(driver(NicDriver.NIC_DRIVER_SIM)),
          FieldSpec.of("pcap.read_file", TEXT).when(driver(NicDriver.NIC_DRIVER_PCAP)),
          FieldSpec.of("pcap.write_file", TEXT).when(driver(NicDriver.NIC_DRIVER_PCAP)),
          FieldSpec.of("af_packet.host_traffic", CHOICE)
              .offering(HostTraffic.HOST_TRAFFIC_SHARED_VALUE, HostTraffic.HOST_TRAFFIC_NONE_VALUE)
              .when(driver(NicDriver.NIC_DRIVER_AF_PACKET)),
          FieldSpec.of("af_packet.receive_slots", NUMBER)
              .checked(Checks.powerOfTwo(64, 65_536))
              .when(driver(NicDriver.NIC_DRIVER_AF_PACKET)),
          FieldSpec.of("af_packet.transmit_slots", NUMBER)
              .checked(Checks.powerOfTwo(64, 65_536))
              .when(driver(NicDriver.NIC_DRIVER_AF_PACKET)),
          FieldSpec.of("af_packet.network_namespace", TEXT)
              .when(driver(NicDriver.NIC_DRIVER_AF_PACKET)),
          FieldSpec.of("mac", TEXT).checked(Checks::mac),
          FieldSpec.of("mtu_bytes", NUMBER).checked(Checks.number(68, 9_000)));

  private static final List<FieldSpec> CORE =
      List.of(
          ID_FIELD,
          FieldSpec.of("cpu", NUMBER).checked(Checks.number(0, 4_095)),
          FieldSpec.of("role", CHOICE)
              .offering(CoreRole.CORE_ROLE_CONTROL_VALUE, CoreRole.CORE_ROLE_SWITCH_VALUE),
          FieldSpec.of("idle", CHOICE)
              .offering(
                  IdleStrategy.IDLE_STRATEGY_SPIN_VALUE,
                  IdleStrategy.IDLE_STRATEGY_YIELD_VALUE,
                  IdleStrategy.IDLE_STRATEGY_BACKOFF_VALUE)
              .when(
                  message ->
                      message instanceof Core core
                          && core.getRole() != CoreRole.CORE_ROLE_CONTROL));

  private static final List<FieldSpec> VIP =
      List.of(
          ID_FIELD,
          FieldSpec.of("address", TEXT).checked(Checks::address),
          FieldSpec.of("nics", REFERENCES).to(ElementKind.ELEMENT_KIND_NIC));

  private static final List<FieldSpec> SERVICE =
      List.of(
          ID_FIELD,
          FieldSpec.of("vip", REFERENCE).to(ElementKind.ELEMENT_KIND_VIP),
          FieldSpec.of("protocol", CHOICE)
              .offering(Protocol.PROTOCOL_TCP_VALUE, Protocol.PROTOCOL_UDP_VALUE),
          FieldSpec.of("ports", LIST).checked(Checks::ports),
          FieldSpec.of("pool", REFERENCE).to(ElementKind.ELEMENT_KIND_POOL),
          FieldSpec.of("scheduler", CHOICE)
              .offering(
                  Scheduler.SCHEDULER_MAGLEV_VALUE,
                  Scheduler.SCHEDULER_SOURCE_HASH_VALUE,
                  Scheduler.SCHEDULER_ROUND_ROBIN_VALUE,
                  Scheduler.SCHEDULER_WEIGHTED_ROUND_ROBIN_VALUE,
                  Scheduler.SCHEDULER_LEAST_CONNECTIONS_VALUE,
                  Scheduler.SCHEDULER_POWER_OF_TWO_VALUE,
                  Scheduler.SCHEDULER_LOAD_AWARE_VALUE),
          FieldSpec.of("mode", CHOICE)
              .offering(
                  ForwardingMode.FORWARDING_MODE_NAT_VALUE,
                  ForwardingMode.FORWARDING_MODE_FULL_NAT_VALUE,
                  ForwardingMode.FORWARDING_MODE_DSR_VALUE,
                  ForwardingMode.FORWARDING_MODE_IPIP_VALUE,
                  ForwardingMode.FORWARDING_MODE_GUE_VALUE),
          FieldSpec.of("fallback_pool", REFERENCE).to(ElementKind.ELEMENT_KIND_POOL),
          FieldSpec.of("required_capabilities", LIST).checked(Checks.length(64)),
          FieldSpec.of("persistence.timeout", DURATION),
          FieldSpec.of("persistence.ipv4_prefix_length", NUMBER).checked(Checks.number(1, 32)),
          FieldSpec.of("persistence.ipv6_prefix_length", NUMBER).checked(Checks.number(1, 128)),
          FieldSpec.of("access_rules", LIST).checked(AccessText::parse),
          FieldSpec.of("rate_limit.packets_per_second", NUMBER)
              .checked(Checks.number(1, 1_000_000_000)),
          FieldSpec.of("rate_limit.connections_per_second", NUMBER)
              .checked(Checks.number(1, 1_000_000_000)),
          FieldSpec.of("rate_limit.ipv4_prefix_length", NUMBER).checked(Checks.number(1, 32)),
          FieldSpec.of("rate_limit.ipv6_prefix_length", NUMBER).checked(Checks.number(1, 128)),
          FieldSpec.of("syn_cookies", SWITCH)
              .when(
                  message ->
                      message instanceof Service service
                          && service.getProtocol() != Protocol.PROTOCOL_UDP),
          FieldSpec.of("timeouts.tcp_syn", DURATION),
          FieldSpec.of("timeouts.tcp_established", DURATION),
          FieldSpec.of("timeouts.tcp_fin", DURATION),
          FieldSpec.of("timeouts.udp_established", DURATION),
          FieldSpec.of("timeouts.udp_new", DURATION));

  private static final List<FieldSpec> BACKEND =
      List.of(
          ID_FIELD,
          FieldSpec.of("address", TEXT).checked(Checks::address),
          FieldSpec.of("port", NUMBER).checked(Checks.number(1, 65_535)),
          FieldSpec.of("weight", NUMBER).checked(Checks.number(0, 65_535)),
          FieldSpec.of("state", CHOICE)
              .offering(
                  BackendState.BACKEND_STATE_UP_VALUE,
                  BackendState.BACKEND_STATE_DRAIN_VALUE,
                  BackendState.BACKEND_STATE_MAINTENANCE_VALUE),
          FieldSpec.of("capabilities", LIST).checked(Checks.length(64)));

  private static final List<FieldSpec> TOPOLOGY =
      List.of(
          FieldSpec.of("name", TEXT).checked(Checks.length(64)),
          FieldSpec.of("description", LONG_TEXT),
          FieldSpec.of("routes", LIST).checked(RouteText::parse),
          FieldSpec.of("connections.capacity", NUMBER).checked(Checks.number(1_024, 67_108_864)),
          FieldSpec.of("connections.new_per_second", NUMBER).checked(Checks.number(1, 100_000_000)),
          FieldSpec.of("connections.timeouts.tcp_syn", DURATION),
          FieldSpec.of("connections.timeouts.tcp_established", DURATION),
          FieldSpec.of("connections.timeouts.tcp_fin", DURATION),
          FieldSpec.of("connections.timeouts.udp_established", DURATION),
          FieldSpec.of("connections.timeouts.udp_new", DURATION));

  private static Predicate<Message> driver(NicDriver driver) {
    return message -> message instanceof Nic nic && nic.getDriver() == driver;
  }

  /** A simulated NIC that does not face only the given side. */
  private static Predicate<Message> simulates(NicSide other) {
    return message ->
        message instanceof Nic nic
            && nic.getDriver() == NicDriver.NIC_DRIVER_SIM
            && nic.getSide() != other;
  }
}

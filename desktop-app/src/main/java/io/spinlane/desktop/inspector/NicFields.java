package io.spinlane.desktop.inspector;

import static io.spinlane.desktop.inspector.FieldSpec.Control.CHOICE;
import static io.spinlane.desktop.inspector.FieldSpec.Control.DURATION;
import static io.spinlane.desktop.inspector.FieldSpec.Control.LIST;
import static io.spinlane.desktop.inspector.FieldSpec.Control.NUMBER;
import static io.spinlane.desktop.inspector.FieldSpec.Control.SWITCH;
import static io.spinlane.desktop.inspector.FieldSpec.Control.TEXT;

import com.google.protobuf.Message;
import io.spinlane.v1.HostTraffic;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;
import io.spinlane.v1.NicSide;
import io.spinlane.v1.XdpMode;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The properties of a NIC; what its driver does not have is not shown. */
final class NicFields {
  private static final String TRAFFIC = "traffic";
  private static final String FILES = "files";
  private static final String DEVICE = "device";
  private static final String LINK = "link";
  private static final Set<NicDriver> WITH_DEVICE =
      Set.of(NicDriver.NIC_DRIVER_AF_PACKET, NicDriver.NIC_DRIVER_AF_XDP, NicDriver.NIC_DRIVER_TAP);

  static final List<FieldSpec> ALL =
      List.of(
          FieldTable.ID_FIELD,
          FieldSpec.of("driver", CHOICE)
              .offering(
                  NicDriver.NIC_DRIVER_SIM_VALUE,
                  NicDriver.NIC_DRIVER_AF_PACKET_VALUE,
                  NicDriver.NIC_DRIVER_PCAP_VALUE,
                  NicDriver.NIC_DRIVER_AF_XDP_VALUE,
                  NicDriver.NIC_DRIVER_TAP_VALUE),
          FieldSpec.of("device", TEXT)
              .checked(Checks.length(15))
              .when(message -> message instanceof Nic nic && WITH_DEVICE.contains(nic.getDriver())),
          FieldSpec.of("side", CHOICE)
              .offering(
                  NicSide.NIC_SIDE_CLIENT_VALUE,
                  NicSide.NIC_SIDE_SERVER_VALUE,
                  NicSide.NIC_SIDE_BOTH_VALUE),
          FieldSpec.of("addresses", LIST).checked(Checks::cidr).noted(AddressNotes::network),
          FieldSpec.of("queues", NUMBER).checked(Checks.number(1, 256)),
          FieldSpec.of("sim.connections_per_second", NUMBER)
              .checked(Checks.number(0, 10_000_000))
              .when(simulates(NicSide.NIC_SIDE_SERVER))
              .in(TRAFFIC),
          FieldSpec.of("sim.clients", NUMBER)
              .checked(Checks.number(1, 65_535))
              .when(simulates(NicSide.NIC_SIDE_SERVER))
              .in(TRAFFIC),
          FieldSpec.of("sim.request_bytes", NUMBER)
              .checked(Checks.number(1, 1_400))
              .when(simulates(NicSide.NIC_SIDE_SERVER))
              .in(TRAFFIC),
          FieldSpec.of("sim.response_bytes", NUMBER)
              .checked(Checks.number(1, 10_000_000))
              .when(simulates(NicSide.NIC_SIDE_CLIENT))
              .in(TRAFFIC),
          FieldSpec.of("sim.think_time", DURATION)
              .checked(Checks::time)
              .when(simulates(NicSide.NIC_SIDE_CLIENT))
              .in(TRAFFIC),
          FieldSpec.of("sim.seed", NUMBER)
              .checked(Checks.number(0, Long.MAX_VALUE))
              .when(driver(NicDriver.NIC_DRIVER_SIM))
              .in(TRAFFIC),
          FieldSpec.of("pcap.read_file", TEXT).when(driver(NicDriver.NIC_DRIVER_PCAP)).in(FILES),
          FieldSpec.of("pcap.write_file", TEXT).when(driver(NicDriver.NIC_DRIVER_PCAP)).in(FILES),
          FieldSpec.of("af_packet.host_traffic", CHOICE)
              .offering(HostTraffic.HOST_TRAFFIC_SHARED_VALUE, HostTraffic.HOST_TRAFFIC_NONE_VALUE)
              .when(driver(NicDriver.NIC_DRIVER_AF_PACKET))
              .in(DEVICE),
          FieldSpec.of("af_packet.receive_slots", NUMBER)
              .checked(Checks.powerOfTwo(64, 65_536))
              .when(driver(NicDriver.NIC_DRIVER_AF_PACKET))
              .in(DEVICE),
          FieldSpec.of("af_packet.transmit_slots", NUMBER)
              .checked(Checks.powerOfTwo(64, 65_536))
              .when(driver(NicDriver.NIC_DRIVER_AF_PACKET))
              .in(DEVICE),
          FieldSpec.of("af_packet.network_namespace", TEXT)
              .when(driver(NicDriver.NIC_DRIVER_AF_PACKET))
              .in(DEVICE),
          FieldSpec.of("af_xdp.mode", CHOICE)
              .offering(XdpMode.XDP_MODE_NATIVE_VALUE, XdpMode.XDP_MODE_GENERIC_VALUE)
              .when(driver(NicDriver.NIC_DRIVER_AF_XDP))
              .in(DEVICE),
          FieldSpec.of("af_xdp.zero_copy", SWITCH)
              .when(driver(NicDriver.NIC_DRIVER_AF_XDP))
              .in(DEVICE),
          FieldSpec.of("af_xdp.ring_entries", NUMBER)
              .checked(Checks.powerOfTwo(64, 65_536))
              .when(driver(NicDriver.NIC_DRIVER_AF_XDP))
              .in(DEVICE),
          FieldSpec.of("mac", TEXT).checked(Checks::mac).in(LINK),
          FieldSpec.of("mtu_bytes", NUMBER).checked(Checks.number(68, 9_000)).in(LINK),
          FieldSpec.of("vlan_id", NUMBER)
              .checked(Checks.number(1, 4094))
              .when(
                  message ->
                      message instanceof Nic nic
                          && (nic.getDriver() != NicDriver.NIC_DRIVER_SIM || nic.getVlanId() != 0))
              .in(LINK));

  private NicFields() {}

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

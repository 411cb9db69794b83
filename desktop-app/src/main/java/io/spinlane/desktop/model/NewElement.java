package io.spinlane.desktop.model;

import static io.spinlane.v1.ElementKind.ELEMENT_KIND_BACKEND;
import static io.spinlane.v1.ElementKind.ELEMENT_KIND_CORE;
import static io.spinlane.v1.ElementKind.ELEMENT_KIND_NIC;
import static io.spinlane.v1.ElementKind.ELEMENT_KIND_NOTE;
import static io.spinlane.v1.ElementKind.ELEMENT_KIND_POOL;
import static io.spinlane.v1.ElementKind.ELEMENT_KIND_SERVICE;
import static io.spinlane.v1.ElementKind.ELEMENT_KIND_VIP;

import com.google.protobuf.Message;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.AfPacketSettings;
import io.spinlane.v1.Backend;
import io.spinlane.v1.Core;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.ForwardingMode;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;
import io.spinlane.v1.NicSide;
import io.spinlane.v1.Note;
import io.spinlane.v1.PcapSettings;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Protocol;
import io.spinlane.v1.Scheduler;
import io.spinlane.v1.Service;
import io.spinlane.v1.SimSettings;
import io.spinlane.v1.Topology;
import io.spinlane.v1.Vip;
import java.util.Set;
import java.util.stream.Collectors;

/** What the palette offers: each makes an element that works with what is drawn already. */
public enum NewElement {
  SIM_NIC(ELEMENT_KIND_NIC, "nic"),
  AF_PACKET_NIC(ELEMENT_KIND_NIC, "nic"),
  PCAP_NIC(ELEMENT_KIND_NIC, "nic"),
  CONTROL_CORE(ELEMENT_KIND_CORE, "control"),
  SWITCH_CORE(ELEMENT_KIND_CORE, "switch"),
  VIP(ELEMENT_KIND_VIP, "vip"),
  SERVICE(ELEMENT_KIND_SERVICE, "service"),
  POOL(ELEMENT_KIND_POOL, "pool"),
  BACKEND(ELEMENT_KIND_BACKEND, "backend"),
  NOTE(ELEMENT_KIND_NOTE, "note");

  private final ElementKind kind;
  private final String stem;

  NewElement(ElementKind kind, String stem) {
    this.kind = kind;
    this.stem = stem;
  }

  /** Kind of the element it makes. */
  public ElementKind kind() {
    return kind;
  }

  /** Its name in the palette. */
  public String title() {
    return Texts.get("palette." + name() + ".title");
  }

  /** What it is for, in one sentence. */
  public String help() {
    return Texts.get("palette." + name() + ".help");
  }

  /**
   * A new element with a free id and useful values.
   *
   * @param pool id of the pool a back-end goes into; unused for other kinds
   */
  public Element create(Topology topology, String pool) {
    String id = Drawing.freeId(Drawing.index(topology), stem);
    return new Element(kind, id, message(topology, id), kind == ELEMENT_KIND_BACKEND ? pool : "");
  }

  private Message message(Topology topology, String id) {
    return switch (this) {
      case SIM_NIC ->
          nic(topology, id, NicDriver.NIC_DRIVER_SIM)
              .setSim(SimSettings.newBuilder().setSeed(1))
              .build();
      case AF_PACKET_NIC ->
          nic(topology, id, NicDriver.NIC_DRIVER_AF_PACKET)
              .setAfPacket(AfPacketSettings.getDefaultInstance())
              .build();
      case PCAP_NIC ->
          nic(topology, id, NicDriver.NIC_DRIVER_PCAP)
              .setPcap(PcapSettings.getDefaultInstance())
              .build();
      case CONTROL_CORE -> core(topology, id, CoreRole.CORE_ROLE_CONTROL);
      case SWITCH_CORE -> core(topology, id, CoreRole.CORE_ROLE_SWITCH);
      case VIP -> Vip.newBuilder().setId(id).setAddress(Addresses.vip(topology)).build();
      case SERVICE ->
          Service.newBuilder()
              .setId(id)
              .setProtocol(Protocol.PROTOCOL_TCP)
              .addPorts("80")
              .setMode(ForwardingMode.FORWARDING_MODE_NAT)
              .setScheduler(Scheduler.SCHEDULER_MAGLEV)
              .build();
      case POOL -> Pool.newBuilder().setId(id).build();
      case BACKEND ->
          Backend.newBuilder()
              .setId(id)
              .setAddress(Addresses.backend(topology))
              .setPort(8080)
              .build();
      case NOTE -> Note.newBuilder().setId(id).setText(Texts.get("note.new")).build();
    };
  }

  /** The first NIC faces the clients, the next the servers; then whichever side has fewer. */
  private static Nic.Builder nic(Topology topology, String id, NicDriver driver) {
    long clients = count(topology, NicSide.NIC_SIDE_CLIENT);
    long servers = count(topology, NicSide.NIC_SIDE_SERVER);
    NicSide side = clients <= servers ? NicSide.NIC_SIDE_CLIENT : NicSide.NIC_SIDE_SERVER;
    return Nic.newBuilder()
        .setId(id)
        .setDriver(driver)
        .setSide(side)
        .setQueues(1)
        .addAddresses(Addresses.nic(topology, side));
  }

  private static long count(Topology topology, NicSide side) {
    return topology.getNicsList().stream().filter(nic -> nic.getSide() == side).count();
  }

  private static Core core(Topology topology, String id, CoreRole role) {
    Set<Integer> taken =
        topology.getCoresList().stream().map(Core::getCpu).collect(Collectors.toSet());
    int cpu = 0;
    while (taken.contains(cpu)) {
      cpu++;
    }
    return Core.newBuilder().setId(id).setCpu(cpu).setRole(role).build();
  }
}

package io.spinlane.agent.nic.afpacket;

import static io.spinlane.agent.linux.BpfProgram.R0;
import static io.spinlane.agent.linux.BpfProgram.R1;
import static io.spinlane.agent.linux.BpfProgram.R10;
import static io.spinlane.agent.linux.BpfProgram.R2;
import static io.spinlane.agent.linux.BpfProgram.R3;
import static io.spinlane.agent.linux.BpfProgram.R4;
import static io.spinlane.agent.linux.BpfProgram.R5;
import static io.spinlane.agent.linux.BpfProgram.R6;
import static io.spinlane.agent.linux.BpfProgram.R7;
import static io.spinlane.agent.linux.BpfProgram.R8;

import io.spinlane.agent.linux.BpfProgram;
import io.spinlane.agent.linux.BpfProgram.Width;
import io.spinlane.agent.linux.Fd;

/**
 * The programs of {@link HostShield}. They read headers through bpf_skb_load_bytes, because a frame
 * sent from a packet ring has little more than its Ethernet header in one piece.
 *
 * <pre>
 *   ARP          target address ours                      → drop
 *   IPv4, IPv6   destination ours                         → drop
 *   ICMPv6 135   solicited address ours                   → drop
 *   TCP, UDP     source (address, protocol, port) a back-end's, or with port 0,
 *                and the host has no socket for it → drop
 *   else                                                  → on to the next program, the host
 * </pre>
 */
final class ShieldProgram {
  /** A key of the map: address (IPv4 mapped into IPv6), port, protocol, one zero byte. */
  static final int KEY_BYTES = 20;

  private static final int KEY = -24;
  private static final int KEY_IPV4 = KEY + 12;
  private static final int KEY_PORT = KEY + 16;
  private static final int KEY_PROTOCOL = KEY + 18;
  private static final int SCRATCH = -32;

  /** A bpf_sock_tuple: source and destination address, source and destination port. */
  private static final int TUPLE = -72;

  private static final int DROP = 2;
  private static final int NEXT = -1;

  private static final int SKB_PROTOCOL = 16;
  private static final int HELPER_MAP_LOOKUP = 1;
  private static final int HELPER_LOAD_BYTES = 26;
  private static final int HELPER_LOOK_UP_UDP = 85;
  private static final int HELPER_RELEASE = 86;
  private static final int HELPER_LOOK_UP_TCP = 99;
  private static final int CURRENT_NAMESPACE = -1;

  /** Ethernet types in network order, as a little-endian machine reads them. */
  private static final int IPV4 = 0x0008;

  private static final int ARP = 0x0608;
  private static final int IPV6 = 0xdd86;

  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int ICMPV6 = 58;
  private static final int NEIGHBOR_SOLICITATION = 135;

  private static final int ARP_TARGET = 14 + 24;
  private static final int IPV4_FRAGMENT = 14 + 6;
  private static final int IPV4_PROTOCOL = 14 + 9;
  private static final int IPV4_SOURCE = 14 + 12;
  private static final int IPV4_DESTINATION = 14 + 16;
  private static final int IPV6_NEXT_HEADER = 14 + 6;
  private static final int IPV6_SOURCE = 14 + 8;
  private static final int IPV6_DESTINATION = 14 + 24;
  private static final int IPV6_PAYLOAD = 14 + 40;
  private static final int SOLICITED_ADDRESS = IPV6_PAYLOAD + 8;

  /** ::ffff:0:0/96 in the third word, as a little-endian machine writes it. */
  private static final int MAPPED_PREFIX = 0xffff0000;

  /** Fragment offset bits of the IPv4 field, read in network order by a little-endian machine. */
  private static final int FRAGMENT_OFFSET = 0xff1f;

  private final BpfProgram program = new BpfProgram();
  private final Fd map;

  private ShieldProgram(Fd map) {
    this.map = map;
  }

  /** Drops everything. */
  static BpfProgram everything() {
    return new BpfProgram().move(R0, DROP).exit();
  }

  /** Drops what the map names. */
  static BpfProgram named(Fd map) {
    return new ShieldProgram(map).build();
  }

  private BpfProgram build() {
    program
        .copy(R6, R1)
        .storeImmediate(Width.DOUBLE, R10, KEY, 0)
        .storeImmediate(Width.DOUBLE, R10, KEY + 8, 0)
        .storeImmediate(Width.WORD, R10, KEY_PORT, 0)
        .storeImmediate(Width.DOUBLE, R10, SCRATCH, 0)
        .load(Width.WORD, R7, R6, SKB_PROTOCOL)
        .jumpIfEqual(R7, IPV6, "ipv6")
        .storeImmediate(Width.WORD, R10, KEY + 8, MAPPED_PREFIX)
        .jumpIfEqual(R7, IPV4, "ipv4")
        .jumpIfEqual(R7, ARP, "arp");
    program.label("pass").move(R0, NEXT).exit();
    program.label("drop").move(R0, DROP).exit();
    program.label("arp");
    read(ARP_TARGET, KEY_IPV4, 4);
    dropIfNamed();
    program.jump("pass");
    ipv4();
    ipv6();
    program.label("transport");
    program.jumpIfEqual(R7, TCP, "port").jumpIfNotEqual(R7, UDP, "pass").label("port");
    program.store(Width.BYTE, R10, KEY_PROTOCOL, R7);
    readAt(KEY_PORT, 2);
    jumpIfNamed("claimed");
    program.storeImmediate(Width.HALF, R10, KEY_PORT, 0);
    jumpIfNamed("claimed");
    program.jump("pass");
    claimed();
    return program;
  }

  /** A back-end's frame is the host's nevertheless when the host has a socket for it. */
  private void claimed() {
    program.label("claimed");
    program.load(Width.WORD, R1, R6, SKB_PROTOCOL).jumpIfEqual(R1, IPV6, "claimed6");
    read(IPV4_SOURCE, TUPLE, 8);
    readAt(TUPLE + 8, 4);
    program.move(R3, 12).jump("socket");
    program.label("claimed6");
    read(IPV6_SOURCE, TUPLE, 32);
    readAt(TUPLE + 32, 4);
    program.move(R3, 36);
    program.label("socket");
    program
        .copy(R1, R6)
        .copy(R2, R10)
        .add(R2, TUPLE)
        .move(R4, CURRENT_NAMESPACE)
        .move(R5, 0)
        .jumpIfEqual(R7, UDP, "udp")
        .call(HELPER_LOOK_UP_TCP)
        .jump("found")
        .label("udp")
        .call(HELPER_LOOK_UP_UDP)
        .label("found")
        .jumpIfEqual(R0, 0, "drop")
        .copy(R1, R0)
        .call(HELPER_RELEASE)
        .jump("pass");
  }

  private void ipv4() {
    program.label("ipv4");
    read(IPV4_DESTINATION, KEY_IPV4, 4);
    dropIfNamed();
    read(IPV4_SOURCE, KEY_IPV4, 4);
    read(IPV4_FRAGMENT, SCRATCH, 2);
    program
        .load(Width.HALF, R7, R10, SCRATCH)
        .and(R7, FRAGMENT_OFFSET)
        .jumpIfNotEqual(R7, 0, "pass");
    read(14, SCRATCH, 1);
    program.load(Width.BYTE, R8, R10, SCRATCH).and(R8, 0x0f).shiftLeft(R8, 2).add(R8, 14);
    read(IPV4_PROTOCOL, SCRATCH, 1);
    program.load(Width.BYTE, R7, R10, SCRATCH).jump("transport");
  }

  private void ipv6() {
    program.label("ipv6");
    read(IPV6_DESTINATION, KEY, 16);
    dropIfNamed();
    read(IPV6_NEXT_HEADER, SCRATCH, 1);
    program.load(Width.BYTE, R7, R10, SCRATCH).jumpIfEqual(R7, ICMPV6, "icmpv6");
    read(IPV6_SOURCE, KEY, 16);
    program.move(R8, IPV6_PAYLOAD).jump("transport");
    program.label("icmpv6");
    read(IPV6_PAYLOAD, SCRATCH, 1);
    program.load(Width.BYTE, R7, R10, SCRATCH).jumpIfNotEqual(R7, NEIGHBOR_SOLICITATION, "pass");
    read(SOLICITED_ADDRESS, KEY, 16);
    dropIfNamed();
    program.jump("pass");
  }

  /** Reads bytes of the frame onto the stack; a frame that ends before is the host's. */
  private void read(int frameOffset, int stackOffset, int bytes) {
    program.move(R2, frameOffset);
    load(stackOffset, bytes);
  }

  /** As {@link #read}, at the frame offset in R8. */
  private void readAt(int stackOffset, int bytes) {
    program.copy(R2, R8);
    load(stackOffset, bytes);
  }

  private void load(int stackOffset, int bytes) {
    program
        .copy(R1, R6)
        .copy(R3, R10)
        .add(R3, stackOffset)
        .move(R4, bytes)
        .call(HELPER_LOAD_BYTES)
        .jumpIfNotEqual(R0, 0, "pass");
  }

  private void dropIfNamed() {
    jumpIfNamed("drop");
  }

  private void jumpIfNamed(String label) {
    program
        .loadMap(R1, map)
        .copy(R2, R10)
        .add(R2, KEY)
        .call(HELPER_MAP_LOOKUP)
        .jumpIfNotEqual(R0, 0, label);
  }
}

package io.spinlane.agent.bench;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.spinlane.agent.packet.Checksum;
import io.spinlane.agent.packet.Ethernet;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameMemory;
import io.spinlane.agent.packet.Icmp;
import io.spinlane.agent.packet.Icmp6;
import io.spinlane.agent.packet.Ipv4;
import io.spinlane.agent.packet.Ipv6;
import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.packet.Wire;
import java.lang.foreign.MemorySegment;

/**
 * A frame made once and written many times, each for another flow: only the client's address and
 * port and the checksums over them differ. What it costs to write is part of every measurement, so
 * it is copied by 64 bits at a time, and its sums are updated rather than computed.
 */
final class Template {
  /** Where the frames come from. */
  static final long PEER_MAC = 0x0200_0000_00ffL;

  private static final int NOWHERE = -1;
  private static final int PORT_BITS = 14;
  private static final int FIRST_PORT = 1 << 15;

  /** The least a device hands over, without its check sequence. */
  private static final int LEAST_BYTES = 60;

  private static final int CLIENTS4 = 0x64_40_00_00; // 100.64.0.0/10, RFC 6598.
  private static final long CLIENTS6_HIGH = 0x2001_0db8_0000_0001L; // RFC 3849.
  private static final int FRAGMENT_HEADER = 44;
  private static final int MORE_FRAGMENTS = 0x2000;

  private final byte[] bytes = new byte[128];
  private final MemorySegment made = MemorySegment.ofArray(bytes);
  private final long[] words;
  private final int length;

  /** Where the low 32 bits of the client's address are, and what they are for flow 0. */
  private final int sourceAt;

  private final int firstSource;
  private int headerSumAt = NOWHERE;
  private long headerSum;
  private int portAt = NOWHERE;
  private int sumAt = NOWHERE;
  private long sum;

  private Template(Scenario.Family family, Scenario.Kind kind, int flags, long mac) {
    boolean ipv6 = family == Scenario.Family.V6;
    Ethernet.addresses(made, 0, mac, PEER_MAC);
    Ethernet.type(made, 0, ipv6 ? Ethernet.TYPE_IPV6 : Ethernet.TYPE_IPV4);
    boolean echo = kind == Scenario.Kind.ECHO;
    int payload = echo ? Icmp.HEADER_BYTES + 16 : Tcp.HEADER_BYTES;
    int fragment = ipv6 && kind == Scenario.Kind.FRAGMENT ? 8 : 0;
    int header = ipv6 ? Ipv6.HEADER_BYTES + fragment : Ipv4.HEADER_BYTES;
    int transport = Ethernet.HEADER_BYTES + header;
    this.length = Math.max(LEAST_BYTES, transport + payload);
    this.firstSource = ipv6 ? 0 : CLIENTS4;
    this.sourceAt = Ethernet.HEADER_BYTES + (ipv6 ? 20 : 12);
    boolean elsewhere = kind == Scenario.Kind.PASS;
    if (ipv6) {
      ipv6(echo ? Ipv6.PROTOCOL_ICMP6 : Ipv4.PROTOCOL_TCP, payload, fragment, elsewhere);
    } else {
      ipv4(echo ? Ipv4.PROTOCOL_ICMP : Ipv4.PROTOCOL_TCP, payload, elsewhere);
    }
    if (echo) {
      echo(transport, payload, ipv6);
    } else {
      tcp(transport, flags);
    }
    if (kind == Scenario.Kind.FRAGMENT && !ipv6) {
      Wire.u16(made, Ethernet.HEADER_BYTES + 6, MORE_FRAGMENTS);
    } else if (kind == Scenario.Kind.DROP && ipv6) {
      Ipv6.payloadLength(made, Ethernet.HEADER_BYTES, length);
    }
    if (!ipv6) {
      headerSumAt = Ethernet.HEADER_BYTES + 10;
      Ipv4.checksum(made, Ethernet.HEADER_BYTES, 0);
      headerSum = Checksum.add(0, made, Ethernet.HEADER_BYTES, Ipv4.HEADER_BYTES) - ipv4Source();
      headerSum += kind == Scenario.Kind.DROP ? 1 : 0;
    }
    this.words = new long[(length + 7) / 8];
    for (int i = 0; i < words.length; i++) {
      words[i] = made.get(JAVA_LONG_UNALIGNED, i * 8L);
    }
  }

  /**
   * A template.
   *
   * @param flags of TCP
   * @param mac of the NIC that receives it
   */
  static Template of(Scenario scenario, int flags, long mac) {
    return new Template(scenario.family(), scenario.kind(), flags, mac);
  }

  private long ipv4Source() {
    return firstSource & 0xffff_ffffL;
  }

  private void ipv4(int protocol, int payload, boolean elsewhere) {
    int destination = elsewhere ? BenchPlan.NO_VIP4 : BenchPlan.VIP4;
    int total = Ipv4.HEADER_BYTES + payload;
    Ipv4.write(made, Ethernet.HEADER_BYTES, total, 64, protocol, firstSource, destination);
    // The client's address is added for each frame.
    sum = Checksum.addPseudoHeader(0, 0, destination, protocol, payload);
  }

  private void ipv6(int protocol, int payload, int fragment, boolean elsewhere) {
    long high = BenchPlan.VIP6_HIGH;
    long low = elsewhere ? BenchPlan.NO_VIP6_LOW : BenchPlan.VIP6_LOW;
    Ipv6.write(
        made,
        Ethernet.HEADER_BYTES,
        0,
        fragment + payload,
        fragment > 0 ? FRAGMENT_HEADER : protocol,
        64,
        CLIENTS6_HIGH,
        0,
        high,
        low);
    if (fragment > 0) {
      int at = Ethernet.HEADER_BYTES + Ipv6.HEADER_BYTES;
      Wire.i32(made, at, protocol << 24 | 1); // Offset 0, more fragments (RFC 8200 §4.5).
      Wire.i32(made, at + 4, 1);
    }
    sum = Checksum.addPseudoHeader6(0, CLIENTS6_HIGH, 0, high, low, protocol, payload);
  }

  private void tcp(int at, int flags) {
    Tcp.write(made, at, BenchPlan.PORT, 1, 1, flags);
    portAt = at;
    sumAt = at + Tcp.CHECKSUM_OFFSET;
    sum = Checksum.add(sum, made, at, Tcp.HEADER_BYTES);
  }

  private void echo(int at, int payload, boolean ipv6) {
    if (ipv6) {
      Icmp6.write(made, at, Icmp6.ECHO_REQUEST, 0, 1 << 16);
      sumAt = at + 2;
      sum = Checksum.add(sum, made, at, payload);
    } else {
      Icmp.write(made, at, Icmp.ECHO_REQUEST, 0, 1 << 16);
      Icmp.finish(made, at, payload);
    }
  }

  /** Writes it into a frame, for one of the flows from 0 on. */
  void write(int frame, int flow) {
    Frame.fill(frame, Frame.HEADROOM_BYTES, length);
    long at = Frame.data(frame);
    int source = firstSource + (flow >>> PORT_BITS);
    int port = FIRST_PORT + (flow & (1 << PORT_BITS) - 1);
    long changed = source & 0xffff_ffffL;
    for (int i = 0; i < words.length; i++) {
      MEMORY.set(JAVA_LONG_UNALIGNED, at + i * 8L, words[i]);
    }
    Wire.i32(MEMORY, FrameMemory.at(at + sourceAt), source);
    if (headerSumAt != NOWHERE) {
      Wire.u16(MEMORY, FrameMemory.at(at + headerSumAt), Checksum.finish(headerSum + changed));
    }
    if (portAt != NOWHERE) {
      Wire.u16(MEMORY, FrameMemory.at(at + portAt), port);
      changed += port;
    }
    if (sumAt != NOWHERE) {
      Wire.u16(MEMORY, FrameMemory.at(at + sumAt), Checksum.finish(sum + changed));
    }
  }
}

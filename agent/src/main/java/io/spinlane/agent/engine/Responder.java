package io.spinlane.agent.engine;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;

import io.spinlane.agent.packet.Address;
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
import io.spinlane.agent.plan.PlanPrefix;
import io.spinlane.agent.telemetry.CoreCounter;
import org.jspecify.annotations.Nullable;

/**
 * What the switch answers itself: echo, resets for TCP that belongs nowhere, and ICMP errors for
 * what it cannot pass on. An answer is made in the frame that asked and leaves by the NIC it came
 * from, back to the station that sent it. Each kind has its ceiling a second.
 */
final class Responder {
  static final int TTL = 64;
  private static final int RESETS_PER_SECOND = 1_000;
  private static final int ECHOES_PER_SECOND = 10_000;
  private static final int ERRORS_PER_SECOND = 1_000;

  /** How much of a packet an error quotes, so that the whole stays below the least MTU. */
  private static final int QUOTE_IPV4 = 576 - Ipv4.HEADER_BYTES - Icmp.HEADER_BYTES;

  private static final int QUOTE_IPV6 = Ipv6.MIN_MTU_BYTES - Ipv6.HEADER_BYTES - Icmp6.HEADER_BYTES;

  private final CoreContext context;
  private final Forwarder forwarder;
  private final RateLimit resets = new RateLimit(RESETS_PER_SECOND, RESETS_PER_SECOND / 4);
  private final RateLimit echoes = new RateLimit(ECHOES_PER_SECOND, ECHOES_PER_SECOND / 4);
  private final RateLimit errors = new RateLimit(ERRORS_PER_SECOND, ERRORS_PER_SECOND / 4);

  Responder(CoreContext context, Forwarder forwarder) {
    this.context = context;
    this.forwarder = forwarder;
  }

  /**
   * Answers an echo request for an address of the switch (RFC 792, RFC 4443 §4.2). Null when
   * answered.
   */
  @Nullable CoreCounter echo(PacketBatch packets, int i, int nicRow) {
    if (!echoes.tryTake(context.nowNs)) {
      return CoreCounter.DROP_RATE_LIMITED;
    }
    long packet = packets.network(i);
    // Exchanging the addresses leaves all sums as they are.
    if (packets.ipv6(i)) {
      Ipv6.source(MEMORY, packet, packets.destinationHigh(i), packets.destinationLow(i));
      Ipv6.destination(MEMORY, packet, packets.sourceHigh(i), packets.sourceLow(i));
      Ipv6.hopLimit(MEMORY, packet, TTL);
      Icmp6.answerEcho(MEMORY, packets.transport(i));
    } else {
      int ttl = Ipv4.ttl(MEMORY, packet);
      int protocol = Ipv4.PROTOCOL_ICMP;
      long change = Checksum.replaced16(ttl << 8 | protocol, TTL << 8 | protocol);
      Ipv4.source(MEMORY, packet, Address.ipv4(packets.destinationLow(i)));
      Ipv4.destination(MEMORY, packet, Address.ipv4(packets.sourceLow(i)));
      Ipv4.ttl(MEMORY, packet, TTL);
      Ipv4.checksum(MEMORY, packet, Checksum.update(Ipv4.checksum(MEMORY, packet), change));
      Icmp.answerEcho(MEMORY, packets.transport(i));
    }
    context.count(CoreCounter.ECHO_ANSWERED);
    sendBack(packets.frame(i), nicRow);
    return null;
  }

  /**
   * Refuses a TCP segment with a reset as RFC 9293 §3.10.7.1 says for a closed connection; never in
   * answer to a reset, and only so often a second. Counts the reason in any case.
   */
  void reset(PacketBatch packets, int i, int nicRow, CoreCounter reason) {
    int flags = packets.flags(i);
    if ((flags & Tcp.RST) != 0) {
      context.drop(packets.frame(i), reason);
      return;
    }
    if (!resets.tryTake(context.nowNs)) {
      context.count(CoreCounter.RESETS_WITHHELD);
      context.drop(packets.frame(i), reason);
      return;
    }
    context.count(reason);
    long segment = packets.transport(i);
    boolean acknowledged = (flags & Tcp.ACK) != 0;
    int sequence = acknowledged ? Tcp.acknowledgement(MEMORY, segment) : 0;
    int acknowledgement =
        acknowledged ? 0 : Tcp.sequence(MEMORY, segment) + segmentLength(packets, i);
    Tcp.write(
        MEMORY,
        answerAt(packets, i),
        Integer.rotateLeft(packets.ports(i), 16),
        sequence,
        acknowledgement,
        acknowledged ? Tcp.RST : Tcp.RST | Tcp.ACK);
    context.count(CoreCounter.RESETS_SENT);
    answer(packets, i, nicRow, Tcp.HEADER_BYTES);
  }

  /** Where a segment that answers a packet is to be written: right behind the IP header. */
  static long answerAt(PacketBatch packets, int i) {
    int header = packets.ipv6(i) ? Ipv6.HEADER_BYTES : Ipv4.HEADER_BYTES;
    return FrameMemory.at(packets.network(i) + header);
  }

  /** Sends the segment at {@link #answerAt}, whose checksum is still 0, back to the sender. */
  void answer(PacketBatch packets, int i, int nicRow, int segmentBytes) {
    int frame = packets.frame(i);
    long answer = answerAt(packets, i);
    long sum = Checksum.add(0, MEMORY, answer, segmentBytes);
    sum += turnBack(packets, i, Ipv4.PROTOCOL_TCP, segmentBytes);
    Tcp.checksum(MEMORY, answer, Checksum.finish(sum));
    Frame.fill(frame, Frame.start(frame), (int) (answer - Frame.data(frame)) + segmentBytes);
    sendBack(frame, nicRow);
  }

  /** Writes an IP header back to the sender over the packet's; returns its pseudo-header's sum. */
  private static long turnBack(PacketBatch packets, int i, int protocol, int payloadBytes) {
    long packet = packets.network(i);
    if (packets.ipv6(i)) {
      long fromHigh = packets.destinationHigh(i);
      long fromLow = packets.destinationLow(i);
      long toHigh = packets.sourceHigh(i);
      long toLow = packets.sourceLow(i);
      Ipv6.write(MEMORY, packet, 0, payloadBytes, protocol, TTL, fromHigh, fromLow, toHigh, toLow);
      return Ipv6.pseudoHeader(MEMORY, packet, protocol, payloadBytes);
    }
    int source = Address.ipv4(packets.destinationLow(i));
    int destination = Address.ipv4(packets.sourceLow(i));
    int total = Ipv4.HEADER_BYTES + payloadBytes;
    Ipv4.write(MEMORY, packet, total, TTL, protocol, source, destination);
    return Checksum.addPseudoHeader(0, source, destination, protocol, payloadBytes);
  }

  /** SEG.LEN of RFC 9293 §3.3.1: data, and one each for SYN and FIN. */
  private static int segmentLength(PacketBatch packets, int i) {
    long segment = packets.transport(i);
    int headers = (int) (segment - packets.network(i)) + Tcp.headerBytes(MEMORY, segment);
    int flags = packets.flags(i);
    return packets.bytes(i) - headers + (flags >> 1 & 1) + (flags & 1);
  }

  /**
   * Tells the sender that a packet is larger than the way takes (RFC 1191 §4, RFC 8201). Counts it
   * as dropped in any case.
   *
   * @param mtuBytes largest packet of his that would pass
   */
  void tooLarge(PacketBatch packets, int i, int nicRow, int mtuBytes) {
    if (packets.ipv6(i)) {
      int parameter = Math.max(mtuBytes, Ipv6.MIN_MTU_BYTES);
      error(packets, i, nicRow, CoreCounter.DROP_TOO_LARGE, Icmp6.PACKET_TOO_BIG, 0, parameter);
    } else {
      error(
          packets,
          i,
          nicRow,
          CoreCounter.DROP_TOO_LARGE,
          Icmp.UNREACHABLE,
          Icmp.FRAGMENTATION_NEEDED,
          mtuBytes);
    }
  }

  /** Tells the sender that a packet has been on its way for too long. Counts it as dropped. */
  void expired(PacketBatch packets, int i, int nicRow) {
    int type = packets.ipv6(i) ? Icmp6.TIME_EXCEEDED : Icmp.TIME_EXCEEDED;
    error(packets, i, nicRow, CoreCounter.DROP_TTL_EXPIRED, type, 0, 0);
  }

  private void error(
      PacketBatch packets, int i, int nicRow, CoreCounter reason, int type, int code, int value) {
    int frame = packets.frame(i);
    if (packets.part(i) == PacketBatch.LATER) {
      context.drop(frame, reason); // RFC 1122 §3.2.2: only the first fragment is answered.
      return;
    }
    if (!errors.tryTake(context.nowNs)) {
      context.count(CoreCounter.ICMP_ERRORS_WITHHELD);
      context.drop(frame, reason);
      return;
    }
    context.count(reason);
    int ethernet = (int) (packets.network(i) - Frame.data(frame));
    quote(
        frame,
        ethernet,
        packets.network(i),
        packets.bytes(i),
        packets.ipv6(i),
        nicRow,
        type,
        code,
        value);
    context.count(CoreCounter.ICMP_ERRORS_SENT);
    sendBack(frame, nicRow);
  }

  /**
   * Makes a frame an ICMP error about a packet that lies in it: the frame's Ethernet header, a new
   * IP header towards the packet's source, the message, and the beginning of the packet.
   *
   * @param ethernet bytes of the Ethernet header, a tag included
   * @param quoted offset of the packet, behind which there are {@code quotedBytes}
   */
  void quote(
      int frame,
      int ethernet,
      long quoted,
      int quotedBytes,
      boolean ipv6,
      int nicRow,
      int type,
      int code,
      int value) {
    int header =
        ipv6 ? Ipv6.HEADER_BYTES + Icmp6.HEADER_BYTES : Ipv4.HEADER_BYTES + Icmp.HEADER_BYTES;
    int bytes = Math.min(quotedBytes, ipv6 ? QUOTE_IPV6 : QUOTE_IPV4);
    long before = Frame.data(frame);
    Frame.move(frame, (int) (quoted - before) - header - ethernet);
    long data = Frame.data(frame);
    copyEthernet(before, data, ethernet);
    // The packet may come out of a tunnel through the other family.
    long etherType = FrameMemory.at(data + ethernet - 2);
    Wire.u16(MEMORY, etherType, ipv6 ? Ethernet.TYPE_IPV6 : Ethernet.TYPE_IPV4);
    long packet = FrameMemory.at(data + ethernet);
    if (ipv6) {
      quoteIpv6(packet, quoted, bytes, nicRow, type, code, value);
    } else {
      quoteIpv4(packet, quoted, bytes, nicRow, type, code, value);
    }
    Frame.fill(frame, Frame.start(frame), ethernet + header + bytes);
  }

  /** By words in ascending or descending order, since the two may overlap. */
  private static void copyEthernet(long from, long to, int bytes) {
    for (int at = 0; at < bytes; at += 2) {
      int offset = to < from ? at : bytes - 2 - at;
      int word = Wire.u16(MEMORY, FrameMemory.at(from + offset));
      Wire.u16(MEMORY, FrameMemory.at(to + offset), word);
    }
  }

  private void quoteIpv4(
      long packet, long quoted, int bytes, int nicRow, int type, int code, int value) {
    int destination = Ipv4.source(MEMORY, quoted);
    PlanPrefix own = context.nicPlan(nicRow).addressTowards(0, Address.low(destination));
    int source = own == null ? Ipv4.destination(MEMORY, quoted) : Address.ipv4(own.low());
    long message = FrameMemory.at(packet + Ipv4.HEADER_BYTES);
    int total = Ipv4.HEADER_BYTES + Icmp.HEADER_BYTES + bytes;
    Ipv4.write(MEMORY, packet, total, TTL, Ipv4.PROTOCOL_ICMP, source, destination);
    Icmp.write(MEMORY, message, type, code, value);
    Icmp.finish(MEMORY, message, Icmp.HEADER_BYTES + bytes);
  }

  private void quoteIpv6(
      long packet, long quoted, int bytes, int nicRow, int type, int code, int value) {
    long high = Ipv6.sourceHigh(MEMORY, quoted);
    long low = Ipv6.sourceLow(MEMORY, quoted);
    PlanPrefix own = context.nicPlan(nicRow).addressTowards(high, low);
    long message = FrameMemory.at(packet + Ipv6.HEADER_BYTES);
    Ipv6.write(
        MEMORY,
        packet,
        0,
        Icmp6.HEADER_BYTES + bytes,
        Ipv6.PROTOCOL_ICMP6,
        TTL,
        own == null ? Ipv6.destinationHigh(MEMORY, quoted) : own.high(),
        own == null ? Ipv6.destinationLow(MEMORY, quoted) : own.low(),
        high,
        low);
    Icmp6.write(MEMORY, message, type, code, value);
    Icmp6.finish(MEMORY, packet, message, Icmp6.HEADER_BYTES + bytes);
  }

  private void sendBack(int frame, int nicRow) {
    long data = Frame.data(frame);
    long own = context.nicPlan(nicRow).info().mac();
    Ethernet.addresses(MEMORY, data, Ethernet.source(MEMORY, data), own);
    forwarder.send(frame, nicRow);
  }
}

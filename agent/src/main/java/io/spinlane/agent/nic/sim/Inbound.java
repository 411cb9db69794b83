package io.spinlane.agent.nic.sim;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;

import io.spinlane.agent.packet.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Reads the switch's frames like a plain stack: checks every length and checksum, answers what has
 * no conversation (ARP, NDP, echo, a closed port), and hands segments and datagrams to the queue's
 * conversations. Its queue's lock guards it.
 */
final class Inbound {
  private final SimQueue queue;
  private final SimCounters counters;
  private final AddressBook book;
  private final Answers answers;
  private final Addresses answer;
  private final Segment in = new Segment();
  private final Segment out = new Segment();
  private int identification;

  Inbound(SimQueue queue, SimCounters counters, AddressBook book, Answers answers) {
    this.queue = queue;
    this.counters = counters;
    this.book = book;
    this.answers = answers;
    this.answer = new Addresses(book);
  }

  /** Takes a frame; its queue holds the lock. */
  void deliver(SimPlan plan, int frame, long nowNs) {
    long at = Frame.data(frame);
    int length = Frame.length(frame);
    boolean understood =
        switch (length < Frames.LAYER_4 ? 0 : Bytes.u16(MEMORY, at + 12)) {
          case Frames.TYPE_ARP -> deliverArp(plan, at, length);
          case Frames.TYPE_IPV4, Frames.TYPE_IPV6 ->
              deliverIp(
                  plan,
                  at,
                  null,
                  at + Frames.ETHERNET_BYTES,
                  length - Frames.ETHERNET_BYTES,
                  nowNs);
          default -> false;
        };
    if (!understood) {
      counters.count(SimStatistic.STRAY_FRAMES);
    }
  }

  private boolean deliverArp(SimPlan plan, long at, int length) {
    long arp = at + Frames.ETHERNET_BYTES;
    if (length < Frames.ETHERNET_BYTES + Frames.ARP_BYTES) {
      return false;
    }
    long senderMac = Bytes.u48(MEMORY, arp + 8);
    int sender = Bytes.i32(MEMORY, arp + 14);
    int target = Bytes.i32(MEMORY, arp + 24);
    Host host = plan.hosts().find(target);
    boolean onLink = host != null && plan.neighbours().stationAddress(host.station()) == target;
    plan.neighbours().learn(sender, senderMac, host != null && onLink ? host.station() : -1);
    if (host != null && onLink && Bytes.u16(MEMORY, arp + 6) == Frames.ARP_REQUEST) {
      if (answersFull()) {
        return true;
      }
      answers.add(
          Frames.arp(
              answers.memory,
              answers.place(),
              senderMac,
              Frames.ARP_REPLY,
              host.mac(),
              target,
              senderMac,
              sender));
    }
    return true;
  }

  /**
   * Takes an IP packet.
   *
   * @param receiver whose tunnel it came out of; null: it came bare
   * @param room bytes there are
   */
  private boolean deliverIp(
      SimPlan plan, long at, @Nullable Host receiver, long ip, int room, long nowNs) {
    return switch (room < Frames.IPV4_BYTES ? 0 : Bytes.u8(MEMORY, ip) >>> 4) {
      case 4 -> deliverIpv4(plan, at, receiver, ip, room, nowNs);
      case 6 -> deliverIpv6(plan, at, receiver, ip, room, nowNs);
      default -> false;
    };
  }

  private boolean deliverIpv4(
      SimPlan plan, long at, @Nullable Host receiver, long ip, int room, long nowNs) {
    int header = (Bytes.u8(MEMORY, ip) & 15) * 4;
    int total = Bytes.u16(MEMORY, ip + 2);
    boolean sound =
        header >= Frames.IPV4_BYTES
            && total >= header
            && total <= room
            && (Bytes.u16(MEMORY, ip + 6) & 0x3fff) == 0; // Machines here do not reassemble.
    if (!sound) {
      return false;
    }
    if (Bytes.sum(MEMORY, ip, header, 0) != 0xffff) {
      counters.count(SimStatistic.CHECKSUM_ERRORS);
      return true;
    }
    int protocol = Bytes.u8(MEMORY, ip + 9);
    answer.set(Bytes.i32(MEMORY, ip + 16), 0, Bytes.i32(MEMORY, ip + 12), 0);
    return protocol != Frames.ICMP6
        && deliver(plan, at, receiver, protocol, ip + header, total - header, nowNs);
  }

  private boolean deliverIpv6(
      SimPlan plan, long at, @Nullable Host receiver, long ip, int room, long nowNs) {
    long payload = ip + Frames.IPV6_BYTES;
    int bytes = room < Frames.IPV6_BYTES ? 0 : Bytes.u16(MEMORY, ip + 4);
    if (bytes == 0 || bytes > room - Frames.IPV6_BYTES) {
      return false;
    }
    int protocol = Bytes.u8(MEMORY, ip + 6); // Nobody here sends extension headers.
    boolean neighbour =
        protocol == Frames.ICMP6
            && bytes >= Frames.NEIGHBOUR_BYTES
            && (Bytes.u8(MEMORY, payload) == Frames.SOLICITATION
                || Bytes.u8(MEMORY, payload) == Frames.ADVERTISEMENT);
    if (neighbour) {
      return receiver == null && deliverNeighbour(plan, at, payload, bytes);
    }
    answer.set(number(ip + 24), 0, number(ip + 8), 0);
    return protocol != Frames.ICMP && deliver(plan, at, receiver, protocol, payload, bytes, nowNs);
  }

  private int number(long at) {
    return book.number(Bytes.i64(MEMORY, at), Bytes.i64(MEMORY, at + 8));
  }

  /** A question for a machine, or what somebody says of itself (RFC 4861 section 7.2). */
  private boolean deliverNeighbour(SimPlan plan, long at, long ndp, int bytes) {
    long ip = ndp - Frames.IPV6_BYTES;
    long sum = 0;
    for (int word = 8; word < Frames.IPV6_BYTES; word += 4) {
      sum += Integer.toUnsignedLong(Bytes.i32(MEMORY, ip + word));
    }
    int pseudo = Bytes.pseudoHeader(sum, 0, Frames.ICMP6, bytes);
    if (Bytes.sum(MEMORY, ndp, bytes, pseudo) != 0xffff) {
      counters.count(SimStatistic.CHECKSUM_ERRORS);
      return true;
    }
    boolean asks = Bytes.u8(MEMORY, ndp) == Frames.SOLICITATION;
    int target = number(ndp + 8);
    long mac = Bytes.u48(MEMORY, ndp + 26);
    if (!asks) {
      Host asked = plan.hosts().find(Bytes.u48(MEMORY, at));
      plan.neighbours().learn(target, mac, asked == null ? -1 : asked.station());
      return true;
    }
    int sender = number(ip + 8);
    Host host = plan.hosts().find(target);
    boolean onLink = host != null && plan.neighbours().stationAddress(host.station()) == target;
    plan.neighbours().learn(sender, mac, host != null && onLink ? host.station() : -1);
    if (host != null && onLink && !answersFull()) {
      answer.set(target, 0, sender, 0);
      answer.localMac = host.mac();
      answer.remoteMac = mac;
      answers.add(
          Frames.neighbour(answers.memory, answers.place(), Frames.ADVERTISEMENT, answer, target));
    }
    return true;
  }

  /** What is behind the IP header of a packet from and to the addresses in {@link #answer}. */
  private boolean deliver(
      SimPlan plan,
      long at,
      @Nullable Host receiver,
      int protocol,
      long payload,
      int bytes,
      long nowNs) {
    Host host = receiver == null ? receiver(plan, at, answer.localAddress) : receiver;
    if (host == null || !host.owns(answer.localAddress)) {
      return false;
    }
    answer.localMac = host.mac();
    answer.remoteMac = Bytes.u48(MEMORY, at + 6);
    boolean tunnels = receiver == null && host.loopback().length > 0;
    return switch (protocol) {
      case Frames.TCP -> deliverTcp(plan, host, payload, bytes, nowNs);
      case Frames.UDP -> {
        boolean wraps =
            tunnels
                && bytes > Frames.UDP_BYTES + Frames.GUE_BYTES
                && Bytes.u16(MEMORY, payload + 2) == Frames.GUE_PORT;
        yield wraps
            ? unwrap(plan, at, host, payload, bytes, nowNs)
            : deliverUdp(plan, host, payload, bytes, nowNs);
      }
      case Frames.ICMP, Frames.ICMP6 -> deliverIcmp(protocol, payload, bytes);
      case Frames.IPV4_INSIDE, Frames.IPV6_INSIDE ->
          tunnels && deliverIp(plan, at, host, payload, bytes, nowNs);
      default -> false;
    };
  }

  /** Takes a packet out of Generic UDP Encapsulation, of which only the plain header is known. */
  private boolean unwrap(SimPlan plan, long at, Host host, long udp, int bytes, long nowNs) {
    if (Bytes.u16(MEMORY, udp + 4) != bytes || Bytes.u8(MEMORY, udp + Frames.UDP_BYTES) != 0) {
      return false;
    }
    if (Bytes.u16(MEMORY, udp + 6) != 0 && checksumWrong(Frames.UDP, udp, bytes)) {
      return true;
    }
    int headers = Frames.UDP_BYTES + Frames.GUE_BYTES;
    return deliverIp(plan, at, host, udp + headers, bytes - headers, nowNs);
  }

  /** The machine a frame reaches: who has the address, or owns it behind the frame's own. */
  private static @Nullable Host receiver(SimPlan plan, long at, int destination) {
    long mac = Bytes.u48(MEMORY, at);
    Host host = plan.hosts().find(destination);
    if (host == null) {
      host = plan.hosts().find(mac);
    }
    return host != null && host.mac() == mac ? host : null;
  }

  private boolean checksumWrong(int protocol, long at, int bytes) {
    int pseudo = protocol == Frames.ICMP ? 0 : answer.pseudoHeader(protocol, bytes);
    boolean wrong = Bytes.sum(MEMORY, at, bytes, pseudo) != 0xffff;
    if (wrong) {
      counters.count(SimStatistic.CHECKSUM_ERRORS);
    }
    return wrong;
  }

  private boolean deliverTcp(SimPlan plan, Host host, long tcp, int bytes, long nowNs) {
    if (bytes < Frames.TCP_BYTES || !Frames.readTcp(MEMORY, tcp, bytes, in)) {
      return false;
    }
    if (checksumWrong(Frames.TCP, tcp, bytes)) {
      return true;
    }
    answer.remotePort = Bytes.u16(MEMORY, tcp);
    answer.localPort = Bytes.u16(MEMORY, tcp + 2);
    if (queue.receiveSegment(plan, host, answer, in, nowNs)) {
      reset();
    }
    return true;
  }

  private boolean deliverUdp(SimPlan plan, Host host, long udp, int bytes, long nowNs) {
    if (bytes < Frames.UDP_BYTES || Bytes.u16(MEMORY, udp + 4) != bytes) {
      return false;
    }
    if (Bytes.u16(MEMORY, udp + 6) != 0 && checksumWrong(Frames.UDP, udp, bytes)) {
      return true;
    }
    answer.remotePort = Bytes.u16(MEMORY, udp);
    answer.localPort = Bytes.u16(MEMORY, udp + 2);
    return queue.receiveDatagram(plan, host, answer, bytes - Frames.UDP_BYTES, nowNs);
  }

  private boolean deliverIcmp(int protocol, long icmp, int bytes) {
    if (bytes < Frames.UDP_BYTES) {
      return false;
    }
    int request = protocol == Frames.ICMP6 ? Frames.ECHO6_REQUEST : Frames.ECHO_REQUEST;
    boolean echo = Bytes.u16(MEMORY, icmp) == request << 8;
    if (!checksumWrong(protocol, icmp, bytes) && echo && !answersFull()) {
      identification++;
      answers.add(
          Frames.echoReply(
              answers.memory, answers.place(), answer, identification, MEMORY, icmp, bytes));
    }
    return true;
  }

  /** Answers what has arrived with a reset (RFC 9293 section 3.10.7.1). */
  private void reset() {
    if (answersFull()) {
      return;
    }
    if (in.has(Segment.ACK)) {
      out.set(Segment.RST, in.acknowledgment, 0, 0);
    } else {
      out.set(Segment.RST | Segment.ACK, 0, in.sequence + in.sequenceLength(), 0);
    }
    identification++;
    answers.add(
        Frames.tcp(answers.memory, answers.place(), answer, identification, out, Payload.RESPONSE));
    counters.count(SimStatistic.RESETS_SENT);
  }

  private boolean answersFull() {
    if (answers.isFull()) {
      counters.count(SimStatistic.ANSWERS_DROPPED);
      return true;
    }
    return false;
  }
}

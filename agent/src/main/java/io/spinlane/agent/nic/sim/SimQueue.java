package io.spinlane.agent.nic.sim;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;

import io.spinlane.agent.nic.sim.Endpoint.Outcome;
import io.spinlane.agent.nic.sim.SimPlan.Target;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FrameMemory;
import io.spinlane.agent.packet.FramePool;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The conversations whose frames arrive in one receive queue, and the machines' side of them.
 *
 * <p>The polling core and the cores that transmit to these conversations take turns by this
 * object's lock: for one poll, or for one frame.
 */
final class SimQueue {
  /** Time after which a machine gives up resolving its next hop. */
  private static final long UNREACHABLE_NS = TimeUnit.SECONDS.toNanos(3);

  /** Time between two looks at whether the next hop has been resolved. */
  private static final long LOOK_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(1);

  /** New conversations a poll begins at most. */
  private static final int BURST = 32;

  private static final int PORT_ATTEMPTS = 8;

  final SimCounters counters = new SimCounters();
  private final int mtuBytes;
  private final LongSupplier clockNs;
  private final ConversationTable table;
  private final ArrayDeque<Conversation> ready;
  private final TimerWheel timers;
  private final Arrivals arrivals;
  private final Answers answers;
  private final AddressBook book;
  private final Addresses answer;
  private final Segment in = new Segment();
  private final Segment out = new Segment();
  private SimPlan adopted;
  private int identification;

  SimQueue(
      SimConfig config,
      int number,
      int slots,
      SimPlan plan,
      LongSupplier clockNs,
      AddressBook book) {
    this.mtuBytes = config.mtuBytes();
    this.clockNs = clockNs;
    this.book = book;
    this.answer = new Addresses(book);
    this.table = new ConversationTable(slots, book);
    this.ready = new ArrayDeque<>(slots + 1);
    this.timers = new TimerWheel(clockNs.getAsLong());
    this.arrivals = new Arrivals(config.seed(), number, config.queues());
    this.answers = new Answers(mtuBytes + Frames.ETHERNET_BYTES);
    arrivals.adopt(plan, clockNs.getAsLong());
    this.adopted = plan;
  }

  /** Makes the frames that are due. */
  synchronized int receive(SimPlan plan, FrameBatch batch, FramePool pool) {
    long nowNs = clockNs.getAsLong();
    adopt(plan, nowNs);
    for (Conversation due = timers.next(nowNs); due != null; due = timers.next(nowNs)) {
      due.endpoint.elapse(nowNs);
      makeReady(due);
      settle(due);
    }
    for (int i = 0; i < BURST && arrivals.next(nowNs); i++) {
      open(plan);
    }
    int appended = 0;
    while (!batch.isFull() && !(ready.isEmpty() && answers.isEmpty())) {
      int frame = pool.take();
      if (frame == Frame.NONE) {
        break;
      }
      int length = produce(plan, FrameMemory.base(frame) + Frame.HEADROOM_BYTES, nowNs);
      if (length == 0) {
        pool.give(frame);
        break;
      }
      Frame.fill(frame, Frame.HEADROOM_BYTES, length);
      batch.add(frame);
      appended++;
    }
    return appended;
  }

  @SuppressWarnings("ReferenceEquality") // Asked with every frame: a plan is what was published.
  private void adopt(SimPlan plan, long nowNs) {
    if (plan == adopted) {
      return;
    }
    adopted = plan;
    arrivals.adopt(plan, nowNs);
    for (int bucket = 0; bucket < table.buckets(); bucket++) {
      Conversation next = table.first(bucket);
      while (next != null) {
        Conversation conversation = next;
        next = conversation.nextInBucket;
        Host host = plan.hosts().find(conversation.addresses.localAddress);
        if (host == null) {
          finish(conversation, Outcome.FAILED); // Its machine is gone.
        } else {
          place(conversation, plan, host);
        }
      }
    }
  }

  private static void place(Conversation conversation, SimPlan plan, Host host) {
    conversation.addresses.localMac = host.mac();
    conversation.station = host.station();
    conversation.nextHop = plan.gateway(host.address());
    for (int i = 0; conversation.client && i < plan.targets().size(); i++) {
      Target target = plan.targets().get(i);
      if (target.address() == conversation.addresses.remoteAddress) {
        conversation.nextHop = target.nextHop();
      }
    }
  }

  private void open(SimPlan plan) {
    Target target = arrivals.target(plan);
    int client = arrivals.client(target);
    Host host = plan.clients().get(client);
    int port = arrivals.destinationPort(target.ports());
    int hash =
        Toeplitz.addresses(host.address(), target.address()) ^ Toeplitz.destinationPort(port);
    int protocol = target.protocol();
    for (int attempt = 0; attempt < PORT_ATTEMPTS; attempt++) {
      int own = arrivals.sourcePort(client, hash);
      if (own != 0 && table.find(protocol, host.address(), own, target.address(), port) == null) {
        begin(table.add(protocol, host.address(), own, target.address(), port), plan, host);
        return;
      }
    }
    counters.count(SimStatistic.SLOTS_EXHAUSTED);
  }

  private void begin(@Nullable Conversation slot, SimPlan plan, Host host) {
    if (slot == null) {
      counters.count(SimStatistic.SLOTS_EXHAUSTED);
      return;
    }
    slot.client = true;
    slot.unreachableNs = Endpoint.NEVER;
    place(slot, plan, host);
    if (slot.protocol == Frames.TCP) {
      slot.tcp.connect(
          arrivals.initialSequence(),
          mtuBytes - slot.addresses.headerBytes() - Frames.TCP_BYTES,
          plan.requestBytes());
      slot.endpoint = slot.tcp;
      counters.count(SimStatistic.CONNECTIONS_OPENED);
    } else {
      slot.udp.request(
          Math.min(
              plan.requestBytes(), mtuBytes - slot.addresses.headerBytes() - Frames.UDP_BYTES));
      slot.endpoint = slot.udp;
      counters.count(SimStatistic.EXCHANGES_OPENED);
    }
    makeReady(slot);
    settle(slot);
  }

  /** Writes the next frame there is and returns its length; 0: there is none. */
  private int produce(SimPlan plan, long at, long nowNs) {
    if (!answers.isEmpty()) {
      return answers.take(MEMORY, at);
    }
    for (Conversation next = ready.poll(); next != null; next = ready.poll()) {
      next.ready = false;
      int length = next.live ? produce(next, plan.neighbours(), at, nowNs) : 0;
      settle(next);
      if (length > 0) {
        return length;
      }
    }
    return 0;
  }

  private int produce(Conversation from, Neighbours neighbours, long at, long nowNs) {
    long mac = from.nextHop < 0 ? 0 : neighbours.mac(from.station, from.nextHop);
    if (mac == 0) {
      return resolve(from, neighbours, at, nowNs);
    }
    from.unreachableNs = Endpoint.NEVER;
    from.addresses.remoteMac = mac;
    if (!from.endpoint.send(out, nowNs)) {
      return 0;
    }
    if (out.repeated) {
      counters.count(SimStatistic.REPETITIONS);
    }
    makeReady(from); // There may be more, but others come first.
    MemorySegment stream = from.client ? Payload.REQUEST : Payload.RESPONSE;
    identification++;
    return from.protocol == Frames.TCP
        ? Frames.tcp(MEMORY, at, from.addresses, identification, out, stream)
        : Frames.udp(MEMORY, at, from.addresses, identification, out.payloadBytes, stream);
  }

  private int resolve(Conversation from, Neighbours neighbours, long at, long nowNs) {
    if (from.unreachableNs == Endpoint.NEVER) {
      from.unreachableNs = nowNs + UNREACHABLE_NS;
    } else if (from.unreachableNs - nowNs <= 0) {
      finish(from, Outcome.FAILED);
      return 0;
    }
    timers.schedule(from, nowNs + LOOK_AGAIN_NS);
    if (from.nextHop < 0 || !neighbours.claimQuestion(from.station, from.nextHop, nowNs)) {
      return 0;
    }
    if (from.addresses.areIpv6()) {
      return ask(from, neighbours, at);
    }
    return Frames.arp(
        MEMORY,
        at,
        Frames.BROADCAST,
        Frames.ARP_REQUEST,
        from.addresses.localMac,
        neighbours.stationAddress(from.station),
        0,
        neighbours.address(from.nextHop));
  }

  /** In the name of the station, which is the router's for those who live behind one. */
  private int ask(Conversation from, Neighbours neighbours, long at) {
    int target = neighbours.address(from.nextHop);
    answer.set(neighbours.stationAddress(from.station), 0, target, 0);
    answer.localMac = from.addresses.localMac;
    answer.remoteMac = 0;
    return Frames.neighbour(MEMORY, at, Frames.SOLICITATION, answer, target);
  }

  private void makeReady(Conversation conversation) {
    if (!conversation.ready) {
      conversation.ready = true;
      ready.add(conversation);
    }
  }

  /** After any change: ends it, or has it looked at again. */
  private void settle(Conversation conversation) {
    if (!conversation.live) {
      return;
    }
    if (conversation.endpoint.closed()) {
      finish(conversation, conversation.endpoint.outcome());
    } else {
      timers.schedule(conversation, conversation.endpoint.deadlineNs());
    }
  }

  private void finish(Conversation conversation, Outcome outcome) {
    timers.cancel(conversation);
    table.remove(conversation);
    boolean tcp = conversation.protocol == Frames.TCP;
    if (!conversation.client) {
      counters.add(SimStatistic.SERVER_BYTES_RECEIVED, conversation.endpoint.receivedBytes());
      return;
    }
    counters.add(SimStatistic.CLIENT_BYTES_RECEIVED, conversation.endpoint.receivedBytes());
    counters.count(
        switch (outcome) {
          case COMPLETED ->
              tcp ? SimStatistic.CONNECTIONS_COMPLETED : SimStatistic.EXCHANGES_COMPLETED;
          case RESET -> SimStatistic.CONNECTIONS_RESET;
          case TIMED_OUT ->
              tcp ? SimStatistic.CONNECTIONS_TIMED_OUT : SimStatistic.EXCHANGES_TIMED_OUT;
          case OPEN, FAILED ->
              tcp ? SimStatistic.CONNECTIONS_FAILED : SimStatistic.EXCHANGES_FAILED;
        });
  }

  /** A frame of the switch reaches the machines. */
  synchronized void deliver(SimPlan plan, int frame) {
    long nowNs = clockNs.getAsLong();
    adopt(plan, nowNs);
    long at = Frame.data(frame);
    int length = Frame.length(frame);
    boolean understood =
        switch (length < Frames.LAYER_4 ? 0 : Bytes.u16(MEMORY, at + 12)) {
          case Frames.TYPE_ARP -> deliverArp(plan, at, length);
          case Frames.TYPE_IPV4 -> deliverIpv4(plan, at, length, nowNs);
          case Frames.TYPE_IPV6 -> deliverIpv6(plan, at, length, nowNs);
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

  private boolean deliverIpv4(SimPlan plan, long at, int length, long nowNs) {
    long ip = at + Frames.ETHERNET_BYTES;
    int header = (Bytes.u8(MEMORY, ip) & 15) * 4;
    int total = Bytes.u16(MEMORY, ip + 2);
    boolean sound =
        Bytes.u8(MEMORY, ip) >>> 4 == 4
            && header >= Frames.IPV4_BYTES
            && total >= header
            && total <= length - Frames.ETHERNET_BYTES
            && (Bytes.u16(MEMORY, ip + 6) & 0x3fff) == 0; // Machines here do not reassemble.
    if (!sound) {
      return false;
    }
    if (Bytes.sum(MEMORY, ip, header, 0) != 0xffff) {
      counters.count(SimStatistic.CHECKSUM_ERRORS);
      return true;
    }
    int protocol = Bytes.u8(MEMORY, ip + 9);
    int source = Bytes.i32(MEMORY, ip + 12);
    int destination = Bytes.i32(MEMORY, ip + 16);
    return protocol != Frames.ICMP6
        && deliver(plan, at, source, destination, protocol, ip + header, total - header, nowNs);
  }

  private boolean deliverIpv6(SimPlan plan, long at, int length, long nowNs) {
    long ip = at + Frames.ETHERNET_BYTES;
    long payload = ip + Frames.IPV6_BYTES;
    boolean whole = length >= Frames.ETHERNET_BYTES + Frames.IPV6_BYTES;
    int bytes = whole ? Bytes.u16(MEMORY, ip + 4) : 0;
    boolean sound =
        whole
            && Bytes.u8(MEMORY, ip) >>> 4 == 6
            && bytes <= length - Frames.ETHERNET_BYTES - Frames.IPV6_BYTES;
    if (!sound) {
      return false;
    }
    int protocol = Bytes.u8(MEMORY, ip + 6); // Nobody here sends extension headers.
    boolean neighbour =
        protocol == Frames.ICMP6
            && bytes >= Frames.NEIGHBOUR_BYTES
            && (Bytes.u8(MEMORY, payload) == Frames.SOLICITATION
                || Bytes.u8(MEMORY, payload) == Frames.ADVERTISEMENT);
    if (neighbour) {
      return deliverNeighbour(plan, at, payload, bytes);
    }
    return protocol != Frames.ICMP
        && deliver(plan, at, number(ip + 8), number(ip + 24), protocol, payload, bytes, nowNs);
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

  private boolean deliver(
      SimPlan plan,
      long at,
      int source,
      int destination,
      int protocol,
      long payload,
      int bytes,
      long nowNs) {
    Host host = plan.hosts().find(destination);
    if (host == null || Bytes.u48(MEMORY, at) != host.mac()) {
      return false;
    }
    answer.set(host.address(), 0, source, 0);
    answer.localMac = host.mac();
    answer.remoteMac = Bytes.u48(MEMORY, at + 6);
    return switch (protocol) {
      case Frames.TCP -> deliverTcp(plan, host, payload, bytes, nowNs);
      case Frames.UDP -> deliverUdp(plan, host, payload, bytes, nowNs);
      case Frames.ICMP, Frames.ICMP6 -> deliverIcmp(protocol, payload, bytes);
      default -> false;
    };
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
    Conversation known =
        table.find(
            Frames.TCP,
            answer.localAddress,
            answer.localPort,
            answer.remoteAddress,
            answer.remotePort);
    if (known != null && known.tcp.givesWayTo(in)) {
      finish(known, known.tcp.outcome());
      known = null;
    }
    if (known != null) {
      if (known.tcp.receive(in, nowNs)) {
        reset();
      }
      makeReady(known);
      settle(known);
    } else if (in.isFirst() && host.tcp().contain(answer.localPort)) {
      accept(plan, host);
    } else if (!in.has(Segment.RST)) {
      reset();
    }
    return true;
  }

  private void accept(SimPlan plan, Host host) {
    Conversation slot = serve(Frames.TCP, plan, host);
    if (slot != null) {
      slot.tcp.accept(
          in,
          arrivals.initialSequence(),
          mtuBytes - slot.addresses.headerBytes() - Frames.TCP_BYTES,
          plan.responseBytes(),
          plan.thinkNs());
      slot.endpoint = slot.tcp;
      makeReady(slot);
      settle(slot);
    }
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
    int request = bytes - Frames.UDP_BYTES;
    Conversation known =
        table.find(
            Frames.UDP,
            answer.localAddress,
            answer.localPort,
            answer.remoteAddress,
            answer.remotePort);
    if (known != null) {
      known.udp.receive(request);
      settle(known);
      return true;
    }
    if (!host.udp().contain(answer.localPort)) {
      return false;
    }
    Conversation slot = serve(Frames.UDP, plan, host);
    if (slot != null) {
      int reply =
          Math.min(
              plan.responseBytes(), mtuBytes - slot.addresses.headerBytes() - Frames.UDP_BYTES);
      slot.udp.reply(request, reply, nowNs + plan.thinkNs(), nowNs);
      slot.endpoint = slot.udp;
      makeReady(slot);
      settle(slot);
    }
    return true;
  }

  /** A slot for a server's side of what {@link #answer} names; null when there is none. */
  private @Nullable Conversation serve(int protocol, SimPlan plan, Host host) {
    Conversation slot =
        table.add(
            protocol,
            answer.localAddress,
            answer.localPort,
            answer.remoteAddress,
            answer.remotePort);
    if (slot == null) {
      counters.count(SimStatistic.SLOTS_EXHAUSTED);
      return null;
    }
    slot.client = false;
    slot.unreachableNs = Endpoint.NEVER;
    place(slot, plan, host);
    counters.count(SimStatistic.SERVED);
    host.served().getAndIncrement();
    return slot;
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

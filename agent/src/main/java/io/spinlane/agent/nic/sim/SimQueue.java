package io.spinlane.agent.nic.sim;

import io.spinlane.agent.nic.sim.Endpoint.Outcome;
import io.spinlane.agent.nic.sim.SimPlan.Target;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FrameMemory;
import io.spinlane.agent.packet.FramePool;
import java.util.ArrayDeque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The conversations whose frames arrive in one receive queue, and the machines' side of them.
 *
 * <p>The polling core and the cores that transmit to these conversations take turns by this
 * object's lock: for one poll, or for one frame.
 */
final class SimQueue {
  /** The way from servers to clients that does not lead through the switch. */
  interface Past {
    /** Carries what a conversation sends to the machine it is for, if there is one. */
    void carry(Conversation from, Segment out);
  }

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
  private final Inbound inbound;
  private final Outbound outbound;
  private final Mail mail = new Mail();
  private final Addresses mailed;
  private final Segment in = new Segment();
  private SimPlan adopted;

  SimQueue(
      SimConfig config,
      int number,
      int slots,
      SimPlan plan,
      LongSupplier clockNs,
      AddressBook book,
      Past past) {
    this.mtuBytes = config.mtuBytes();
    this.clockNs = clockNs;
    this.mailed = new Addresses(book);
    this.table = new ConversationTable(slots, book);
    this.ready = new ArrayDeque<>(slots + 1);
    this.timers = new TimerWheel(clockNs.getAsLong());
    this.arrivals = new Arrivals(config.seed(), number, config.queues());
    this.answers = new Answers(mtuBytes + Frames.ETHERNET_BYTES);
    this.inbound = new Inbound(this, counters, book, answers);
    this.outbound = new Outbound(this, counters, book, answers, past);
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
    while (mail.take(mailed, in)) {
      Host host = plan.hosts().find(mailed.localAddress);
      if (host != null && mail.protocol() == Frames.TCP) {
        boolean _ = receiveSegment(plan, host, mailed, in, nowNs);
      } else if (host != null) {
        boolean _ = receiveDatagram(plan, host, mailed, in.payloadBytes, nowNs);
      }
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
      int length = outbound.produce(plan, FrameMemory.base(frame) + Frame.HEADROOM_BYTES, nowNs);
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
        Host host = plan.hosts().find(conversation.machine);
        if (host == null || !host.owns(conversation.addresses.localAddress)) {
          finish(conversation, Outcome.FAILED); // Its machine is gone.
        } else {
          place(conversation, plan, host);
        }
      }
    }
  }

  private static void place(Conversation conversation, SimPlan plan, Host host) {
    conversation.machine = host.address();
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

  /** Whose turn it is; null when nobody waits for one. */
  @Nullable Conversation nextReady() {
    Conversation next = ready.poll();
    if (next != null) {
      next.ready = false;
    }
    return next;
  }

  /** Has a conversation looked at again at some time. */
  void lookAgain(Conversation conversation, long atNs) {
    timers.schedule(conversation, atNs);
  }

  /** Gives a conversation another turn. */
  void makeReady(Conversation conversation) {
    if (!conversation.ready) {
      conversation.ready = true;
      ready.add(conversation);
    }
  }

  /** After any change: ends it, or has it looked at again. */
  void settle(Conversation conversation) {
    if (!conversation.live) {
      return;
    }
    if (conversation.endpoint.closed()) {
      finish(conversation, conversation.endpoint.outcome());
    } else {
      timers.schedule(conversation, conversation.endpoint.deadlineNs());
    }
  }

  /** Ends it, and counts how it went. */
  void finish(Conversation conversation, Outcome outcome) {
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

  /** What was carried past the switch arrives with the next poll. Any thread, no other lock. */
  void post(Conversation from, Segment what) {
    mail.put(from, what);
  }

  /** A frame of the switch reaches the machines. */
  synchronized void deliver(SimPlan plan, int frame) {
    long nowNs = clockNs.getAsLong();
    adopt(plan, nowNs);
    inbound.deliver(plan, frame, nowNs);
  }

  /**
   * A segment has arrived, whole and for a machine here.
   *
   * @return whether it must be answered with a reset
   */
  boolean receiveSegment(SimPlan plan, Host host, Addresses addresses, Segment in, long nowNs) {
    Conversation known =
        table.find(
            Frames.TCP,
            addresses.localAddress,
            addresses.localPort,
            addresses.remoteAddress,
            addresses.remotePort);
    if (known != null && known.tcp.givesWayTo(in)) {
      finish(known, known.tcp.outcome());
      known = null;
    }
    if (known != null) {
      boolean resets = known.tcp.receive(in, nowNs);
      makeReady(known);
      settle(known);
      return resets;
    }
    if (in.isFirst() && host.tcp().contain(addresses.localPort)) {
      accept(plan, host, addresses, in);
      return false;
    }
    return !in.has(Segment.RST);
  }

  private void accept(SimPlan plan, Host host, Addresses addresses, Segment in) {
    Conversation slot = serve(Frames.TCP, plan, host, addresses);
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

  /** A datagram has arrived; false when nobody here wants it. */
  boolean receiveDatagram(SimPlan plan, Host host, Addresses addresses, int bytes, long nowNs) {
    Conversation known =
        table.find(
            Frames.UDP,
            addresses.localAddress,
            addresses.localPort,
            addresses.remoteAddress,
            addresses.remotePort);
    if (known != null) {
      known.udp.receive(bytes);
      settle(known);
      return true;
    }
    if (!host.udp().contain(addresses.localPort)) {
      return false;
    }
    Conversation slot = serve(Frames.UDP, plan, host, addresses);
    if (slot != null) {
      int most = mtuBytes - addresses.headerBytes() - Frames.UDP_BYTES;
      int reply = Math.min(plan.responseBytes(), most);
      slot.udp.reply(bytes, reply, nowNs + plan.thinkNs(), nowNs);
      slot.endpoint = slot.udp;
      makeReady(slot);
      settle(slot);
    }
    return true;
  }

  /** A slot for a server's side of a conversation; null when there is none. */
  private @Nullable Conversation serve(int protocol, SimPlan plan, Host host, Addresses addresses) {
    Conversation slot =
        table.add(
            protocol,
            addresses.localAddress,
            addresses.localPort,
            addresses.remoteAddress,
            addresses.remotePort);
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
}

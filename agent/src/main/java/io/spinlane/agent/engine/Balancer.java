package io.spinlane.agent.engine;

import io.spinlane.agent.balance.Connection;
import io.spinlane.agent.balance.ConnectionFlags;
import io.spinlane.agent.balance.ConnectionTable;
import io.spinlane.agent.packet.Ipv4;
import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.plan.Plan;
import io.spinlane.agent.plan.ServicePlan;
import io.spinlane.agent.telemetry.CoreCounter;

/**
 * Steps 3 and 4, the packet filter: is it a service? a known connection? What is not goes to the
 * {@link Acceptor}, what is goes on its way by the {@link Passage}.
 *
 * <p>What belongs to no service or connection is refused: TCP for an address of the switch gets a
 * reset, everything else is dropped. A packet from a back-end of no known connection is dropped
 * silently, since on a device shared with the host it may well be the host's.
 */
final class Balancer {
  /** Above so many entries the tags are larger than the second cache. */
  private static final int STAGED_ENTRIES = 1 << 19;

  private final CoreContext context;
  private final ConnectionTable table;
  private final LocalEnds localEnds;
  private final Fragments fragments;
  private final Admission admission;
  private final Acceptor acceptor;
  private final Tracker tracker;
  private final Overflow overflow;
  private final Responder responder;
  private final Passage passage;
  private final Connection connection = new Connection();
  private final boolean staged;

  /** Keeps the loads of the staging pass alive. */
  @SuppressWarnings("UnusedVariable")
  private long touched;

  Balancer(
      CoreContext context,
      ConnectionTable table,
      LocalEnds localEnds,
      Fragments fragments,
      Admission admission,
      Acceptor acceptor,
      Tracker tracker,
      Overflow overflow,
      Responder responder,
      Passage passage) {
    this.context = context;
    this.table = table;
    this.localEnds = localEnds;
    this.fragments = fragments;
    this.admission = admission;
    this.acceptor = acceptor;
    this.tracker = tracker;
    this.overflow = overflow;
    this.responder = responder;
    this.passage = passage;
    this.staged = table.entries() > STAGED_ENTRIES;
  }

  /** Takes all TCP and UDP packets of one poll. */
  void balance(PacketBatch packets, int nicRow) {
    findServices(packets);
    findFirst(packets);
    for (int i = 0; i < packets.count; i++) {
      if (packets.part(i) == PacketBatch.LATER) {
        follow(packets, i, nicRow);
      } else if (packets.service(i) >= 0) {
        fromClient(packets, i, nicRow);
      } else {
        fromServer(packets, i, nicRow);
      }
    }
  }

  /** Looks all services up, and says where each connection would be. */
  private void findServices(PacketBatch packets) {
    Plan plan = context.plan;
    long lastHigh = 0;
    long lastLow = 0;
    int lastKey = -1;
    int service = -1;
    for (int i = 0; i < packets.count; i++) {
      long high = packets.destinationHigh(i);
      long low = packets.destinationLow(i);
      int protocol = packets.protocol(i);
      int key = packets.destinationPort(i) << Byte.SIZE | protocol;
      if (key != lastKey || low != lastLow || high != lastHigh) {
        service = plan.findService(high, low, protocol, packets.destinationPort(i));
        lastHigh = high;
        lastLow = low;
        lastKey = key;
      }
      packets.service(i, service);
      packets.hash(
          i,
          service >= 0
              ? table.hash(
                  packets.sourceHigh(i),
                  packets.sourceLow(i),
                  Connection.clientPart(packets.sourcePort(i), protocol))
              : table.hash(high, low, Connection.clientPart(packets.destinationPort(i), protocol)));
    }
  }

  /**
   * Says which entry to try first for each packet, and brings it into the cache. Loops of their own
   * with next to nothing in them: so short that the processor has all of a batch's cache misses
   * under way at once, first those of the tags, then those of the entries.
   */
  private void findFirst(PacketBatch packets) {
    long sum = 0;
    if (staged) {
      for (int i = 0; i < packets.count; i++) {
        sum += table.touchTags(packets.hash(i));
      }
    }
    for (int i = 0; i < packets.count; i++) {
      int first = table.first(packets.hash(i));
      packets.first(i, first);
    }
    for (int i = 0; i < packets.count; i++) {
      sum += table.touch(Math.max(0, packets.first(i)));
    }
    touched += sum;
  }

  private void fromClient(PacketBatch packets, int i, int nicRow) {
    Plan plan = context.plan;
    int service = packets.service(i);
    if (!plan.isOpen(service) && !admission.admits(packets, i, context.service(service))) {
      return;
    }
    int vip = plan.vip(service);
    long flow =
        Connection.flow(
            packets.sourcePort(i), vip, packets.destinationPort(i), packets.protocol(i));
    if (!table.findForward(
        packets.hash(i),
        packets.first(i),
        packets.sourceHigh(i),
        packets.sourceLow(i),
        flow,
        connection)) {
      acceptor.begin(packets, i, nicRow, context.service(service), flow, connection);
      return;
    }
    if (context.plan.cuts(connection.backend)) {
      admission.refuse(packets, i, nicRow, CoreCounter.DROP_BACKEND_MAINTENANCE);
    } else if ((connection.flags & ConnectionFlags.KILLED) != 0) {
      end(packets, i, nicRow, context.service(service), flow);
    } else if (Tracker.isOpening(packets.flags(i)) && Tracker.isClosing(connection.flags)) {
      reopen(packets, i, nicRow, context.service(service), flow);
    } else {
      tracker.fromClient(connection, packets.flags(i));
      passage.toBackend(packets, i, connection, nicRow);
    }
  }

  private void fromServer(PacketBatch packets, int i, int nicRow) {
    if (!findReply(packets, i)) {
      if (answers(packets, i)) {
        passage.toClient(packets, i, connection, nicRow);
        return;
      }
      boolean local = context.plan.isLocal(packets.destinationHigh(i), packets.destinationLow(i));
      if (local && packets.protocol(i) == Ipv4.PROTOCOL_TCP) {
        responder.reset(packets, i, nicRow, CoreCounter.DROP_NO_SERVICE);
      } else {
        context.drop(
            packets.frame(i), local ? CoreCounter.DROP_NO_SERVICE : CoreCounter.DROP_NOT_OURS);
      }
      return;
    }
    tracker.fromServer(connection, packets.flags(i));
    passage.toClient(packets, i, connection, nicRow);
  }

  /** A fragment without ports goes where the first one of its packet went. */
  private void follow(PacketBatch packets, int i, int nicRow) {
    if (!fragments.find(packets, i, connection) || context.plan.cuts(connection.backend)) {
      context.drop(packets.frame(i), CoreCounter.DROP_FRAGMENT_UNKNOWN);
      return;
    }
    table.seen(connection.entry, context.nowMs);
    if (!fragments.isFromClient(packets, i, connection)) {
      passage.toClient(packets, i, connection, nicRow);
      return;
    }
    packets.service(i, connection.service);
    ServicePlan service = context.plan.service(connection.service);
    if (service == null || admission.admits(packets, i, service)) {
      passage.toBackend(packets, i, connection, nicRow);
    }
  }

  /** The connection of a packet from a back-end: by the client in NAT, else by the local port. */
  private boolean findReply(PacketBatch packets, int i) {
    int protocol = packets.protocol(i);
    return table.findReverse(
            packets.hash(i),
            packets.first(i),
            packets.destinationHigh(i),
            packets.destinationLow(i),
            Connection.clientPart(packets.destinationPort(i), protocol),
            packets.sourceHigh(i),
            packets.sourceLow(i),
            packets.sourcePort(i),
            connection)
        || localEnds.find(
            packets.destinationHigh(i),
            packets.destinationLow(i),
            packets.destinationPort(i),
            packets.sourceHigh(i),
            packets.sourceLow(i),
            packets.sourcePort(i),
            protocol,
            connection);
  }

  /** Whether a packet from a back-end is of a flow that is not remembered; fills it in. */
  private boolean answers(PacketBatch packets, int i) {
    Plan plan = context.plan;
    if (plan.newPerSecond() == 0 || packets.part(i) != PacketBatch.WHOLE) {
      return false;
    }
    int protocol = packets.protocol(i);
    int answer =
        plan.findAnswering(
            packets.sourceHigh(i), packets.sourceLow(i), protocol, packets.sourcePort(i));
    if (answer < 0) {
      return false;
    }
    ServicePlan service = context.service(Plan.answeringService(answer));
    if (!overflow.concerns(service)) {
      return false;
    }
    connection.flags = service.mode();
    connection.clientHigh = packets.destinationHigh(i);
    connection.clientLow = packets.destinationLow(i);
    connection.flow =
        Connection.flow(
            packets.destinationPort(i), service.vip(), service.statelessPort(), protocol);
    connection.service = service.row();
    connection.backend = Plan.answeringBackend(answer);
    overflow.passed(service);
    context.count(CoreCounter.STATELESS_PACKETS);
    return true;
  }

  /**
   * A packet of a connection that an operator has ended. The client is reset; it then resets what
   * the back-end still sends, which tells the back-end.
   */
  private void end(PacketBatch packets, int i, int nicRow, ServicePlan service, long flow) {
    if (Tracker.isOpening(packets.flags(i))) {
      table.raise(connection.entry, ConnectionFlags.DOOMED);
      acceptor.begin(packets, i, nicRow, service, flow, connection);
    } else if ((packets.flags(i) & Tcp.RST) != 0) {
      passage.toBackend(packets, i, connection, nicRow);
    } else {
      admission.refuse(packets, i, nicRow, CoreCounter.DROP_CONNECTION_KILLED);
    }
  }

  /** A SYN on a closing flow: the client has begun anew with the same port. */
  private void reopen(PacketBatch packets, int i, int nicRow, ServicePlan service, long flow) {
    if (connection.service == service.row()
        && connection.mode() == service.mode()
        && !service.synCookies()
        && service.candidates().takes(connection.backend)) {
      if (!admission.admitsConnection(packets, i, service)) {
        return;
      }
      table.restart(connection.entry, context.nowMs);
      acceptor.countNew(connection);
      passage.toBackend(packets, i, connection, nicRow);
    } else {
      table.raise(connection.entry, ConnectionFlags.DOOMED);
      acceptor.begin(packets, i, nicRow, service, flow, connection);
    }
  }
}

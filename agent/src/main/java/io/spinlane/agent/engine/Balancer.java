package io.spinlane.agent.engine;

import io.spinlane.agent.balance.Connection;
import io.spinlane.agent.balance.ConnectionTable;
import io.spinlane.agent.balance.ExpiryWheel;
import io.spinlane.agent.balance.Maglev;
import io.spinlane.agent.balance.SourceRates;
import io.spinlane.agent.packet.Address;
import io.spinlane.agent.packet.Ipv4;
import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.plan.BackendPlan;
import io.spinlane.agent.plan.Plan;
import io.spinlane.agent.plan.ServicePlan;
import io.spinlane.agent.telemetry.BackendCounter;
import io.spinlane.agent.telemetry.CoreCounter;
import io.spinlane.agent.telemetry.ServiceCounter;
import org.jspecify.annotations.Nullable;

/**
 * Steps 3 to 6, the packet filter: is it a service? a known connection? else who serves it? Keeps
 * the state of connections, and hands packets with their back-end to the {@link Rewriter}.
 *
 * <p>What belongs to no service or connection is refused: TCP for an address of the switch gets a
 * reset, everything else is dropped. A packet from a back-end of no known connection is dropped
 * silently, since on a device shared with the host it may well be the host's.
 */
final class Balancer implements ExpiryWheel.Judge {
  /** Above so many entries the tags are larger than the second cache. */
  private static final int STAGED_ENTRIES = 1 << 19;

  private static final int RESET_TIMEOUT_MS = 1_000;

  private final CoreContext context;
  private final ConnectionTable table;
  private final ExpiryWheel wheel;
  private final Rewriter rewriter;
  private final SynProxy proxy;
  private final Responder responder;
  private final BackendChooser chooser;
  private final LocalEnds localEnds;
  private final Fragments fragments;
  private final SourceRates rates;
  private final Overflow overflow;
  private final Connection connection = new Connection();
  private final Connection victim = new Connection();
  private final boolean staged;

  /** Keeps the loads of the staging pass alive. */
  @SuppressWarnings("UnusedVariable")
  private long touched;

  Balancer(
      CoreContext context,
      ConnectionTable table,
      LocalEnds localEnds,
      Fragments fragments,
      SourceRates rates,
      ExpiryWheel wheel,
      Rewriter rewriter,
      SynProxy proxy,
      Responder responder,
      BackendChooser chooser,
      Overflow overflow) {
    this.context = context;
    this.table = table;
    this.localEnds = localEnds;
    this.fragments = fragments;
    this.rates = rates;
    this.wheel = wheel;
    this.rewriter = rewriter;
    this.proxy = proxy;
    this.responder = responder;
    this.chooser = chooser;
    this.overflow = overflow;
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
   * Says which entry to try first for each packet. Loops of their own with next to nothing in them:
   * so short that the processor has all of a batch's cache misses under way at once, first those of
   * the tags, then those of the entries.
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
      sum += table.touch(Math.max(0, first));
    }
    touched += sum;
  }

  private void fromClient(PacketBatch packets, int i, int nicRow) {
    ServicePlan service = context.service(packets.service(i));
    if (!admits(packets, i, service)) {
      return;
    }
    long flow =
        Connection.flow(
            packets.sourcePort(i), service.vip(), packets.destinationPort(i), packets.protocol(i));
    if (!table.findForward(
        packets.hash(i),
        packets.first(i),
        packets.sourceHigh(i),
        packets.sourceLow(i),
        flow,
        connection)) {
      begin(packets, i, nicRow, service, flow);
      return;
    }
    if (context.plan.cuts(connection.backend)) {
      refuse(packets, i, nicRow, CoreCounter.DROP_BACKEND_MAINTENANCE);
    } else if ((connection.flags & ConnectionTable.KILLED) != 0) {
      end(packets, i, nicRow, service, flow);
    } else if (isOpening(packets.flags(i)) && isClosing(connection.flags)) {
      reopen(packets, i, nicRow, service, flow);
    } else {
      trackClient(packets, i);
      table.seen(connection.entry, context.nowMs);
      countClient(packets.bytes(i));
      toBackend(packets, i, nicRow);
    }
  }

  /**
   * Whether the client may use the service, and is not above its ceiling. Asked for every packet,
   * so that a rule pushed in need works at once. Who is denied gets no answer, which could be
   * turned against others.
   */
  private boolean admits(PacketBatch packets, int i, ServicePlan service) {
    long high = packets.sourceHigh(i);
    long low = packets.sourceLow(i);
    if (!service.access().allows(high, low)) {
      deny(packets, i, CoreCounter.DROP_ACCESS_DENIED);
      return false;
    }
    if (!rates.takePacket(service.limits(), service.row(), high, low, context.nowNs)) {
      deny(packets, i, CoreCounter.DROP_RATE_PACKETS);
      return false;
    }
    return true;
  }

  private void deny(PacketBatch packets, int i, CoreCounter reason) {
    context.counters.services.add(packets.service(i), ServiceCounter.REFUSED, 1);
    context.drop(packets.frame(i), reason);
  }

  private void fromServer(PacketBatch packets, int i, int nicRow) {
    if (!findReply(packets, i)) {
      if (answers(packets, i)) {
        countServer(packets.bytes(i));
        rewriter.toClient(packets, i, connection, nicRow);
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
    track(packets.flags(i), ConnectionTable.FIN_SERVER | ConnectionTable.REPLIED);
    table.seen(connection.entry, context.nowMs);
    countServer(packets.bytes(i));
    toClient(packets, i, nicRow);
  }

  /** A fragment without ports goes where the first one of its packet went. */
  private void follow(PacketBatch packets, int i, int nicRow) {
    if (!fragments.find(packets, i, connection) || context.plan.cuts(connection.backend)) {
      context.drop(packets.frame(i), CoreCounter.DROP_FRAGMENT_UNKNOWN);
      return;
    }
    table.seen(connection.entry, context.nowMs);
    if (!fragments.isFromClient(packets, i, connection)) {
      countServer(packets.bytes(i));
      toClient(packets, i, nicRow);
      return;
    }
    packets.service(i, connection.service);
    ServicePlan service = context.plan.service(connection.service);
    if (service == null || admits(packets, i, service)) {
      countClient(packets.bytes(i));
      toBackend(packets, i, nicRow);
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

  private static boolean isOpening(int flags) {
    return (flags & (Tcp.SYN | Tcp.ACK | Tcp.RST)) == Tcp.SYN;
  }

  private static boolean isClosing(int flags) {
    return (flags
            & (ConnectionTable.FIN_CLIENT | ConnectionTable.FIN_SERVER | ConnectionTable.RESET))
        != 0;
  }

  private void trackClient(PacketBatch packets, int i) {
    int direction = ConnectionTable.FIN_CLIENT;
    if (connection.mode() >= ConnectionTable.MODE_DSR) {
      // The back-end answers past the switch: that the client goes on says that it does.
      direction |= ConnectionTable.REPLIED;
    }
    track(packets.flags(i), direction);
  }

  /** Sets the state flags a packet stands for; most packets change nothing. */
  private void track(int tcp, int direction) {
    int now = direction & ConnectionTable.REPLIED;
    if ((tcp & Tcp.FIN) != 0) {
      now |= direction & (ConnectionTable.FIN_CLIENT | ConnectionTable.FIN_SERVER);
    }
    if ((tcp & Tcp.RST) != 0) {
      now |= ConnectionTable.RESET;
    }
    boolean tcpAnswered =
        (tcp & (Tcp.SYN | Tcp.ACK)) == Tcp.ACK
            && ((connection.flags | now) & ConnectionTable.REPLIED) != 0
            && (direction & ConnectionTable.FIN_SERVER) == 0;
    boolean udpAnswered =
        now == ConnectionTable.REPLIED && connection.protocol() != Ipv4.PROTOCOL_TCP;
    if (tcpAnswered || udpAnswered) {
      now |= ConnectionTable.ESTABLISHED;
    }
    if ((connection.flags & now) != now) {
      table.raise(connection.entry, now);
    }
  }

  /**
   * A packet of a connection that an operator has ended. The client is reset; it then resets what
   * the back-end still sends, which tells the back-end.
   */
  private void end(PacketBatch packets, int i, int nicRow, ServicePlan service, long flow) {
    if (isOpening(packets.flags(i))) {
      table.raise(connection.entry, ConnectionTable.DOOMED);
      begin(packets, i, nicRow, service, flow);
    } else if ((packets.flags(i) & Tcp.RST) != 0) {
      countClient(packets.bytes(i));
      toBackend(packets, i, nicRow);
    } else {
      refuse(packets, i, nicRow, CoreCounter.DROP_CONNECTION_KILLED);
    }
  }

  /** A SYN on a closing flow: the client has begun anew with the same port. */
  private void reopen(PacketBatch packets, int i, int nicRow, ServicePlan service, long flow) {
    if (connection.service == service.row()
        && connection.mode() == service.mode()
        && !service.synCookies()
        && service.candidates().takes(connection.backend)) {
      table.restart(connection.entry, context.nowMs);
      countNew();
      countClient(packets.bytes(i));
      toBackend(packets, i, nicRow);
    } else {
      table.raise(connection.entry, ConnectionTable.DOOMED);
      begin(packets, i, nicRow, service, flow);
    }
  }

  private void begin(PacketBatch packets, int i, int nicRow, ServicePlan service, long flow) {
    connection.flags = service.mode();
    boolean begun = false; // Earlier, without being remembered.
    if (packets.protocol(i) == Ipv4.PROTOCOL_TCP && !isOpening(packets.flags(i))) {
      if (service.synCookies() && proxy.accepts(packets, i, connection)) {
        connection.flags |= ConnectionTable.AWAITS_BACKEND;
      } else if (overflow.concerns(service)) {
        begun = true;
        connection.flags |= ConnectionTable.REPLIED | ConnectionTable.ESTABLISHED;
      } else {
        refuse(packets, i, nicRow, CoreCounter.DROP_NOT_SYN);
        return;
      }
    } else if (service.synCookies()) {
      proxy.challenge(packets, i, nicRow);
      return;
    }
    if (Rewriter.hopsLeft(packets, i) <= 1 && service.mode() != ConnectionTable.MODE_DSR) {
      responder.expired(packets, i, nicRow);
      return;
    }
    if (!begun
        && !rates.takeConnection(
            service.limits(),
            service.row(),
            packets.sourceHigh(i),
            packets.sourceLow(i),
            context.nowNs)) {
      deny(packets, i, CoreCounter.DROP_RATE_CONNECTIONS);
      return;
    }
    boolean ends = begun && (packets.flags(i) & (Tcp.RST | Tcp.FIN)) != 0;
    boolean remembered = !ends && overflow.takesEntry();
    BackendPlan backend = select(service, packets, i, begun || !remembered);
    if (backend == null) {
      refuse(packets, i, nicRow, CoreCounter.DROP_NO_BACKEND);
      return;
    }
    describe(packets, i, service, backend, flow);
    if (!remembered && service.stateless()) {
      pass(packets, i, nicRow, service);
      return;
    }
    int entry = insert(packets.hash(i), service);
    if (entry == ConnectionTable.CONFLICT
        && table.findForward(
            packets.hash(i),
            table.first(packets.hash(i)),
            packets.sourceHigh(i),
            packets.sourceLow(i),
            flow,
            connection)) {
      // Another core has accepted the same flow in this moment.
      countClient(packets.bytes(i));
      toBackend(packets, i, nicRow);
      return;
    }
    if (entry < 0) {
      refuse(
          packets,
          i,
          nicRow,
          entry == ConnectionTable.FULL
              ? CoreCounter.DROP_TABLE_FULL
              : CoreCounter.DROP_REVERSE_CONFLICT);
      return;
    }
    if (service.mode() == ConnectionTable.MODE_FULL_NAT
        && !localEnds.claim(connection, packets.hash(i))) {
      table.raise(entry, ConnectionTable.DOOMED);
      refuse(packets, i, nicRow, CoreCounter.DROP_NO_LOCAL_PORT);
      return;
    }
    countNew();
    countClient(packets.bytes(i));
    toBackend(packets, i, nicRow);
  }

  private void describe(
      PacketBatch packets, int i, ServicePlan service, BackendPlan backend, long flow) {
    connection.clientHigh = packets.sourceHigh(i);
    connection.clientLow = packets.sourceLow(i);
    connection.flow = flow;
    connection.backendHigh = backend.high();
    connection.backendLow = backend.low();
    connection.backendPort = backend.port() == 0 ? packets.destinationPort(i) : backend.port();
    connection.service = service.row();
    connection.backend = backend.row();
    connection.owner = context.row;
  }

  /** Sends a packet on without remembering its flow. */
  private void pass(PacketBatch packets, int i, int nicRow, ServicePlan service) {
    if (packets.part(i) != PacketBatch.WHOLE) {
      context.drop(packets.frame(i), CoreCounter.DROP_FRAGMENT_UNKNOWN);
      return;
    }
    overflow.passed(service);
    context.count(CoreCounter.STATELESS_PACKETS);
    countClient(packets.bytes(i));
    rewriter.toBackend(packets, i, connection, nicRow);
  }

  private void toBackend(PacketBatch packets, int i, int nicRow) {
    if ((connection.flags & ConnectionTable.AWAITS_BACKEND) != 0) {
      proxy.toBackend(packets, i, connection, nicRow);
    } else {
      rewriter.toBackend(packets, i, connection, nicRow);
    }
  }

  private void toClient(PacketBatch packets, int i, int nicRow) {
    if ((connection.flags & ConnectionTable.AWAITS_BACKEND) != 0) {
      proxy.toClient(packets, i, connection, nicRow);
    } else {
      rewriter.toClient(packets, i, connection, nicRow);
    }
  }

  /** Puts the connection into the table and a wheel, if need be in the place of another. */
  private int insert(int hash, ServicePlan service) {
    int entry = table.insert(hash, connection, context.nowMs);
    if (entry >= 0) {
      wheel.add(entry, service.synTimeoutMs(), context.nowMs);
      countActive(connection, 1);
      return entry;
    }
    if (entry != ConnectionTable.FULL || !table.findVictim(hash, context.nowMs, victim)) {
      return entry;
    }
    int local = table.local(victim.entry);
    entry = table.replace(hash, victim, connection, context.nowMs);
    if (connection.entry == victim.entry) {
      localEnds.free(victim, local);
      context.count(CoreCounter.CONNECTIONS_EVICTED);
      countActive(victim, -1);
      countActive(connection, 1);
    }
    return entry;
  }

  /**
   * Step 5: the back-end of a new connection; null when nobody takes any.
   *
   * @param hashed by its hash alone, where the service can
   */
  private @Nullable BackendPlan select(
      ServicePlan service, PacketBatch packets, int i, boolean hashed) {
    // Of addresses and ports alone, so that every host sends a flow to the same back-end.
    long high = packets.sourceHigh(i);
    long low = packets.sourceLow(i);
    long vip = Address.mix(packets.destinationHigh(i), packets.destinationLow(i));
    long client = Maglev.mix(Address.mix(high, low) + packets.protocol(i));
    long flow = Maglev.mix(client + vip + packets.ports(i));
    int row =
        hashed && service.stateless()
            ? BackendChooser.hashed(service, high, low, flow)
            : chooser.choose(service, high, low, flow);
    return row < 0 ? null : context.plan.backend(row);
  }

  private void refuse(PacketBatch packets, int i, int nicRow, CoreCounter reason) {
    context.counters.services.add(packets.service(i), ServiceCounter.REFUSED, 1);
    if (packets.protocol(i) == Ipv4.PROTOCOL_TCP) {
      responder.reset(packets, i, nicRow, reason);
    } else {
      context.drop(packets.frame(i), reason);
    }
  }

  private void countNew() {
    context.count(CoreCounter.CONNECTIONS_NEW);
    context.counters.services.add(connection.service, ServiceCounter.CONNECTIONS_NEW, 1);
    context.counters.backends.add(connection.backend, BackendCounter.CONNECTIONS_NEW, 1);
  }

  private void countActive(Connection of, int change) {
    context.counters.services.add(of.service, ServiceCounter.CONNECTIONS_ACTIVE, change);
    context.counters.backends.add(of.backend, BackendCounter.CONNECTIONS_ACTIVE, change);
    if (change > 0) {
      chooser.opened(of.backend);
    } else {
      chooser.closed(of.backend);
    }
  }

  private void countServer(int bytes) {
    context.counters.services.add(connection.service, ServiceCounter.SERVER_PACKETS, 1);
    context.counters.services.add(connection.service, ServiceCounter.SERVER_BYTES, bytes);
    context.counters.backends.add(connection.backend, BackendCounter.SERVER_PACKETS, 1);
    context.counters.backends.add(connection.backend, BackendCounter.SERVER_BYTES, bytes);
  }

  private void countClient(int bytes) {
    context.counters.services.add(connection.service, ServiceCounter.CLIENT_PACKETS, 1);
    context.counters.services.add(connection.service, ServiceCounter.CLIENT_BYTES, bytes);
    context.counters.backends.add(connection.backend, BackendCounter.CLIENT_PACKETS, 1);
    context.counters.backends.add(connection.backend, BackendCounter.CLIENT_BYTES, bytes);
  }

  @Override
  public int timeoutMs(Connection judged) {
    ServicePlan service = context.plan.service(judged.service);
    int flags = judged.flags;
    if (service == null
        || context.plan.cuts(judged.backend)
        || (flags & ConnectionTable.DOOMED) != 0) {
      return 0;
    }
    chooser.remember(service, judged.clientHigh, judged.clientLow);
    if ((flags & (ConnectionTable.RESET | ConnectionTable.KILLED)) != 0) {
      return RESET_TIMEOUT_MS;
    }
    if (isClosing(flags)) {
      return service.finTimeoutMs();
    }
    return (flags & ConnectionTable.ESTABLISHED) != 0
        ? service.establishedTimeoutMs()
        : service.synTimeoutMs();
  }

  @Override
  public void removed(Connection forgotten) {
    boolean cut =
        context.plan.service(forgotten.service) == null || context.plan.cuts(forgotten.backend);
    context.count(cut ? CoreCounter.CONNECTIONS_CUT : CoreCounter.CONNECTIONS_FORGOTTEN);
    localEnds.free(forgotten, table.local(forgotten.entry));
    countActive(forgotten, -1);
  }

  /** Gives memory back; the core has ended. */
  void close() {
    proxy.close();
  }
}

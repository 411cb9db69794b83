package io.spinlane.agent.engine;

import io.spinlane.agent.balance.Connection;
import io.spinlane.agent.balance.ConnectionFlags;
import io.spinlane.agent.balance.ConnectionTable;
import io.spinlane.agent.balance.ExpiryWheel;
import io.spinlane.agent.balance.Maglev;
import io.spinlane.agent.packet.Address;
import io.spinlane.agent.packet.Ipv4;
import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.plan.BackendPlan;
import io.spinlane.agent.plan.ServicePlan;
import io.spinlane.agent.telemetry.BackendCounter;
import io.spinlane.agent.telemetry.CoreCounter;
import io.spinlane.agent.telemetry.ServiceCounter;
import org.jspecify.annotations.Nullable;

/** Step 5: new connections. Chooses their back-end and puts them into the table. */
final class Acceptor {
  private final CoreContext context;
  private final ConnectionTable table;
  private final ExpiryWheel wheel;
  private final LocalEnds localEnds;
  private final Tracker tracker;
  private final BackendChooser chooser;
  private final Overflow overflow;
  private final Admission admission;
  private final SynProxy proxy;
  private final Responder responder;
  private final Passage passage;
  private final Connection victim = new Connection();

  Acceptor(
      CoreContext context,
      ConnectionTable table,
      ExpiryWheel wheel,
      LocalEnds localEnds,
      Tracker tracker,
      BackendChooser chooser,
      Overflow overflow,
      Admission admission,
      SynProxy proxy,
      Responder responder,
      Passage passage) {
    this.context = context;
    this.table = table;
    this.wheel = wheel;
    this.localEnds = localEnds;
    this.tracker = tracker;
    this.chooser = chooser;
    this.overflow = overflow;
    this.admission = admission;
    this.proxy = proxy;
    this.responder = responder;
    this.passage = passage;
  }

  /**
   * Takes the first packet of a connection, or refuses it.
   *
   * @param flow {@link Connection#flow} of the packet
   * @param connection filled in
   */
  void begin(
      PacketBatch packets,
      int i,
      int nicRow,
      ServicePlan service,
      long flow,
      Connection connection) {
    connection.flags = service.mode();
    boolean begun = false; // Earlier, without being remembered.
    if (packets.protocol(i) == Ipv4.PROTOCOL_TCP && !Tracker.isOpening(packets.flags(i))) {
      if (service.synCookies() && proxy.accepts(packets, i, connection)) {
        connection.flags |= ConnectionFlags.AWAITS_BACKEND;
      } else if (overflow.concerns(service)) {
        begun = true;
        connection.flags |= ConnectionFlags.REPLIED | ConnectionFlags.ESTABLISHED;
      } else {
        admission.refuse(packets, i, nicRow, CoreCounter.DROP_NOT_SYN);
        return;
      }
    } else if (service.synCookies()) {
      proxy.challenge(packets, i, nicRow);
      return;
    }
    if (Rewriter.hopsLeft(packets, i) <= 1 && service.mode() != ConnectionFlags.MODE_DSR) {
      responder.expired(packets, i, nicRow);
      return;
    }
    if (!begun && !admission.admitsConnection(packets, i, service)) {
      return;
    }
    boolean ends = begun && (packets.flags(i) & (Tcp.RST | Tcp.FIN)) != 0;
    boolean remembered = !ends && overflow.takesEntry();
    BackendPlan backend = select(service, packets, i, begun || !remembered);
    if (backend == null) {
      admission.refuse(packets, i, nicRow, CoreCounter.DROP_NO_BACKEND);
      return;
    }
    describe(packets, i, service, backend, flow, connection);
    if (remembered || !service.stateless()) {
      remember(packets, i, nicRow, service, connection);
    } else {
      pass(packets, i, nicRow, service, connection);
    }
  }

  private void remember(
      PacketBatch packets, int i, int nicRow, ServicePlan service, Connection connection) {
    int hash = packets.hash(i);
    int entry = insert(hash, service, connection);
    if (entry >= 0) {
      if (service.mode() != ConnectionFlags.MODE_FULL_NAT || localEnds.claim(connection, hash)) {
        countNew(connection);
        passage.toBackend(packets, i, connection, nicRow);
      } else {
        table.raise(entry, ConnectionFlags.DOOMED);
        admission.refuse(packets, i, nicRow, CoreCounter.DROP_NO_LOCAL_PORT);
      }
    } else if (entry == ConnectionTable.CONFLICT
        && table.findForward(
            hash,
            table.first(hash),
            packets.sourceHigh(i),
            packets.sourceLow(i),
            connection.flow,
            connection)) {
      // Another core has accepted the same flow in this moment.
      passage.toBackend(packets, i, connection, nicRow);
    } else {
      boolean full = entry == ConnectionTable.FULL;
      CoreCounter reason = full ? CoreCounter.DROP_TABLE_FULL : CoreCounter.DROP_REVERSE_CONFLICT;
      admission.refuse(packets, i, nicRow, reason);
    }
  }

  private void describe(
      PacketBatch packets,
      int i,
      ServicePlan service,
      BackendPlan backend,
      long flow,
      Connection connection) {
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
  private void pass(
      PacketBatch packets, int i, int nicRow, ServicePlan service, Connection connection) {
    if (packets.part(i) != PacketBatch.WHOLE) {
      context.drop(packets.frame(i), CoreCounter.DROP_FRAGMENT_UNKNOWN);
      return;
    }
    overflow.passed(service);
    context.count(CoreCounter.STATELESS_PACKETS);
    passage.toBackend(packets, i, connection, nicRow);
  }

  /** Puts the connection into the table and a wheel, if need be in the place of another. */
  private int insert(int hash, ServicePlan service, Connection connection) {
    int entry = table.insert(hash, connection, context.nowMs);
    if (entry >= 0) {
      wheel.add(entry, service.synTimeoutMs(), context.nowMs);
      tracker.opened(connection);
      return entry;
    }
    if (entry != ConnectionTable.FULL || !table.findVictim(hash, context.nowMs, victim)) {
      return entry;
    }
    int local = table.extras().local(victim.entry);
    entry = table.replace(hash, victim, connection, context.nowMs);
    if (connection.entry == victim.entry) {
      context.count(CoreCounter.CONNECTIONS_EVICTED);
      tracker.closed(victim, local);
      tracker.opened(connection);
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

  /** A connection has been accepted. */
  void countNew(Connection connection) {
    context.count(CoreCounter.CONNECTIONS_NEW);
    context.counters.services.add(connection.service, ServiceCounter.CONNECTIONS_NEW, 1);
    context.counters.backends.add(connection.backend, BackendCounter.CONNECTIONS_NEW, 1);
  }
}

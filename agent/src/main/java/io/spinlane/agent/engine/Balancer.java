package io.spinlane.agent.engine;

import io.spinlane.agent.balance.Connection;
import io.spinlane.agent.balance.ConnectionTable;
import io.spinlane.agent.balance.ExpiryWheel;
import io.spinlane.agent.balance.Maglev;
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
  /** Above so many entries the table is larger than the cache, and look-ups are staged. */
  private static final int STAGED_ENTRIES = 1 << 15;

  private static final int RESET_TIMEOUT_MS = 1_000;

  private final CoreContext context;
  private final ConnectionTable table;
  private final ExpiryWheel wheel;
  private final Rewriter rewriter;
  private final Responder responder;
  private final BackendChooser chooser;
  private final Connection connection = new Connection();
  private final boolean staged;

  /** Keeps the loads of the staging pass alive. */
  @SuppressWarnings("UnusedVariable")
  private int touched;

  Balancer(
      CoreContext context,
      ConnectionTable table,
      ExpiryWheel wheel,
      Rewriter rewriter,
      Responder responder,
      BackendChooser chooser) {
    this.context = context;
    this.table = table;
    this.wheel = wheel;
    this.rewriter = rewriter;
    this.responder = responder;
    this.chooser = chooser;
    this.staged = table.entries() > STAGED_ENTRIES;
  }

  /** Takes all TCP and UDP packets of one poll. */
  void balance(PacketBatch packets, int nicRow) {
    findServices(packets);
    for (int i = 0; i < packets.count; i++) {
      if (packets.service[i] >= 0) {
        fromClient(packets, i, nicRow);
      } else {
        fromServer(packets, i, nicRow);
      }
    }
  }

  /**
   * Looks all services up, and touches the line of each connection so that the cache misses of a
   * batch overlap.
   */
  private void findServices(PacketBatch packets) {
    Plan plan = context.plan;
    int sum = 0;
    for (int i = 0; i < packets.count; i++) {
      int protocol = packets.protocol[i];
      int service = plan.findService(packets.destination[i], protocol, packets.ports[i] & 0xffff);
      packets.service[i] = service;
      if (staged) {
        sum += table.touch(clientKey(packets, i, service >= 0));
      }
    }
    touched += sum;
  }

  private static long clientKey(PacketBatch packets, int i, boolean fromClient) {
    int ports = packets.ports[i];
    return fromClient
        ? ConnectionTable.clientKey(packets.source[i], ports >>> 16, packets.protocol[i])
        : ConnectionTable.clientKey(packets.destination[i], ports & 0xffff, packets.protocol[i]);
  }

  private void fromClient(PacketBatch packets, int i, int nicRow) {
    long client = clientKey(packets, i, true);
    long vip = ConnectionTable.serverKey(packets.destination[i], packets.ports[i] & 0xffff);
    boolean opens = isOpening(packets.flags[i]);
    if (!table.findForward(client, vip, connection)) {
      begin(packets, i, nicRow, client, vip);
      return;
    }
    if (isCut(context.plan.backend(connection.backend))) {
      refuse(packets, i, nicRow, CoreCounter.DROP_BACKEND_MAINTENANCE);
    } else if (opens && isClosing(connection.flags)) {
      reopen(packets, i, nicRow, client, vip);
    } else {
      track(packets.flags[i], ConnectionTable.FIN_CLIENT);
      table.seen(connection.entry, context.nowMs);
      countClient(packets.bytes[i]);
      rewriter.toBackend(packets, i, connection);
    }
  }

  private void fromServer(PacketBatch packets, int i, int nicRow) {
    long client = clientKey(packets, i, false);
    long backend = ConnectionTable.serverKey(packets.source[i], packets.ports[i] >>> 16);
    if (!table.findReverse(client, backend, connection)) {
      boolean local = context.plan.isLocal(packets.destination[i]);
      if (local && packets.protocol[i] == Ipv4.PROTOCOL_TCP) {
        responder.reset(packets, i, nicRow, CoreCounter.DROP_NO_SERVICE);
      } else {
        context.drop(
            packets.frames[i], local ? CoreCounter.DROP_NO_SERVICE : CoreCounter.DROP_NOT_OURS);
      }
      return;
    }
    track(packets.flags[i], ConnectionTable.FIN_SERVER | ConnectionTable.REPLIED);
    table.seen(connection.entry, context.nowMs);
    int bytes = packets.bytes[i];
    context.counters.services.add(connection.service, ServiceCounter.SERVER_PACKETS, 1);
    context.counters.services.add(connection.service, ServiceCounter.SERVER_BYTES, bytes);
    context.counters.backends.add(connection.backend, BackendCounter.SERVER_PACKETS, 1);
    context.counters.backends.add(connection.backend, BackendCounter.SERVER_BYTES, bytes);
    rewriter.toClient(packets, i, connection);
  }

  /**
   * Only maintenance cuts connections. Those of a back-end that was removed, or has another address
   * now, go on to where they began: the entry says where, and nothing new joins them.
   */
  private static boolean isCut(@Nullable BackendPlan backend) {
    return backend != null && !backend.keepsConnections();
  }

  private static boolean isOpening(int flags) {
    return (flags & (Tcp.SYN | Tcp.ACK | Tcp.RST)) == Tcp.SYN;
  }

  private static boolean isClosing(int flags) {
    return (flags
            & (ConnectionTable.FIN_CLIENT | ConnectionTable.FIN_SERVER | ConnectionTable.RESET))
        != 0;
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
    if ((tcp & (Tcp.SYN | Tcp.ACK)) == Tcp.ACK
        && (connection.flags & ConnectionTable.REPLIED) != 0) {
      now |= ConnectionTable.ESTABLISHED;
    }
    if ((connection.flags & now) != now) {
      table.raise(connection.entry, now);
    }
  }

  /** A SYN on a closing flow: the client has begun anew with the same port. */
  private void reopen(PacketBatch packets, int i, int nicRow, long client, long vip) {
    ServicePlan service = context.plan.service(connection.service);
    if (service != null && service.candidates().takes(connection.backend)) {
      table.restart(connection.entry, context.nowMs);
      countNew(connection.service, connection.backend);
      countClient(packets.bytes[i]);
      rewriter.toBackend(packets, i, connection);
    } else {
      table.raise(connection.entry, ConnectionTable.DOOMED);
      begin(packets, i, nicRow, client, vip);
    }
  }

  private void begin(PacketBatch packets, int i, int nicRow, long client, long vip) {
    if (packets.protocol[i] == Ipv4.PROTOCOL_TCP && !isOpening(packets.flags[i])) {
      refuse(packets, i, nicRow, CoreCounter.DROP_NOT_SYN);
      return;
    }
    ServicePlan service = context.plan.service(packets.service[i]);
    BackendPlan backend = service == null ? null : select(service, client, vip);
    if (service == null || backend == null) {
      refuse(packets, i, nicRow, CoreCounter.DROP_NO_BACKEND);
      return;
    }
    int port = backend.port() == 0 ? packets.ports[i] & 0xffff : backend.port();
    long backendKey = ConnectionTable.serverKey(backend.address(), port);
    int entry =
        table.insert(
            client, vip, backendKey, service.row(), backend.row(), context.row, context.nowMs);
    if (entry == ConnectionTable.CONFLICT && table.findForward(client, vip, connection)) {
      // Another core has accepted the same flow in this moment.
      countClient(packets.bytes[i]);
      rewriter.toBackend(packets, i, connection);
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
    wheel.add(entry, service.synTimeoutMs(), context.nowMs);
    connection.entry = entry;
    connection.client = client;
    connection.vip = vip;
    connection.backendKey = backendKey;
    connection.service = service.row();
    connection.backend = backend.row();
    connection.flags = 0;
    context.counters.services.add(service.row(), ServiceCounter.CONNECTIONS_ACTIVE, 1);
    context.counters.backends.add(backend.row(), BackendCounter.CONNECTIONS_ACTIVE, 1);
    chooser.opened(backend.row());
    countNew(service.row(), backend.row());
    countClient(packets.bytes[i]);
    rewriter.toBackend(packets, i, connection);
  }

  /** Step 5: the back-end of a new connection; null when nobody takes any. */
  private @Nullable BackendPlan select(ServicePlan service, long client, long vip) {
    // No seed of this host: every host sends a flow to the same back-end.
    long flowHash = Maglev.mix(Maglev.mix(client) + vip);
    int row = chooser.choose(service, 0, mapped(client), flowHash);
    return row < 0 ? null : context.plan.backend(row);
  }

  /** The low half of a client's address as IPv6 has it, ::ffff:a.b.c.d. */
  private static long mapped(long client) {
    return 0xffff_0000_0000L | (client >>> 32);
  }

  private void refuse(PacketBatch packets, int i, int nicRow, CoreCounter reason) {
    context.counters.services.add(packets.service[i], ServiceCounter.REFUSED, 1);
    if (packets.protocol[i] == Ipv4.PROTOCOL_TCP) {
      responder.reset(packets, i, nicRow, reason);
    } else {
      context.drop(packets.frames[i], reason);
    }
  }

  private void countNew(int service, int backend) {
    context.count(CoreCounter.CONNECTIONS_NEW);
    context.counters.services.add(service, ServiceCounter.CONNECTIONS_NEW, 1);
    context.counters.backends.add(backend, BackendCounter.CONNECTIONS_NEW, 1);
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
        || isCut(context.plan.backend(judged.backend))
        || (flags & ConnectionTable.DOOMED) != 0) {
      return 0;
    }
    chooser.remember(service, 0, mapped(judged.client));
    if ((flags & ConnectionTable.RESET) != 0) {
      return RESET_TIMEOUT_MS;
    }
    if (isClosing(flags)) {
      return service.finTimeoutMs();
    }
    boolean tcp = (judged.client & 0xff) == Ipv4.PROTOCOL_TCP;
    int established = tcp ? ConnectionTable.ESTABLISHED : ConnectionTable.REPLIED;
    return (flags & established) != 0 ? service.establishedTimeoutMs() : service.synTimeoutMs();
  }

  @Override
  public void removed(Connection forgotten) {
    boolean cut =
        context.plan.service(forgotten.service) == null
            || isCut(context.plan.backend(forgotten.backend));
    context.count(cut ? CoreCounter.CONNECTIONS_CUT : CoreCounter.CONNECTIONS_FORGOTTEN);
    context.counters.services.add(forgotten.service, ServiceCounter.CONNECTIONS_ACTIVE, -1);
    context.counters.backends.add(forgotten.backend, BackendCounter.CONNECTIONS_ACTIVE, -1);
    chooser.closed(forgotten.backend);
  }
}

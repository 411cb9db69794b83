package io.spinlane.agent.engine;

import io.spinlane.agent.balance.Connection;
import io.spinlane.agent.balance.ConnectionTable;
import io.spinlane.agent.balance.ExpiryWheel;
import io.spinlane.agent.packet.Ipv4;
import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.plan.ServicePlan;
import io.spinlane.agent.telemetry.BackendCounter;
import io.spinlane.agent.telemetry.CoreCounter;
import io.spinlane.agent.telemetry.ServiceCounter;

/** Step 6: the state of connections, from the packets that pass to when they are forgotten. */
final class Tracker implements ExpiryWheel.Judge {
  private static final int RESET_TIMEOUT_MS = 1_000;

  private final CoreContext context;
  private final ConnectionTable table;
  private final LocalEnds localEnds;
  private final BackendChooser chooser;

  Tracker(CoreContext context, ConnectionTable table, LocalEnds localEnds, BackendChooser chooser) {
    this.context = context;
    this.table = table;
    this.localEnds = localEnds;
    this.chooser = chooser;
  }

  static boolean isOpening(int flags) {
    return (flags & (Tcp.SYN | Tcp.ACK | Tcp.RST)) == Tcp.SYN;
  }

  static boolean isClosing(int flags) {
    return (flags
            & (ConnectionTable.FIN_CLIENT | ConnectionTable.FIN_SERVER | ConnectionTable.RESET))
        != 0;
  }

  /** Notes what a packet of the client says. */
  void fromClient(Connection connection, int tcp) {
    int direction = ConnectionTable.FIN_CLIENT;
    if (connection.mode() >= ConnectionTable.MODE_DSR) {
      // The back-end answers past the switch: that the client goes on says that it does.
      direction |= ConnectionTable.REPLIED;
    }
    track(connection, tcp, direction);
    table.seen(connection.entry, context.nowMs);
  }

  /** Notes what a packet of the back-end says. */
  void fromServer(Connection connection, int tcp) {
    track(connection, tcp, ConnectionTable.FIN_SERVER | ConnectionTable.REPLIED);
    table.seen(connection.entry, context.nowMs);
  }

  /** Sets the state flags a packet stands for; most packets change nothing. */
  private void track(Connection connection, int tcp, int direction) {
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

  /** A connection is in the table. */
  void opened(Connection connection) {
    countActive(connection, 1);
    chooser.opened(connection.backend);
  }

  /** A connection of this local end is no more in the table. */
  void closed(Connection connection, int local) {
    localEnds.free(connection, local);
    countActive(connection, -1);
    chooser.closed(connection.backend);
  }

  private void countActive(Connection of, int change) {
    context.counters.services.add(of.service, ServiceCounter.CONNECTIONS_ACTIVE, change);
    context.counters.backends.add(of.backend, BackendCounter.CONNECTIONS_ACTIVE, change);
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
    closed(forgotten, table.local(forgotten.entry));
  }
}

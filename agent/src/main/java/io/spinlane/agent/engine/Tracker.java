package io.spinlane.agent.engine;

import io.spinlane.agent.balance.Connection;
import io.spinlane.agent.balance.ConnectionFlags;
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
            & (ConnectionFlags.FIN_CLIENT | ConnectionFlags.FIN_SERVER | ConnectionFlags.RESET))
        != 0;
  }

  /** Notes what a packet of the client says. */
  void fromClient(Connection connection, int tcp) {
    int direction = ConnectionFlags.FIN_CLIENT;
    if (connection.mode() >= ConnectionFlags.MODE_DSR) {
      // The back-end answers past the switch: that the client goes on says that it does.
      direction |= ConnectionFlags.REPLIED;
    }
    track(connection, tcp, direction);
    table.seen(connection.entry, context.nowMs);
  }

  /** Notes what a packet of the back-end says. */
  void fromServer(Connection connection, int tcp) {
    track(connection, tcp, ConnectionFlags.FIN_SERVER | ConnectionFlags.REPLIED);
    table.seen(connection.entry, context.nowMs);
  }

  /** Sets the state flags a packet stands for; most packets change nothing. */
  private void track(Connection connection, int tcp, int direction) {
    int now = direction & ConnectionFlags.REPLIED;
    if ((tcp & Tcp.FIN) != 0) {
      now |= direction & (ConnectionFlags.FIN_CLIENT | ConnectionFlags.FIN_SERVER);
    }
    if ((tcp & Tcp.RST) != 0) {
      now |= ConnectionFlags.RESET;
    }
    boolean tcpAnswered =
        (tcp & (Tcp.SYN | Tcp.ACK)) == Tcp.ACK
            && ((connection.flags | now) & ConnectionFlags.REPLIED) != 0
            && (direction & ConnectionFlags.FIN_SERVER) == 0;
    boolean udpAnswered =
        now == ConnectionFlags.REPLIED && connection.protocol() != Ipv4.PROTOCOL_TCP;
    if (tcpAnswered || udpAnswered) {
      now |= ConnectionFlags.ESTABLISHED;
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
        || (flags & ConnectionFlags.DOOMED) != 0) {
      return 0;
    }
    chooser.remember(service, judged.clientHigh, judged.clientLow);
    if ((flags & (ConnectionFlags.RESET | ConnectionFlags.KILLED)) != 0) {
      return RESET_TIMEOUT_MS;
    }
    if (isClosing(flags)) {
      return service.finTimeoutMs();
    }
    return (flags & ConnectionFlags.ESTABLISHED) != 0
        ? service.establishedTimeoutMs()
        : service.synTimeoutMs();
  }

  @Override
  public void removed(Connection forgotten) {
    boolean cut =
        context.plan.service(forgotten.service) == null || context.plan.cuts(forgotten.backend);
    context.count(cut ? CoreCounter.CONNECTIONS_CUT : CoreCounter.CONNECTIONS_FORGOTTEN);
    closed(forgotten, table.extras().local(forgotten.entry));
  }
}

package io.spinlane.agent.engine;

import io.spinlane.agent.balance.Connection;
import io.spinlane.agent.balance.ConnectionFlags;
import io.spinlane.agent.balance.ConnectionTable;
import io.spinlane.agent.balance.LocalPorts;
import io.spinlane.agent.plan.CorePlan;
import io.spinlane.agent.plan.PlanPrefix;

/**
 * Where FULL_NAT connections leave from: gives each an address and port of the switch, and knows
 * the connection again by them. One core's view of the shared {@link LocalPorts}.
 */
final class LocalEnds {
  private final CoreContext context;
  private final ConnectionTable table;
  private final LocalPorts ports;

  /** Where the next port is looked for; at first where a flow says, which nobody can foresee. */
  private int turn;

  private boolean begun;

  LocalEnds(CoreContext context, ConnectionTable table, LocalPorts ports) {
    this.context = context;
    this.table = table;
    this.ports = ports;
  }

  /**
   * Gives a new connection an address of the NIC towards its back-end, and a port from this core's
   * blocks.
   *
   * @return false when there is no such address, or no port is free
   */
  boolean claim(Connection connection, int hash) {
    CorePlan self = context.self();
    int route = context.plan.findRoute(connection.backendHigh, connection.backendLow);
    if (self == null || route < 0) {
      return false;
    }
    PlanPrefix own =
        context
            .nicPlan(context.plan.routeNic(route))
            .source(connection.backendHigh, connection.backendLow, hash);
    if (own == null) {
      return false;
    }
    turn = begun ? turn : hash;
    begun = true;
    int port =
        ports.claim(
            own.row(),
            connection.protocol(),
            self.position(),
            self.cores(),
            turn,
            connection.entry);
    if (port == LocalPorts.NONE) {
      turn += LocalPorts.PROBES;
      return false;
    }
    turn = LocalPorts.after(port, self.position(), self.cores());
    table.extras().local(connection.entry, own.row(), port);
    return true;
  }

  /**
   * Frees what {@link io.spinlane.agent.balance.ConnectionExtras#local} said of a connection that
   * has ended.
   */
  void free(Connection ended, int local) {
    if (ended.mode() == ConnectionFlags.MODE_FULL_NAT && local != 0) {
      ports.free(local >>> 16, ended.protocol(), local & 0xffff, ended.entry);
    }
  }

  /** Looks a packet from a back-end to one of these addresses up. */
  boolean find(
      long localHigh,
      long localLow,
      int localPort,
      long backendHigh,
      long backendLow,
      int backendPort,
      int protocol,
      Connection into) {
    int address = context.plan.findAddress(localHigh, localLow);
    int entry = address < 0 ? -1 : ports.find(address, protocol, localPort);
    return entry >= 0
        && table.get(entry, into)
        && into.mode() == ConnectionFlags.MODE_FULL_NAT
        && (into.flags & ConnectionFlags.DOOMED) == 0
        && table.extras().local(entry) == (address << 16 | localPort)
        && into.protocol() == protocol
        && into.backendPort == backendPort
        && into.backendLow == backendLow
        && into.backendHigh == backendHigh;
  }
}

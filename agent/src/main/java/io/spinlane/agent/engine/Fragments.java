package io.spinlane.agent.engine;

import io.spinlane.agent.balance.Connection;
import io.spinlane.agent.balance.ConnectionFlags;
import io.spinlane.agent.balance.ConnectionTable;
import io.spinlane.agent.balance.FragmentTable;

/**
 * Step 9: the first fragment of a packet is balanced by its ports like any packet, and the others
 * follow it. One core's view of the shared {@link FragmentTable}, whose decisions are an entry of
 * the connection table and a direction.
 */
final class Fragments {
  private static final long FROM_CLIENT = 1L << 32;

  private final CoreContext context;
  private final ConnectionTable table;
  private final FragmentTable fragments;

  Fragments(CoreContext context, ConnectionTable table, FragmentTable fragments) {
    this.context = context;
    this.table = table;
    this.fragments = fragments;
  }

  /** Notes where a first fragment goes, before it is rewritten; nothing for other packets. */
  void note(PacketBatch packets, int i, Connection connection, boolean fromClient) {
    if (packets.part(i) == PacketBatch.FIRST) {
      fragments.put(
          packets.sourceHigh(i),
          packets.sourceLow(i),
          packets.destinationHigh(i),
          packets.destinationLow(i),
          packets.identification(i),
          packets.protocol(i),
          connection.entry | (fromClient ? FROM_CLIENT : 0),
          context.nowNs);
    }
  }

  /** The connection of a later fragment. False when its first one has left none. */
  boolean find(PacketBatch packets, int i, Connection into) {
    long decision =
        fragments.find(
            packets.sourceHigh(i),
            packets.sourceLow(i),
            packets.destinationHigh(i),
            packets.destinationLow(i),
            packets.identification(i),
            packets.protocol(i),
            context.nowNs);
    if (decision == FragmentTable.NONE || !table.get((int) decision, into)) {
      return false;
    }
    // The entry may be another connection's by now.
    boolean fromClient = (decision & FROM_CLIENT) != 0;
    packets.hash(i, table.hash(into.clientHigh, into.clientLow, into.flow));
    return (into.flags & ConnectionFlags.DOOMED) == 0
        && fromClient == isFromClient(packets, i, into)
        && (fromClient || isFromServer(packets, i, into));
  }

  /** Whether a later fragment goes from the client of its connection to the VIP. */
  boolean isFromClient(PacketBatch packets, int i, Connection connection) {
    return packets.sourceLow(i) == connection.clientLow
        && packets.sourceHigh(i) == connection.clientHigh
        && packets.destinationLow(i) == context.plan.addressLow(connection.vip())
        && packets.destinationHigh(i) == context.plan.addressHigh(connection.vip());
  }

  private static boolean isFromServer(PacketBatch packets, int i, Connection connection) {
    return packets.sourceLow(i) == connection.backendLow
        && packets.sourceHigh(i) == connection.backendHigh;
  }
}

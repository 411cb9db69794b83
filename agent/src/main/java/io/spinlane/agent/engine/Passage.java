package io.spinlane.agent.engine;

import io.spinlane.agent.balance.Connection;
import io.spinlane.agent.balance.ConnectionTable;
import io.spinlane.agent.telemetry.BackendCounter;
import io.spinlane.agent.telemetry.ServiceCounter;

/** Sends packets of connections on their way, and counts them for their service and back-end. */
final class Passage {
  private final CoreContext context;
  private final Rewriter rewriter;
  private final SynProxy proxy;

  Passage(CoreContext context, Rewriter rewriter, SynProxy proxy) {
    this.context = context;
    this.rewriter = rewriter;
    this.proxy = proxy;
  }

  void toBackend(PacketBatch packets, int i, Connection connection, int nicRow) {
    int bytes = packets.bytes(i);
    context.counters.services.add(connection.service, ServiceCounter.CLIENT_PACKETS, 1);
    context.counters.services.add(connection.service, ServiceCounter.CLIENT_BYTES, bytes);
    context.counters.backends.add(connection.backend, BackendCounter.CLIENT_PACKETS, 1);
    context.counters.backends.add(connection.backend, BackendCounter.CLIENT_BYTES, bytes);
    if ((connection.flags & ConnectionTable.AWAITS_BACKEND) != 0) {
      proxy.toBackend(packets, i, connection, nicRow);
    } else {
      rewriter.toBackend(packets, i, connection, nicRow);
    }
  }

  void toClient(PacketBatch packets, int i, Connection connection, int nicRow) {
    int bytes = packets.bytes(i);
    context.counters.services.add(connection.service, ServiceCounter.SERVER_PACKETS, 1);
    context.counters.services.add(connection.service, ServiceCounter.SERVER_BYTES, bytes);
    context.counters.backends.add(connection.backend, BackendCounter.SERVER_PACKETS, 1);
    context.counters.backends.add(connection.backend, BackendCounter.SERVER_BYTES, bytes);
    if ((connection.flags & ConnectionTable.AWAITS_BACKEND) != 0) {
      proxy.toClient(packets, i, connection, nicRow);
    } else {
      rewriter.toClient(packets, i, connection, nicRow);
    }
  }
}

package io.spinlane.agent.engine;

import io.spinlane.agent.balance.Connection;
import io.spinlane.agent.balance.ConnectionFlags;
import io.spinlane.agent.telemetry.BackendCounter;
import io.spinlane.agent.telemetry.CounterTable;
import io.spinlane.agent.telemetry.ServiceCounter;

/** Sends packets of connections on their way, and counts them for their service and back-end. */
final class Passage {
  private final CounterTable services;
  private final CounterTable backends;
  private final Rewriter rewriter;
  private final SynProxy proxy;

  Passage(CoreContext context, Rewriter rewriter, SynProxy proxy) {
    this.services = context.counters.services;
    this.backends = context.counters.backends;
    this.rewriter = rewriter;
    this.proxy = proxy;
  }

  void toBackend(PacketBatch packets, int i, Connection connection, int nicRow) {
    int bytes = packets.bytes(i);
    services.add(connection.service, ServiceCounter.CLIENT_PACKETS, 1, bytes);
    backends.add(connection.backend, BackendCounter.CLIENT_PACKETS, 1, bytes);
    if ((connection.flags & ConnectionFlags.AWAITS_BACKEND) != 0) {
      proxy.toBackend(packets, i, connection, nicRow);
    } else {
      rewriter.toBackend(packets, i, connection, nicRow);
    }
  }

  void toClient(PacketBatch packets, int i, Connection connection, int nicRow) {
    int bytes = packets.bytes(i);
    services.add(connection.service, ServiceCounter.SERVER_PACKETS, 1, bytes);
    backends.add(connection.backend, BackendCounter.SERVER_PACKETS, 1, bytes);
    if ((connection.flags & ConnectionFlags.AWAITS_BACKEND) != 0) {
      proxy.toClient(packets, i, connection, nicRow);
    } else {
      rewriter.toClient(packets, i, connection, nicRow);
    }
  }
}

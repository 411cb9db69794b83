package io.spinlane.agent.engine;

import io.spinlane.agent.balance.SourceRates;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.Ipv4;
import io.spinlane.agent.plan.ServicePlan;
import io.spinlane.agent.telemetry.CoreCounter;
import io.spinlane.agent.telemetry.ServiceCounter;

/** Who may use a service, how fast, and what those are told who may not. */
final class Admission {
  private static final int SEGMENTED = Frame.GSO_TCP4 | Frame.GSO_TCP6 | Frame.GSO_UDP;

  private final CoreContext context;
  private final SourceRates rates;
  private final Responder responder;

  Admission(CoreContext context, SourceRates rates, Responder responder) {
    this.context = context;
    this.rates = rates;
    this.responder = responder;
  }

  /**
   * Whether the client may use the service, and is not above its ceiling. Asked for every packet,
   * so that a rule pushed in need works at once. Who is denied gets no answer, which could be
   * turned against others.
   */
  boolean admits(PacketBatch packets, int i, ServicePlan service) {
    long high = packets.sourceHigh(i);
    long low = packets.sourceLow(i);
    if (!service.access().allows(high, low)) {
      deny(packets, i, CoreCounter.DROP_ACCESS_DENIED);
      return false;
    }
    int count = service.limits().limitsPackets() ? segments(packets, i) : 1;
    if (!rates.takePackets(service.limits(), service.row(), high, low, count, context.nowNs)) {
      deny(packets, i, CoreCounter.DROP_RATE_PACKETS);
      return false;
    }
    return true;
  }

  /** Packets that a frame is on the wire: those of segmentation offload are several. */
  private static int segments(PacketBatch packets, int i) {
    int size = Frame.gsoSize(packets.frame(i));
    if (size == 0 || (Frame.flags(packets.frame(i)) & SEGMENTED) == 0) {
      return 1;
    }
    int headers = (int) (packets.transport(i) - packets.network(i));
    return Math.max(1, (packets.bytes(i) - headers) / size);
  }

  /** Whether the client may open another connection now. */
  boolean admitsConnection(PacketBatch packets, int i, ServicePlan service) {
    boolean admits =
        rates.takeConnection(
            service.limits(),
            service.row(),
            packets.sourceHigh(i),
            packets.sourceLow(i),
            context.nowNs);
    if (!admits) {
      deny(packets, i, CoreCounter.DROP_RATE_CONNECTIONS);
    }
    return admits;
  }

  private void deny(PacketBatch packets, int i, CoreCounter reason) {
    context.counters.services.add(packets.service(i), ServiceCounter.REFUSED, 1);
    context.drop(packets.frame(i), reason);
  }

  /** Turns away a packet to a service, TCP with a reset. */
  void refuse(PacketBatch packets, int i, int nicRow, CoreCounter reason) {
    context.counters.services.add(packets.service(i), ServiceCounter.REFUSED, 1);
    if (packets.protocol(i) == Ipv4.PROTOCOL_TCP) {
      responder.reset(packets, i, nicRow, reason);
    } else {
      context.drop(packets.frame(i), reason);
    }
  }
}

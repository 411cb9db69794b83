package io.spinlane.agent.engine;

import io.spinlane.agent.plan.Plan;
import io.spinlane.agent.telemetry.CoreCounter;

/**
 * Announces addresses that are new in a plan, so that stations turn to this switch at once: three
 * gratuitous ARP packets a second apart (RFC 5227 §2.3, and one more), some in each round. Only the
 * core with the lowest row does.
 */
final class Announcer {
  private static final int ROUNDS = 3;
  private static final long ROUND_NS = 1_000_000_000L;
  private static final int IN_ONE_CYCLE = 16;

  private final CoreContext context;
  private final Forwarder forwarder;
  private int round = ROUNDS;
  private int next;
  private long roundBeginsNs;

  Announcer(CoreContext context, Forwarder forwarder) {
    this.context = context;
    this.forwarder = forwarder;
  }

  /** Begins with the announcements of the plan just adopted. */
  void adopt() {
    round = leads() && context.plan.announcements() > 0 ? 0 : ROUNDS;
    next = 0;
    roundBeginsNs = context.nowNs;
  }

  private boolean leads() {
    for (int row = 0; row < context.row; row++) {
      if (context.plan.core(row) != null) {
        return false;
      }
    }
    return context.self() != null;
  }

  int doWork() {
    if (round == ROUNDS || context.nowNs - roundBeginsNs < 0) {
      return 0;
    }
    Plan plan = context.plan;
    int sent = 0;
    for (; sent < IN_ONE_CYCLE && next < plan.announcements(); sent++, next++) {
      int address = plan.announcedAddress(next);
      if (forwarder.broadcast(plan.announcingNic(next), address, address)) {
        context.count(CoreCounter.ARP_ANNOUNCEMENTS_SENT);
      }
    }
    if (next == plan.announcements()) {
      next = 0;
      round++;
      roundBeginsNs += ROUND_NS;
    }
    return sent;
  }
}

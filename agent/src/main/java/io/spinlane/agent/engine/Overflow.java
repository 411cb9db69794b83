package io.spinlane.agent.engine;

import io.spinlane.agent.plan.Plan;
import io.spinlane.agent.plan.ServicePlan;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * Whether a new flow is remembered. Above the plan's rate of new connections those of services that
 * hash are not: each of their packets finds its back-end by the hash table (the rule of Katran's
 * connection table under flood), so that a flood cannot push connections out of the table.
 *
 * <p>When the rate has fallen, the next packet of such a flow makes its entry. For as long as one
 * could be idle meanwhile, segments that begin no connection are therefore believed.
 *
 * <p>Each core has its share of the rate. Which services have passed packets this way is shared by
 * all cores: one word each, and whoever reads an old one answers a segment with a reset a moment
 * too early, at the very beginning of a flood.
 */
final class Overflow {
  private static final int NEVER = 0;

  /** A rest lets so large a part of a second's connections come at once. */
  private static final int BURST_PART = 4;

  private final CoreContext context;

  /** By service row: when a packet last passed this way, in the core's milliseconds, odd. */
  private final AtomicIntegerArray lastMs;

  private @Nullable Plan plan;
  private @Nullable RateLimit share;

  Overflow(CoreContext context, AtomicIntegerArray lastMs) {
    this.context = context;
    this.lastMs = lastMs;
  }

  /**
   * Whether another connection may be remembered now; false takes effect for some services only.
   */
  @SuppressWarnings("ReferenceEquality") // Another plan is another object.
  boolean takesEntry() {
    if (plan != context.plan) {
      plan = context.plan;
      share = share(plan);
    }
    return share == null || share.tryTake(context.nowNs);
  }

  private static @Nullable RateLimit share(Plan plan) {
    if (plan.newPerSecond() == 0) {
      return null;
    }
    int cores = Math.max(1, plan.coreIds().size());
    int perSecond = (int) Math.max(1, plan.newPerSecond() / cores);
    return new RateLimit(perSecond, Math.max(1, perSecond / BURST_PART));
  }

  /** A packet of the service has passed without a connection. */
  void passed(ServicePlan service) {
    int now = context.nowMs | 1;
    if (lastMs.getOpaque(service.row()) != now) {
      lastMs.setOpaque(service.row(), now);
    }
  }

  /** Whether packets of the service may be of flows that are not remembered. */
  boolean concerns(ServicePlan service) {
    if (!service.stateless() || context.plan.newPerSecond() == 0) {
      return false;
    }
    int last = lastMs.getOpaque(service.row());
    // Unsigned: what was long ago must not become the future when the milliseconds wrap.
    return last != NEVER
        && Integer.compareUnsigned(context.nowMs - last, service.establishedTimeoutMs()) < 0;
  }
}

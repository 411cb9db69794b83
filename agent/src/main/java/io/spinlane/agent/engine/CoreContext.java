package io.spinlane.agent.engine;

import io.spinlane.agent.nic.Nic;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FramePool;
import io.spinlane.agent.packet.FrameStore;
import io.spinlane.agent.plan.CorePlan;
import io.spinlane.agent.plan.NicPlan;
import io.spinlane.agent.plan.Plan;
import io.spinlane.agent.plan.ServicePlan;
import io.spinlane.agent.telemetry.CoreCounter;
import io.spinlane.agent.telemetry.CoreCounters;
import org.jspecify.annotations.Nullable;

/** What the steps of one core share: its row, plan, frames, counters and the time of this round. */
final class CoreContext {
  final int row;
  final FramePool pool;
  final CoreCounters counters;

  Plan plan;
  @Nullable Nic[] nics;

  /**
   * The core's clock at the top of this duty cycle, and the same in milliseconds since the start.
   */
  long nowNs;

  int nowMs;

  CoreContext(int row, FrameStore store, CoreCounters counters, PlanBuffer.Published first) {
    this.row = row;
    this.pool = new FramePool(store, Frame.OWNER_CORE_0 + row);
    this.counters = counters;
    this.plan = first.plan();
    this.nics = first.nics();
  }

  /** What the plan says of this core; null when it has no part in it. */
  @Nullable CorePlan self() {
    return plan.core(row);
  }

  /** A NIC that the plan itself names. */
  NicPlan nicPlan(int nicRow) {
    NicPlan nic = plan.nic(nicRow);
    if (nic == null) {
      throw new IllegalStateException("NIC row " + nicRow + " is not part of the plan");
    }
    return nic;
  }

  /** A service that the plan itself names. */
  ServicePlan service(int row) {
    ServicePlan service = plan.service(row);
    if (service == null) {
      throw new IllegalStateException("service row " + row + " is not part of the plan");
    }
    return service;
  }

  void count(CoreCounter counter) {
    counters.core.add(0, counter, 1);
  }

  /** Counts why, and frees the frame. */
  void drop(int frame, CoreCounter reason) {
    counters.core.add(0, reason, 1);
    pool.give(frame);
  }
}

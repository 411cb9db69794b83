package io.spinlane.agent.engine;

import io.spinlane.agent.nic.Nic;
import io.spinlane.agent.plan.Plan;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The configuration table's two buffers and the pointer to the active one. The master writes the
 * back-up buffer and flips the pointer with one release store; a core acquires the pointer at the
 * top of each duty cycle, so it sees all of the plan or none of it. The master writes again only
 * after every core has acknowledged, so no core can still be reading what is overwritten.
 */
final class PlanBuffer {
  /**
   * A plan with the NICs it names.
   *
   * @param nics by row; null where a row is not part of the plan
   */
  @SuppressWarnings("ArrayRecordComponent") // Indexed by the cores, never compared.
  record Published(Plan plan, @Nullable Nic[] nics, long publishedNs) {}

  private static final VarHandle ACTIVE;

  static {
    try {
      ACTIVE = MethodHandles.lookup().findVarHandle(PlanBuffer.class, "active", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Published[] buffers;

  @SuppressWarnings("unused") // By the handle.
  private int active;

  PlanBuffer(Published first) {
    buffers = new Published[] {first, first};
  }

  /** The active plan. Any core. */
  Published current() {
    return buffers[(int) ACTIVE.getAcquire(this)];
  }

  /** Writes the back-up buffer and makes it the active one. Only the master. */
  void publish(Published next) {
    int backup = 1 - (int) ACTIVE.getOpaque(this);
    buffers[backup] = next;
    ACTIVE.setRelease(this, backup);
  }
}

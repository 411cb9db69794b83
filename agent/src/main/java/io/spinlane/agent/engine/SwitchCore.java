package io.spinlane.agent.engine;

import io.spinlane.agent.balance.ConnectionTable;
import io.spinlane.agent.balance.ExpiryWheel;
import io.spinlane.agent.nic.Nic;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FrameStore;
import io.spinlane.agent.plan.CorePlan;
import io.spinlane.agent.telemetry.CoreCounter;
import io.spinlane.agent.telemetry.CoreCounters;
import io.spinlane.agent.telemetry.CounterTable;
import io.spinlane.agent.telemetry.NicCounter;
import io.spinlane.agent.telemetry.QueueCounter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * One polling core. {@link #doWork} is its whole life: a test calls it, a replay calls it, or a
 * {@link CoreThread} does for ever.
 *
 * <p>One thread, but for {@link #acknowledged} and {@link #adoptWheel}, which any thread may call.
 */
final class SwitchCore {
  private static final int EXPIRIES_IN_ONE_CYCLE = 32;
  private static final VarHandle ACKNOWLEDGED;

  static {
    try {
      ACKNOWLEDGED =
          MethodHandles.lookup().findVarHandle(SwitchCore.class, "acknowledged", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final CoreContext context;
  private final Clock clock;
  private final long startNs;
  private final PlanBuffer buffer;
  private final QueueOwners owners;
  private final Forwarder forwarder;
  private final Announcer announcer;
  private final Classifier classifier;
  private final Balancer balancer;
  private final Tracker tracker;
  private final ExpiryWheel wheel;

  /** Wheels of cores that were removed; their connections go on here. */
  private final List<ExpiryWheel> inherited = new ArrayList<>();

  private final ConcurrentLinkedQueue<ExpiryWheel> inheritance = new ConcurrentLinkedQueue<>();
  private final FrameBatch received = new FrameBatch();
  private final PacketBatch packets = new PacketBatch();

  private PlanBuffer.@Nullable Published adopted;
  private int[] laneNics = {};
  private int[] laneQueues = {};
  private int[] laneRows = {};
  private boolean ownsAll;
  private boolean[] owns = {};
  private boolean worked;

  @SuppressWarnings("unused") // By the handle.
  private long acknowledged = -1;

  private volatile long acknowledgedNs;

  SwitchCore(
      int row,
      FrameStore store,
      CoreCounters counters,
      Clock clock,
      long startNs,
      PlanBuffer buffer,
      QueueOwners owners,
      SharedTables tables) {
    ConnectionTable table = tables.connections();
    this.context = new CoreContext(row, store, counters, buffer.current());
    this.clock = clock;
    this.startNs = startNs;
    this.buffer = buffer;
    this.owners = owners;
    this.forwarder = new Forwarder(context, tables.neighbours());
    this.announcer = new Announcer(context, forwarder.inquirer());
    this.wheel = new ExpiryWheel(table);
    LocalEnds localEnds = new LocalEnds(context, table, tables.localPorts());
    Responder responder = new Responder(context, forwarder);
    this.classifier =
        new Classifier(
            context,
            new Neighbours(context, tables.neighbours(), forwarder),
            new IcmpStep(context, table, localEnds, forwarder, responder));
    Fragments fragments = new Fragments(context, table, tables.fragments());
    Rewriter rewriter = new Rewriter(context, table, fragments, forwarder, responder);
    SynProxy proxy = new SynProxy(context, table, tables.cookies(), rewriter, responder);
    Passage passage = new Passage(context, rewriter, proxy);
    Admission admission = new Admission(context, tables.rates(), responder);
    Overflow overflow = new Overflow(context, tables.overflows());
    BackendChooser chooser = new BackendChooser(context, tables.choices());
    this.tracker = new Tracker(context, table, localEnds, chooser);
    Acceptor acceptor =
        new Acceptor(
            context, table, wheel, localEnds, tracker, chooser, overflow, admission, proxy,
            responder, passage);
    this.balancer =
        new Balancer(
            context, table, localEnds, fragments, admission, acceptor, tracker, overflow, responder,
            passage);
    this.context.nowNs = clock.nanoTime();
  }

  int row() {
    return context.row;
  }

  /** Generation of the plan this core works by. Any thread. */
  long acknowledged() {
    return (long) ACKNOWLEDGED.getAcquire(this);
  }

  /** The core's clock when it acknowledged. Any thread. */
  long acknowledgedNs() {
    return acknowledgedNs;
  }

  /** One round: adopts a new plan, polls every lane once, sends, and does what has become due. */
  @SuppressWarnings("ReferenceEquality") // Another buffer is another plan.
  int doWork() {
    long nowNs = clock.nanoTime();
    if (worked) {
      context.counters.add(CoreCounter.BUSY_NS, nowNs - context.nowNs);
    }
    context.nowNs = nowNs;
    context.nowMs = (int) ((nowNs - startNs) / 1_000_000);
    context.count(CoreCounter.DUTY_CYCLES);
    PlanBuffer.Published current = buffer.current();
    if (current != adopted) {
      adopt(current);
    }
    if (!ownsAll) {
      takeQueues();
    }
    int work = 0;
    for (int lane = 0; lane < laneNics.length; lane++) {
      if (owns[lane]) {
        work += poll(lane);
      }
    }
    work += announcer.doWork();
    work += forwarder.workOffHeld();
    forwarder.flushAll();
    work += expire();
    worked = work > 0;
    CounterTable.publish();
    return work;
  }

  private int poll(int lane) {
    int nicRow = laneNics[lane];
    Nic nic = context.nics[nicRow];
    received.clear();
    int count = nic == null ? 0 : nic.receive(laneQueues[lane], received, context.pool);
    context.count(CoreCounter.POLLS);
    if (count == 0) {
      context.count(CoreCounter.EMPTY_POLLS);
      return 0;
    }
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      bytes += Frame.length(received.frames[i]);
    }
    context.counters.core.add(0, CoreCounter.RECEIVE_PACKETS, count, bytes);
    context.counters.nics.add(nicRow, NicCounter.RECEIVE_PACKETS, count, bytes);
    context.counters.queues.add(laneRows[lane], QueueCounter.RECEIVE_PACKETS, count, bytes);
    classifier.classify(received, nicRow, packets);
    balancer.balance(packets, nicRow);
    return count;
  }

  /** Between two rounds, so nothing of the old plan is in use: every batch has been flushed. */
  private void adopt(PlanBuffer.Published next) {
    context.plan = next.plan();
    context.nics = next.nics();
    CorePlan self = context.self();
    int[] rows = self == null ? new int[0] : self.queueRows();
    for (int lane = 0; lane < laneRows.length; lane++) {
      if (owns[lane] && !contains(rows, laneRows[lane])) {
        owners.give(laneRows[lane]);
      }
    }
    laneRows = rows;
    laneNics = self == null ? new int[0] : self.nics();
    laneQueues = self == null ? new int[0] : self.queues();
    owns = new boolean[laneRows.length];
    ownsAll = false;
    forwarder.adopt();
    announcer.adopt();
    adopted = next;
    context.count(CoreCounter.PLANS_ADOPTED);
    acknowledgedNs = context.nowNs;
    ACKNOWLEDGED.setRelease(this, next.plan().generation());
  }

  private static boolean contains(int[] rows, int row) {
    for (int each : rows) {
      if (each == row) {
        return true;
      }
    }
    return false;
  }

  private void takeQueues() {
    ownsAll = true;
    for (int lane = 0; lane < laneRows.length; lane++) {
      owns[lane] = owns[lane] || owners.take(laneRows[lane], context.row);
      ownsAll &= owns[lane];
    }
  }

  private int expire() {
    int judged = wheel.advance(context.nowMs, EXPIRIES_IN_ONE_CYCLE, tracker);
    if (!inheritance.isEmpty()) {
      ExpiryWheel next = inheritance.poll();
      if (next != null) {
        inherited.add(next);
      }
    }
    for (int i = 0; i < inherited.size(); i++) {
      judged += inherited.get(i).advance(context.nowMs, EXPIRIES_IN_ONE_CYCLE, tracker);
    }
    return judged;
  }

  /** Gives this core the connections of one that has ended. Any thread. */
  void adoptWheel(ExpiryWheel orphan) {
    inheritance.add(orphan);
  }

  /** Gives everything up; called when the core's thread has ended. The wheels go to the caller. */
  List<ExpiryWheel> close() {
    for (int lane = 0; lane < laneRows.length; lane++) {
      if (owns[lane]) {
        owners.give(laneRows[lane]);
      }
    }
    forwarder.close();
    context.pool.drain();
    List<ExpiryWheel> wheels = new ArrayList<>(inherited);
    wheels.addAll(inheritance);
    wheels.add(wheel);
    return wheels;
  }
}

package io.spinlane.agent.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spinlane.agent.engine.Clock;
import io.spinlane.agent.engine.Dataplane;
import io.spinlane.agent.nic.Nic;
import io.spinlane.agent.nic.NicInfo;
import io.spinlane.agent.nic.NicStatistic;
import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FramePool;
import io.spinlane.agent.packet.FrameStore;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.ApplyProgress;
import io.spinlane.v1.ApplyTopologyRequest;
import io.spinlane.v1.DriverSupport;
import io.spinlane.v1.Event;
import io.spinlane.v1.EventType;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Revision;
import io.spinlane.v1.Topology;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A core that hangs while a plan is to be swapped. The core is real, its NICs can hold it. */
@Timeout(60)
final class MasterTest {
  private static final String DRAWING =
      """
      nics:
        - {id: ext0, driver: SIM, side: BOTH, addresses: [203.0.113.1/24]}
      cores:
        - {id: ctl, cpu: 0, role: CONTROL}
        - {id: sw1, cpu: 1, role: SWITCH, idle: YIELD}
      lanes:
        - {nic: ext0, queue: 0, core: sw1}
      """;
  private static final String SECOND_NIC =
      DRAWING.replace("cores:\n", "  - {id: int0, driver: SIM, side: SERVER}\ncores:\n")
          + "  - {nic: int0, queue: 0, core: sw1}\n";

  @TempDir Path folder;
  private final AtomicLong skewNs = new AtomicLong();
  private volatile boolean hurry;
  private final FrameStore frames = new FrameStore(1024, FrameStore.STANDARD_SLOT_BYTES);
  private final EventLog events = new EventLog(InstantSource.system());
  private final TestDrivers drivers = new TestDrivers();
  private RevisionStore store;
  private Master master;

  @BeforeEach
  void start() throws Exception {
    Clock clock = this::nanoTime;
    store = new RevisionStore(folder);
    master =
        new Master(
            new Master.Parts(
                Dataplane.threaded(frames, clock, 1024, _ -> {}),
                drivers,
                store,
                events,
                Inventory::getDefaultInstance,
                _ -> {},
                clock,
                InstantSource.system(),
                1 << 20));
    assertThat(apply(DRAWING, 0, _ -> {}).getNumber()).isEqualTo(1);
  }

  @AfterEach
  void stop() {
    drivers.opened.forEach(HeldNic::release);
    master.close();
    frames.close();
  }

  @Test
  void aCoreThatDoesNotAnswerInTimeLeavesTheRunningRevision() throws Exception {
    HeldNic ext0 = drivers.opened.getFirst();
    ext0.hold();
    // It comes back when the compiler goes back to what ran before.
    Consumer<ApplyProgress> step =
        progress -> {
          if (progress.hasPublished()) {
            hurry = true;
            ext0.whenAsked(
                () -> {
                  hurry = false;
                  ext0.release();
                });
          }
        };

    assertThatThrownBy(() -> apply(SECOND_NIC, 1, step))
        .isInstanceOf(Refusal.Host.class)
        .hasMessage("switch core sw1 did not take the plan up within 5 s");

    assertThat(master.running().revision().getNumber()).isEqualTo(1);
    assertThat(store.latest().orElseThrow().revision().getNumber()).isEqualTo(1);
    assertThat(events.after(0))
        .extracting(Event::getType)
        .last()
        .isEqualTo(EventType.EVENT_TYPE_REVISION_REFUSED);
    assertThat(drivers.opened).extracting(nic -> nic.closed).containsExactly(false, true);
    ext0.awaitPolls(2);
    assertThat(apply(SECOND_NIC, 1, _ -> {}).getNumber()).isEqualTo(2);
  }

  @Test
  void whatAHangingCoreMayStillUseIsClosedOnceItHasComeBack() throws Exception {
    HeldNic ext0 = drivers.opened.getFirst();
    ext0.hold();

    assertThatThrownBy(() -> apply(SECOND_NIC, 1, progress -> hurry = progress.hasPublished()))
        .isInstanceOf(Refusal.Host.class);

    assertThat(drivers.opened).extracting(nic -> nic.closed).containsExactly(false, false);
    hurry = false;
    ext0.release();
    assertThat(apply(DRAWING, 1, _ -> {}).getNumber()).isEqualTo(2);
    assertThat(drivers.opened).extracting(nic -> nic.closed).containsExactly(false, true);
  }

  private Revision apply(String drawing, long base, Consumer<ApplyProgress> progress)
      throws Exception {
    Topology topology = TopologyFiles.read(drawing, Format.YAML, "drawing").topology();
    return master.apply(
        ApplyTopologyRequest.newBuilder().setTopology(topology).setBaseRevision(base).build(),
        progress);
  }

  /** In a hurry, a second passes each time the master asks. */
  private long nanoTime() {
    if (hurry && Thread.currentThread().getName().equals("master")) {
      skewNs.addAndGet(1_000_000_000L);
    }
    return System.nanoTime() + skewNs.get();
  }

  /** NICs without a wire, each new for a topology unless it runs already. */
  private static final class TestDrivers implements NicDrivers {
    final List<HeldNic> opened = new ArrayList<>();
    private Map<String, Nic> running = Map.of();

    @Override
    public Opened open(Topology topology) {
      Map<String, Nic> all = new HashMap<>();
      List<Nic> fresh = new ArrayList<>();
      for (var drawn : topology.getNicsList()) {
        Nic nic = running.get(drawn.getId());
        if (nic == null) {
          HeldNic held = new HeldNic(drawn.getId());
          opened.add(held);
          fresh.add(held);
          nic = held;
        }
        all.put(drawn.getId(), nic);
      }
      return new Opened() {
        @Override
        public Map<String, Nic> nics() {
          return all;
        }

        @Override
        public void commit() {
          running = Map.copyOf(all);
        }

        @Override
        public void abort() {
          fresh.forEach(Nic::close);
        }
      };
    }

    @Override
    public List<DriverSupport> support() {
      return List.of();
    }

    @Override
    public void close() {}
  }

  /** A NIC on which nothing arrives, and whose polls last as long as a test wants. */
  private static final class HeldNic implements Nic {
    private final String id;
    private final AtomicLong polls = new AtomicLong();
    private final CountDownLatch entered = new CountDownLatch(1);
    private volatile CountDownLatch held = new CountDownLatch(0);
    private volatile Runnable whenAsked = () -> {};
    private volatile boolean closed;

    HeldNic(String id) {
      this.id = id;
    }

    /** The next poll does not return; waits until the core is in it. */
    void hold() throws InterruptedException {
      held = new CountDownLatch(1);
      entered.await();
    }

    void release() {
      held.countDown();
    }

    void whenAsked(Runnable action) {
      whenAsked = action;
    }

    void awaitPolls(int more) {
      long enough = polls.get() + more;
      while (polls.get() < enough) {
        Thread.onSpinWait();
      }
    }

    @Override
    public NicInfo info() {
      whenAsked.run();
      return new NicInfo(id, 0x02_00_00_00_00_01L, 1500, 1);
    }

    @Override
    public int receive(int queue, FrameBatch batch, FramePool pool) {
      assertThat(closed).isFalse();
      polls.incrementAndGet();
      try {
        CountDownLatch end = held;
        if (end.getCount() > 0) {
          entered.countDown();
          end.await();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return 0;
    }

    @Override
    public int transmit(int lane, FrameBatch batch, FramePool pool) {
      return 0;
    }

    @Override
    public long statistic(NicStatistic which) {
      return 0;
    }

    @Override
    public boolean linkUp() {
      return true;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}

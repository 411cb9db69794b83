package io.spinlane.agent.engine;

import static io.spinlane.agent.engine.TestSwitch.EXT0;
import static io.spinlane.agent.engine.TestSwitch.INT0;
import static io.spinlane.agent.engine.TestSwitch.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.nic.Nic;
import io.spinlane.agent.packet.FrameStore;
import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.plan.PlanCompiler;
import io.spinlane.agent.telemetry.CoreCounter;
import io.spinlane.agent.telemetry.TelemetryKind;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cores on threads of their own, while plans move the queues from one to another. */
class MovingQueuesTest {
  private static final int PLANS = Integer.getInteger("spinlane.moves.plans", 60);
  private static final int FRAMES = 1024;

  /** Below the slots there are, so that the test's own wire loses nothing. */
  private static final int ON_THE_WAY = 200;

  private static final int FLOWS = 40;

  private final TestNic ext0 = new TestNic("ext0", EXT0, 2);
  private final TestNic int0 = new TestNic("int0", INT0, 1);
  private final Map<String, Nic> nics = Map.of("ext0", ext0, "int0", int0);
  private final PlanCompiler compiler = new PlanCompiler();
  private final Set<Integer> seen = new HashSet<>();
  private long generation;

  private static String topology(String... owners) {
    StringBuilder cores = new StringBuilder("cores:\n");
    for (String core : new java.util.TreeSet<>(List.of(owners))) {
      cores.append(
          "  - {id: %s, cpu: %s, role: SWITCH, idle: YIELD}\n".formatted(core, core.substring(2)));
    }
    return TestSwitch.NICS
        + cores
        + """
          lanes:
            - {nic: ext0, queue: 0, core: %s}
            - {nic: ext0, queue: 1, core: %s}
            - {nic: int0, queue: 0, core: %s}
          """
            .formatted((Object[]) owners)
        + TestSwitch.SERVICES
        + TestSwitch.POOLS;
  }

  /**
   * Every numbered packet leaves exactly once, whoever polled its queue. A queue polled by two at
   * once, or a frame sent by another than its owner, is a breach that the NIC notes.
   */
  @Test
  @Timeout(value = 100, unit = TimeUnit.SECONDS)
  void losesNothingAndDoesNothingTwice() throws Exception {
    String[][] owners = {
      {"sw1", "sw1", "sw2"},
      {"sw2", "sw1", "sw1"},
      {"sw1", "sw2", "sw1"},
      {"sw2", "sw2", "sw2"},
      {"sw3", "sw1", "sw2"}
    };
    try (FrameStore store = new FrameStore(FRAMES, FrameStore.STANDARD_SLOT_BYTES)) {
      Set<Long> acknowledged = new HashSet<>();
      int sent = 0;
      try (Dataplane dataplane = Dataplane.threaded(store, System::nanoTime, 1 << 10, cpu -> {})) {
        apply(dataplane, topology(owners[0]), acknowledged);
        int0.arrive(Packet.arpRequest(server(11), "10.0.0.11", "10.0.0.1").bytes());
        while (sum(dataplane, CoreCounter.ARP_REQUESTS_ANSWERED) == 0) {
          rest();
        }
        for (int flow = 0; flow < FLOWS; flow++) {
          offer(sent++, Tcp.SYN);
        }
        awaitAll(sent);
        ext0.linger(1_000_000);
        for (int plan = 1; plan <= PLANS; plan++) {
          for (int i = 0; i < ON_THE_WAY; i++) {
            offer(sent++, Tcp.ACK);
          }
          apply(dataplane, topology(owners[plan % owners.length]), acknowledged);
          awaitAll(sent);
        }
        assertThat(value(dataplane)).as("polled from both queues").isEqualTo(sent);
        assertThat(ext0.sent()).as("nothing was refused").noneMatch(MovingQueuesTest::isIp);
      }
      assertThat(ext0.breaches() + int0.breaches()).as("breaches of the NIC contract").isZero();
      assertThat(acknowledged).hasSize(PLANS + 1);
      assertThat(TestSwitch.free(store)).isEqualTo(FRAMES);
    }
  }

  /** Each flow stays on one queue. */
  private void offer(int number, int flags) {
    int flow = number % FLOWS;
    String client = "198.51.100.%d:4000".formatted(flow + 1);
    Packet packet = Packet.tcp(client, "203.0.113.10:80").flags(flags).sequence(number);
    ext0.arriveAt(flow & 1, packet.bytes());
  }

  private void awaitAll(int sent) {
    while (seen.size() < sent) {
      for (byte[] frame : int0.sent()) {
        if (isIp(frame)) {
          int number = Packet.get32(frame, 14 + 24);
          assertThat(seen.add(number)).as("packet %d left once", number).isTrue();
        }
      }
      rest();
    }
  }

  private static boolean isIp(byte[] frame) {
    return Packet.get16(frame, 12) == 0x0800;
  }

  private void apply(Dataplane dataplane, String yaml, Set<Long> acknowledged) throws Exception {
    long next = ++generation;
    var topology = TopologyFiles.read(yaml, Format.YAML, "test").topology();
    List<String> cores = new ArrayList<>();
    dataplane.apply(
        compiler.compile(topology, next, nics.values().stream().map(Nic::info).toList()),
        nics,
        new Dataplane.Progress() {
          @Override
          public void published(long published) {
            assertThat(published).isEqualTo(next);
          }

          @Override
          public void acknowledged(String coreId, long delayNs) {
            assertThat(delayNs).isNotNegative();
            cores.add(coreId);
            acknowledged.add(next);
          }
        });
    assertThat(cores)
        .as("each core of the plan acknowledged once")
        .containsExactlyInAnyOrderElementsOf(
            topology.getCoresList().stream().map(core -> core.getId()).toList());
  }

  private static long sum(Dataplane dataplane, CoreCounter counter) {
    return dataplane.telemetry().snapshot().group(TelemetryKind.CORE).sum(counter);
  }

  private static long value(Dataplane dataplane) {
    var queues = dataplane.telemetry().snapshot().group(TelemetryKind.QUEUE);
    var packets = io.spinlane.agent.telemetry.QueueCounter.RECEIVE_PACKETS;
    return queues.value("ext0/0", packets) + queues.value("ext0/1", packets);
  }

  private static void rest() {
    LockSupport.parkNanos(100_000);
  }
}

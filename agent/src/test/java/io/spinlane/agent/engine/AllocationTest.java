package io.spinlane.agent.engine;

import static io.spinlane.agent.engine.TestSwitch.EXT0;
import static io.spinlane.agent.engine.TestSwitch.INT0;
import static io.spinlane.agent.engine.TestSwitch.server;
import static io.spinlane.agent.packet.FrameMemory.MEMORY;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.spinlane.agent.nic.Nic;
import io.spinlane.agent.nic.NicInfo;
import io.spinlane.agent.nic.NicStatistic;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FramePool;
import io.spinlane.agent.packet.FrameStore;
import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.plan.PlanCompiler;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFiles;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A running switch makes no garbage, whatever the packets are. */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 10_000;
  private static final int PASSES = 8;

  /** A thousandth of a byte for each packet. */
  private static final long NEARLY_NOTHING_BYTES = 1024;

  /** Follows the other services. */
  private static final String GUARDED =
      """
        - id: guarded
          vip: www
          protocol: TCP
          ports: ["8080"]
          pool: web
          synCookies: true
          accessRules: [{action: DENY, prefix: 203.0.113.8/32}]
          rateLimit: {packetsPerSecond: 1000000, connectionsPerSecond: 1000}
      """;

  /** The same frames again and again; what is sent goes nowhere. */
  private static final class Wheel implements Nic {
    private final NicInfo info;
    private final byte[][] frames;
    private int next;
    private long received;

    Wheel(String id, String mac, byte[]... frames) {
      this.info = new NicInfo(id, Packet.mac(mac), 1500, 1);
      this.frames = frames;
    }

    @Override
    public NicInfo info() {
      return info;
    }

    @Override
    public int receive(int queue, FrameBatch batch, FramePool pool) {
      int before = batch.count;
      while (!batch.isFull()) {
        byte[] bytes = frames[next];
        next = next + 1 == frames.length ? 0 : next + 1;
        int frame = pool.take();
        Frame.fill(frame, Frame.HEADROOM_BYTES, bytes.length);
        MemorySegment.copy(
            bytes, 0, MEMORY, ValueLayout.JAVA_BYTE, Frame.data(frame), bytes.length);
        batch.add(frame);
      }
      received += batch.count - before;
      return batch.count - before;
    }

    @Override
    public int transmit(int lane, FrameBatch batch, FramePool pool) {
      for (int i = 0; i < batch.count; i++) {
        pool.give(batch.frames[i]);
      }
      return batch.count;
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
    public void close() {}
  }

  private static byte[][] fromClients() {
    String vip = "203.0.113.10:80";
    String guarded = "203.0.113.10:8080";
    return new byte[][] {
      Packet.tcp("203.0.113.7:1", vip).flags(Tcp.SYN).bytes(),
      Packet.tcp("203.0.113.7:1", vip).data(500).bytes(),
      Packet.tcp("203.0.113.8:1", vip).flags(Tcp.FIN).bytes(),
      Packet.tcp("203.0.113.8:1", vip).flags(Tcp.SYN).bytes(),
      Packet.udp("203.0.113.7:1", "203.0.113.10:53").data(40).bytes(),
      Packet.udp("203.0.113.7:1", "203.0.113.10:54").bytes(),
      Packet.echo("203.0.113.7", "203.0.113.10").data(56).bytes(),
      Packet.tcp("203.0.113.9:1", "203.0.113.10:81").flags(Tcp.SYN).bytes(),
      Packet.tcp("203.0.113.9:1", vip).badIpChecksum().bytes(),
      Packet.tcp("203.0.113.7:1", guarded).flags(Tcp.SYN).bytes(),
      Packet.tcp("203.0.113.7:1", guarded).data(500).bytes(),
      Packet.tcp("203.0.113.8:1", guarded).flags(Tcp.SYN).bytes(),
      Packet.udp("203.0.113.7:1", "203.0.113.10:53").data(40).set16(6, 0x2000).bytes(),
      Packet.udp("203.0.113.7:1", "203.0.113.10:53").data(40).set16(6, 6).bytes(),
      Packet.arpRequest("02:00:00:00:00:77", "203.0.113.7", "203.0.113.10").bytes(),
    };
  }

  private static byte[][] fromServers() {
    return new byte[][] {
      Packet.arpRequest(server(11), "10.0.0.11", "10.0.0.1").bytes(),
      Packet.tcp("10.0.0.11:8080", "203.0.113.7:1")
          .flags(Tcp.SYN | Tcp.ACK)
          .from(server(11))
          .to(INT0)
          .bytes(),
      Packet.udp("10.0.0.21:53", "203.0.113.7:1").from(server(21)).to(INT0).bytes(),
      Packet.tcp("10.0.0.11:8080", "203.0.113.99:1").from(server(11)).to(INT0).bytes(),
    };
  }

  @Test
  void forwardsAMillionPacketsWithoutGarbage() throws Exception {
    Wheel ext0 = new Wheel("ext0", EXT0, fromClients());
    Wheel int0 = new Wheel("int0", INT0, fromServers());
    long[] nowNs = new long[1];
    var topology =
        TopologyFiles.read(
                TestSwitch.NICS
                    + TestSwitch.CORE
                    + TestSwitch.SERVICES
                    + GUARDED
                    + TestSwitch.POOLS,
                Format.YAML,
                "test")
            .topology();
    try (FrameStore store = new FrameStore(1024, FrameStore.STANDARD_SLOT_BYTES);
        Dataplane dataplane = Dataplane.stepped(store, () -> nowNs[0], 1024)) {
      dataplane.apply(
          new PlanCompiler().compile(topology, 1, List.of(ext0.info(), int0.info())),
          Map.of("ext0", ext0, "int0", int0),
          TestSwitch.NO_PROGRESS);
      run(dataplane, nowNs, ROUNDS);
      long packets = 0;
      long bytes = Long.MAX_VALUE;
      // The compiler still makes some garbage of its own at first.
      for (int pass = 0; pass < PASSES && bytes >= NEARLY_NOTHING_BYTES; pass++) {
        packets = -ext0.received - int0.received;
        bytes = -THREADS.getCurrentThreadAllocatedBytes();
        run(dataplane, nowNs, ROUNDS);
        bytes += THREADS.getCurrentThreadAllocatedBytes();
        packets += ext0.received + int0.received;
      }
      assertThat(packets).isGreaterThanOrEqualTo(1_000_000);
      assertThat(bytes).as("bytes for %d packets", packets).isLessThan(NEARLY_NOTHING_BYTES);
    }
  }

  /** Ten milliseconds a round, so that neighbours age, connections expire and begin anew. */
  private static void run(Dataplane dataplane, long[] nowNs, int rounds) {
    for (int i = 0; i < rounds; i++) {
      nowNs[0] += 10_000_000;
      dataplane.step();
    }
  }
}

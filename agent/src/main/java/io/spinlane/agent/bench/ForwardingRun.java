package io.spinlane.agent.bench;

import com.sun.management.ThreadMXBean;
import io.spinlane.agent.engine.Dataplane;
import io.spinlane.agent.nic.Nic;
import io.spinlane.agent.nic.NicInfo;
import io.spinlane.agent.packet.FrameStore;
import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.plan.Plan;
import io.spinlane.agent.plan.PlanCompiler;
import io.spinlane.agent.telemetry.CoreCounter;
import io.spinlane.agent.telemetry.TelemetryGroup;
import io.spinlane.agent.telemetry.TelemetryKind;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFileException;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One measurement: a single core forwards segments of so many established flows, NAT towards eight
 * back-ends. Every duty cycle, clock reading, counter and connection touch is part of it.
 */
final class ForwardingRun implements AutoCloseable {
  /**
   * What came out.
   *
   * @param flows connections in the table
   * @param medianNs nanoseconds of CPU time a packet, median over the samples; the tenth and
   *     ninetieth percentile
   * @param packetsPerPoll mean size of a batch
   * @param allocatedBytesPerPacket by this thread while measuring
   */
  record Result(
      String scenario,
      int flows,
      double medianNs,
      double p10Ns,
      double p90Ns,
      double packetsPerPoll,
      double allocatedBytesPerPacket) {}

  /**
   * Time is the thread's own, so that neighbours on a shared machine count as little as they can.
   */
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final int VIP = 0xcb00_710a; // 203.0.113.10
  private static final int PORT = 80;
  private static final String TOPOLOGY =
      """
      nics:
        - {id: ext0, driver: SIM, side: CLIENT, addresses: [203.0.113.1/24]}
        - {id: int0, driver: SIM, side: SERVER, addresses: [10.0.0.1/24]}
      cores:
        - {id: sw1, cpu: 1, role: SWITCH}
      lanes:
        - {nic: ext0, queue: 0, core: sw1}
        - {nic: int0, queue: 0, core: sw1}
      vips: [{id: www, address: 203.0.113.10, nics: [ext0]}]
      services: [{id: http, vip: www, protocol: TCP, ports: ["80"], pool: web}]
      pools:
        - id: web
          backends:
            - {id: b1, address: 10.0.0.11, port: 8080}
            - {id: b2, address: 10.0.0.12, port: 8080}
            - {id: b3, address: 10.0.0.13, port: 8080}
            - {id: b4, address: 10.0.0.14, port: 8080}
            - {id: b5, address: 10.0.0.15, port: 8080}
            - {id: b6, address: 10.0.0.16, port: 8080}
            - {id: b7, address: 10.0.0.17, port: 8080}
            - {id: b8, address: 10.0.0.18, port: 8080}
      """;

  private final int flows;
  private final FrameStore store = new FrameStore(4096, FrameStore.STANDARD_SLOT_BYTES);
  private final FlowNic clients = new FlowNic("ext0", 0x0200_0000_0001L, VIP, PORT);
  private final FlowNic servers = new FlowNic("int0", 0x0200_0000_0002L, VIP, PORT);
  private final Dataplane dataplane;

  ForwardingRun(int flows) throws IOException {
    this.flows = flows;
    this.dataplane = Dataplane.stepped(store, System::nanoTime, Math.max(1024, flows));
    Plan plan =
        new PlanCompiler().compile(topology(), 1, List.<NicInfo>of(clients.info(), servers.info()));
    dataplane.apply(
        plan,
        Map.<String, Nic>of("ext0", clients, "int0", servers),
        new Dataplane.Progress() {
          @Override
          public void published(long generation) {}

          @Override
          public void acknowledged(String coreId, long delayNs) {}
        });
  }

  private static Topology topology() {
    try {
      return TopologyFiles.read(TOPOLOGY, Format.YAML, "bench").topology();
    } catch (TopologyFileException e) {
      throw new AssertionError(e);
    }
  }

  /** Opens all flows, warms up, and measures. */
  Result hits(int samples, long sampleNs) {
    openFlows();
    clients.atRandom(flows, Tcp.ACK);
    run(2 * sampleNs);
    long[] before = coreCounters();
    double[] nsPerPacket = new double[samples];
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < samples; i++) {
      nsPerPacket[i] = run(sampleNs);
    }
    allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
    long[] after = coreCounters();
    Arrays.sort(nsPerPacket);
    double packets = after[0] - before[0];
    return new Result(
        "nat4-hit",
        flows,
        nsPerPacket[samples / 2],
        nsPerPacket[samples / 10],
        nsPerPacket[samples - 1 - samples / 10],
        packets / Math.max(1, after[1] - before[1]),
        allocated / packets);
  }

  /** New flows, each one SYN, until the table's promise is reached; one sample for each pass. */
  Result opens() {
    int samples = 16;
    int each = Math.max(64, flows / samples);
    double[] nsPerPacket = new double[samples];
    for (int i = 0; i < samples; i++) {
      clients.inOrder(i * each, each, Tcp.SYN);
      long start = THREADS.getCurrentThreadCpuTime();
      while (clients.left() > 0) {
        dataplane.step();
      }
      nsPerPacket[i] = (double) (THREADS.getCurrentThreadCpuTime() - start) / each;
    }
    Arrays.sort(nsPerPacket);
    return new Result(
        "nat4-new", flows, nsPerPacket[samples / 2], nsPerPacket[1], nsPerPacket[14], 64, 0);
  }

  private void openFlows() {
    // A few first, so that the back-ends' neighbours are known before the many come.
    for (int flow = 0; flow < Math.min(flows, 256); flow += 4) {
      clients.inOrder(flow, 4, Tcp.SYN);
      for (int i = 0; i < 16; i++) {
        dataplane.step();
      }
    }
    clients.inOrder(0, flows, Tcp.SYN);
    while (clients.left() > 0) {
      dataplane.step();
    }
  }

  /** Nanoseconds a packet over at least this time. */
  private double run(long durationNs) {
    long packets = -servers.transmitted();
    long start = THREADS.getCurrentThreadCpuTime();
    long now = start;
    while (now - start < durationNs) {
      for (int i = 0; i < 256; i++) {
        dataplane.step();
      }
      now = THREADS.getCurrentThreadCpuTime();
    }
    packets += servers.transmitted();
    if (packets == 0) {
      throw new IllegalStateException("nothing was forwarded");
    }
    return (double) (now - start) / packets;
  }

  private long[] coreCounters() {
    TelemetryGroup core = dataplane.telemetry().snapshot().group(TelemetryKind.CORE);
    return new long[] {
      core.value("sw1", CoreCounter.RECEIVE_PACKETS),
      core.value("sw1", CoreCounter.POLLS) - core.value("sw1", CoreCounter.EMPTY_POLLS)
    };
  }

  @Override
  public void close() {
    dataplane.close();
    store.close();
  }
}

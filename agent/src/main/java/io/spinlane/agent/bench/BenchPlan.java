package io.spinlane.agent.bench;

import io.spinlane.agent.nic.NicInfo;
import io.spinlane.agent.plan.Plan;
import io.spinlane.agent.plan.PlanCompiler;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFileException;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.Topology;
import java.util.List;

/** The topology that is measured: one service on a VIP before eight back-ends. */
final class BenchPlan {
  /** 203.0.113.10, and an address of the same network that is nobody's. */
  static final int VIP4 = 0xcb00_710a;

  static final int NO_VIP4 = 0xcb00_71c8;

  /** 2001:db8:71::10, and one that is nobody's. */
  static final long VIP6_HIGH = 0x2001_0db8_0071_0000L;

  static final long VIP6_LOW = 0x10;
  static final long NO_VIP6_LOW = 0x200;

  static final int PORT = 80;

  private static final int BACKENDS = 8;

  private BenchPlan() {}

  static Plan compile(Scenario.Family family, int cores, List<NicInfo> nics) {
    String yaml = yaml(family, cores);
    try {
      Topology topology = TopologyFiles.read(yaml, Format.YAML, "bench").topology();
      return new PlanCompiler().compile(topology, 1, nics);
    } catch (TopologyFileException e) {
      throw new AssertionError(e);
    }
  }

  private static String yaml(Scenario.Family family, int cores) {
    boolean ipv6 = family == Scenario.Family.V6;
    StringBuilder text = new StringBuilder(512);
    text.append("nics:\n")
        .append("  - {id: ext0, driver: SIM, side: CLIENT, queues: ")
        .append(cores)
        .append(", addresses: [203.0.113.1/24, 2001:db8:71::1/64]}\n")
        .append("  - {id: int0, driver: SIM, side: SERVER, queues: ")
        .append(cores)
        .append(", addresses: [10.0.0.1/24, fd00::1/64]}\n")
        .append("cores:\n");
    for (int core = 0; core < cores; core++) {
      text.append("  - {id: sw%d, cpu: %d, role: SWITCH, idle: BACKOFF}\n".formatted(core, core));
    }
    text.append("lanes:\n");
    for (int core = 0; core < cores; core++) {
      text.append("  - {nic: ext0, queue: %d, core: sw%d}\n".formatted(core, core));
      text.append("  - {nic: int0, queue: %d, core: sw%d}\n".formatted(core, core));
    }
    text.append("vips: [{id: www, address: \"")
        .append(ipv6 ? "2001:db8:71::10" : "203.0.113.10")
        .append("\", nics: [ext0]}]\n")
        .append("services: [{id: http, vip: www, protocol: TCP, ports: [\"80\"], pool: web, mode: ")
        .append(family == Scenario.Family.TUNNEL ? "IPIP" : "NAT")
        .append(", timeouts: {tcpSyn: 3600s}}]\n")
        .append("pools:\n  - id: web\n    backends:\n");
    for (int backend = 1; backend <= BACKENDS; backend++) {
      text.append("      - {id: b")
          .append(backend)
          .append(ipv6 ? ", address: \"fd00::1" : ", address: \"10.0.0.1")
          .append(backend)
          .append("\", port: 8080}\n");
    }
    return text.toString();
  }
}

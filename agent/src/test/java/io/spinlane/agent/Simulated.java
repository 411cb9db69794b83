package io.spinlane.agent;

import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFileException;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.Topology;

/** Topologies on simulated NICs. */
final class Simulated {
  private Simulated() {}

  /** Two NICs, as many switch cores as asked for, one service, two back-ends. */
  static String text(int cores, int connectionsPerSecond) {
    StringBuilder text =
        new StringBuilder(
            """
            name: simulated
            nics:
              - {id: ext0, driver: SIM, side: CLIENT, queues: %1$d, addresses: [203.0.113.1/24], sim: {seed: 1, connectionsPerSecond: %2$d}}
              - {id: int0, driver: SIM, side: SERVER, queues: %1$d, addresses: [10.0.0.1/24], sim: {seed: 2}}
            vips:
              - {id: www, address: 203.0.113.10, nics: [ext0]}
            pools:
              - id: web
                backends:
                  - {id: web1, address: 10.0.0.11, port: 8080}
                  - {id: web2, address: 10.0.0.12, port: 8080}
            services:
              - {id: http, vip: www, protocol: TCP, ports: ["80"], pool: web}
            cores:
              - {id: ctl, cpu: 0, role: CONTROL}
            """
                .formatted(cores, connectionsPerSecond));
    for (int core = 1; core <= cores; core++) {
      text.append("  - {id: sw%d, cpu: %d, role: SWITCH, idle: BACKOFF}%n".formatted(core, core));
    }
    text.append("lanes:\n");
    for (int core = 1; core <= cores; core++) {
      for (String nic : new String[] {"ext0", "int0"}) {
        text.append("  - {nic: %s, queue: %d, core: sw%d}%n".formatted(nic, core - 1, core));
      }
    }
    return text.toString();
  }

  static Topology topology(int cores, int connectionsPerSecond) {
    try {
      return TopologyFiles.read(text(cores, connectionsPerSecond), Format.YAML, "simulated")
          .topology();
    } catch (TopologyFileException e) {
      throw new AssertionError(e);
    }
  }
}

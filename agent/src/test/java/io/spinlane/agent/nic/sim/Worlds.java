package io.spinlane.agent.nic.sim;

import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.SimSettings;
import io.spinlane.v1.Topology;

/** Topologies for tests: the sample everybody sees first, with other settings. */
final class Worlds {
  private Worlds() {}

  /** The first sample with so many clients and connections that its NIC is never idle. */
  static Topology busy() {
    return with(SimSettings.newBuilder().setClients(250).setConnectionsPerSecond(10_000_000));
  }

  /** The first sample with other settings of the clients' NIC. */
  static Topology with(SimSettings.Builder clients) {
    Topology.Builder topology = Samples.find(Samples.FIRST).orElseThrow().topology().toBuilder();
    topology.getNicsBuilder(0).setSim(clients);
    return topology.build();
  }
}

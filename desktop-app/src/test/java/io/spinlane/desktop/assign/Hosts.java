package io.spinlane.desktop.assign;

import io.spinlane.desktop.io.foreign.BrokenFileException;
import io.spinlane.desktop.io.foreign.ForeignFiles;
import io.spinlane.desktop.io.foreign.ForeignFormat;
import io.spinlane.v1.Core;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Lane;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;
import io.spinlane.v1.Topology;

/** Hosts and drawings in one line each, for tests. */
public final class Hosts {
  private Hosts() {}

  /** A made-up host such as "node:2 core:4 pu:2 nic:2". */
  public static Inventory host(String line) {
    try {
      return ForeignFiles.read(ForeignFormat.SYNTHETIC, line).inventory().orElseThrow();
    } catch (BrokenFileException e) {
      throw new AssertionError(line, e);
    }
  }

  /**
   * A drawing such as "eth0:4 eth1:2 | ctl@0 a@1 b@2 | eth0/0=a": NICs with queues, cores with
   * CPUs, lanes. A core whose name begins with ctl controls; a NIC whose name begins with sim is
   * simulated.
   */
  public static Topology drawing(String line) {
    String[] parts = line.split("\\|", -1);
    Topology.Builder topology = Topology.newBuilder();
    for (String word : words(parts[0])) {
      String[] nic = word.split(":", -1);
      boolean simulated = nic[0].startsWith("sim");
      topology.addNics(
          Nic.newBuilder()
              .setId(nic[0])
              .setDevice(simulated ? "" : nic[0])
              .setDriver(simulated ? NicDriver.NIC_DRIVER_SIM : NicDriver.NIC_DRIVER_AF_PACKET)
              .setQueues(Integer.parseInt(nic[1])));
    }
    for (String word : words(parts[1])) {
      String[] core = word.split("@", -1);
      topology.addCores(
          Core.newBuilder()
              .setId(core[0])
              .setCpu(Integer.parseInt(core[1]))
              .setRole(
                  core[0].startsWith("ctl")
                      ? CoreRole.CORE_ROLE_CONTROL
                      : CoreRole.CORE_ROLE_SWITCH));
    }
    for (String word : words(parts.length > 2 ? parts[2] : "")) {
      String[] lane = word.split("[/=]", -1);
      topology.addLanes(
          Lane.newBuilder().setNic(lane[0]).setQueue(Integer.parseInt(lane[1])).setCore(lane[2]));
    }
    return topology.build();
  }

  private static String[] words(String text) {
    return text.isBlank() ? new String[0] : text.strip().split("\\s+", -1);
  }
}

package io.spinlane.desktop;

import io.spinlane.v1.CacheInfo;
import io.spinlane.v1.CpuInfo;
import io.spinlane.v1.Inventory;

/** Hosts that tests draw on. */
public final class Hosts {
  private Hosts() {}

  /**
   * A host whose CPUs are numbered package by package, node by node, cache by cache.
   *
   * @param shared CPUs on one cache of level 3
   */
  public static Inventory of(int packages, int nodesEach, int cachesEach, int shared) {
    Inventory.Builder host = Inventory.newBuilder().setHostname("lab");
    int cpu = 0;
    for (int p = 0; p < packages; p++) {
      for (int n = 0; n < nodesEach; n++) {
        for (int c = 0; c < cachesEach; c++) {
          CacheInfo.Builder cache = CacheInfo.newBuilder().setLevel(3).setSizeBytes(32 << 20);
          for (int i = 0; i < shared; i++) {
            cache.addSharedCpus(cpu + i);
          }
          for (int i = 0; i < shared; i++) {
            host.addCpus(
                CpuInfo.newBuilder()
                    .setCpu(cpu)
                    .setCore(cpu)
                    .setPackage(p)
                    .setNumaNode(p * nodesEach + n)
                    .addSmtSiblings(cpu)
                    .addCaches(cache)
                    .setAvailable(true));
            cpu++;
          }
        }
      }
    }
    return host.build();
  }
}

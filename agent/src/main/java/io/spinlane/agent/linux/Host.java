package io.spinlane.agent.linux;

import java.util.List;

/**
 * What a host has, as {@link HostProbe} found it.
 *
 * @param operatingSystem name, version and architecture, such as "Linux 6.8.0 amd64"
 * @param memoryBytes 0: unknown
 */
public record Host(
    String hostname,
    String operatingSystem,
    List<Cpu> cpus,
    List<NumaNode> numaNodes,
    List<Device> devices,
    long memoryBytes,
    List<HugePages> hugePages) {

  /**
   * A logical CPU.
   *
   * @param cpu number as in /proc/cpuinfo
   * @param core physical core within the package
   * @param socket package, numbered from 0
   * @param smtSiblings CPUs on the same physical core, itself included
   * @param frequencyHz highest; 0: unknown
   * @param available false when this process may not use it
   */
  public record Cpu(
      int cpu,
      int core,
      int socket,
      int numaNode,
      List<Integer> smtSiblings,
      List<Cache> caches,
      String model,
      long frequencyHz,
      boolean available) {}

  /**
   * A cache of a CPU.
   *
   * @param type "Data", "Instruction" or "Unified"
   */
  public record Cache(int level, String type, long sizeBytes, List<Integer> sharedCpus) {}

  /**
   * A memory node.
   *
   * @param distances to every node in their order; 10 is local
   */
  public record NumaNode(int node, List<Integer> cpus, long memoryBytes, List<Integer> distances) {}

  /**
   * A network device.
   *
   * @param mac such as "02:00:00:00:00:01"
   * @param up whether it is administratively up and its link is not down
   * @param kernelDriver such as "ixgbe" or "veth"; empty: unknown
   * @param busAddress such as "0000:3b:00.0"; empty: none
   * @param numaNode −1: unknown or none
   * @param speedBitsPerSecond 0: unknown
   * @param addresses as CIDR
   * @param defaultRoute whether a default route of the host leads through it
   */
  public record Device(
      String name,
      String mac,
      int mtuBytes,
      boolean up,
      boolean loopback,
      String kernelDriver,
      String busAddress,
      int numaNode,
      int receiveQueues,
      int transmitQueues,
      long speedBitsPerSecond,
      List<String> addresses,
      boolean defaultRoute) {}

  /** Huge pages of one size. */
  public record HugePages(long pageBytes, long total, long free) {}
}

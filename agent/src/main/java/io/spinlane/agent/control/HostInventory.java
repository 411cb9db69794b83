package io.spinlane.agent.control;

import io.spinlane.agent.linux.Host;
import io.spinlane.topology.IpAddress;
import io.spinlane.v1.CacheInfo;
import io.spinlane.v1.CpuInfo;
import io.spinlane.v1.DeviceInfo;
import io.spinlane.v1.HugePagePool;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.NumaNodeInfo;

/** A host in the words of the contract. */
public final class HostInventory {
  private HostInventory() {}

  /** All that the host itself tells; drivers, version and time are for others to add. */
  public static Inventory.Builder of(Host host) {
    Inventory.Builder inventory =
        Inventory.newBuilder()
            .setHostname(host.hostname())
            .setOperatingSystem(host.operatingSystem())
            .setMemoryBytes(host.memoryBytes());
    host.cpus().forEach(cpu -> inventory.addCpus(cpu(cpu)));
    host.numaNodes().forEach(node -> inventory.addNumaNodes(node(node)));
    host.devices().forEach(device -> inventory.addDevices(device(device)));
    for (Host.HugePages pages : host.hugePages()) {
      inventory.addHugePages(
          HugePagePool.newBuilder()
              .setPageBytes(pages.pageBytes())
              .setTotal(pages.total())
              .setFree(pages.free()));
    }
    return inventory;
  }

  private static CpuInfo.Builder cpu(Host.Cpu cpu) {
    CpuInfo.Builder info =
        CpuInfo.newBuilder()
            .setCpu(cpu.cpu())
            .setCore(cpu.core())
            .setPackage(cpu.socket())
            .setNumaNode(cpu.numaNode())
            .addAllSmtSiblings(cpu.smtSiblings())
            .setModel(cpu.model())
            .setFrequencyHz(cpu.frequencyHz())
            .setAvailable(cpu.available());
    for (Host.Cache cache : cpu.caches()) {
      info.addCaches(
          CacheInfo.newBuilder()
              .setLevel(cache.level())
              .setType(cache.type())
              .setSizeBytes(cache.sizeBytes())
              .addAllSharedCpus(cache.sharedCpus()));
    }
    return info;
  }

  private static NumaNodeInfo.Builder node(Host.NumaNode node) {
    return NumaNodeInfo.newBuilder()
        .setNode(node.node())
        .addAllCpus(node.cpus())
        .setMemoryBytes(node.memoryBytes())
        .addAllDistances(node.distances());
  }

  private static DeviceInfo.Builder device(Host.Device device) {
    return DeviceInfo.newBuilder()
        .setName(device.name())
        .setMac(device.mac())
        .setMtuBytes(device.mtuBytes())
        .setUp(device.up())
        .setLoopback(device.loopback())
        .setKernelDriver(device.kernelDriver())
        .setBusAddress(device.busAddress())
        .setNumaNode(device.numaNode())
        .setReceiveQueues(device.receiveQueues())
        .setTransmitQueues(device.transmitQueues())
        .setSpeedBitsPerSecond(device.speedBitsPerSecond())
        .addAllAddresses(device.addresses().stream().map(HostInventory::written).toList())
        .setDefaultRoute(device.defaultRoute());
  }

  /** As people write it; the system leaves no zeros out of IPv6 addresses. */
  private static String written(String cidr) {
    int slash = cidr.indexOf('/');
    return IpAddress.parse(cidr.substring(0, slash)) + cidr.substring(slash);
  }
}

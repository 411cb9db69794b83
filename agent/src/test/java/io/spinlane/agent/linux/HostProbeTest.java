package io.spinlane.agent.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostProbeTest {
  @TempDir private Path root;

  @Test
  void readsATwoSocketHost() throws IOException {
    write("proc/sys/kernel/hostname", "edge-1\n");
    write("proc/meminfo", "MemTotal:       16384 kB\nMemFree:  1 kB\n");
    write("proc/self/status", "Name:\tjava\nCpus_allowed_list:\t0-1,3\n");
    write("proc/cpuinfo", "processor\t: 0\nmodel name\t: Some CPU\ncpu MHz\t\t: 2600.500\n");
    write("sys/devices/system/cpu/online", "0-3");
    for (int cpu = 0; cpu < 4; cpu++) {
      String topology = "sys/devices/system/cpu/cpu" + cpu + "/topology/";
      write(topology + "core_id", String.valueOf(cpu % 2));
      write(topology + "physical_package_id", String.valueOf(cpu / 2));
      write(topology + "thread_siblings_list", String.valueOf(cpu));
    }
    write("sys/devices/system/cpu/cpu3/cpufreq/cpuinfo_max_freq", "3100000");
    write("sys/devices/system/cpu/cpu3/cache/index2/level", "2");
    write("sys/devices/system/cpu/cpu3/cache/index2/type", "Unified");
    write("sys/devices/system/cpu/cpu3/cache/index2/size", "1024K");
    write("sys/devices/system/cpu/cpu3/cache/index2/shared_cpu_list", "3");
    write("sys/devices/system/node/online", "0-1");
    write("sys/devices/system/node/node0/cpulist", "0-1");
    write("sys/devices/system/node/node0/distance", "10 21");
    write("sys/devices/system/node/node0/meminfo", "Node 0 MemTotal:  8192 kB");
    write("sys/devices/system/node/node1/cpulist", "2-3");
    write("sys/devices/system/node/node1/distance", "21 10");
    write("sys/devices/system/node/node1/meminfo", "Node 1 MemTotal:  4096 kB");
    write("sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages", "64");
    write("sys/kernel/mm/hugepages/hugepages-2048kB/free_hugepages", "60");

    Host host = new HostProbe(root).probe();

    assertThat(host.hostname()).isEqualTo("edge-1");
    assertThat(host.memoryBytes()).isEqualTo(16384 << 10);
    assertThat(host.cpus())
        .extracting(Host.Cpu::available)
        .containsExactly(true, true, false, true);
    assertThat(host.cpus().get(0).frequencyHz()).isEqualTo(2_600_500_000L);
    assertThat(host.cpus().get(3))
        .isEqualTo(
            new Host.Cpu(
                3,
                1,
                1,
                1,
                List.of(3),
                List.of(new Host.Cache(2, "Unified", 1 << 20, List.of(3))),
                "Some CPU",
                3_100_000_000L,
                true));
    assertThat(host.numaNodes())
        .containsExactly(
            new Host.NumaNode(0, List.of(0, 1), 8 << 20, List.of(10, 21)),
            new Host.NumaNode(1, List.of(2, 3), 4 << 20, List.of(21, 10)));
    assertThat(host.hugePages()).containsExactly(new Host.HugePages(2 << 20, 64, 60));
  }

  @Test
  void readsDevices() throws IOException {
    Path driver = Files.createDirectories(root.resolve("sys/bus/pci/drivers/ixgbe"));
    Path bus = Files.createDirectories(root.resolve("sys/devices/pci0000:3a/0000:3b:00.0"));
    Files.createSymbolicLink(bus.resolve("driver"), driver);
    write("sys/devices/pci0000:3a/0000:3b:00.0/numa_node", "1");
    write("sys/class/net/nic7/flags", "0x1003");
    write("sys/class/net/nic7/address", "02:00:00:00:00:07");
    write("sys/class/net/nic7/mtu", "9000");
    write("sys/class/net/nic7/operstate", "up");
    write("sys/class/net/nic7/speed", "10000");
    for (String queue : List.of("rx-0", "rx-1", "rx-10", "tx-0")) {
      Files.createDirectories(root.resolve("sys/class/net/nic7/queues/" + queue));
    }
    Files.createSymbolicLink(root.resolve("sys/class/net/nic7/device"), bus);
    write("sys/class/net/nic8/flags", "0x1002");
    write("sys/class/net/bonding_masters", "");

    List<Host.Device> devices = new HostProbe(root).probe().devices();

    assertThat(devices)
        .containsExactly(
            new Host.Device(
                "nic7",
                "02:00:00:00:00:07",
                9000,
                true,
                false,
                "ixgbe",
                "0000:3b:00.0",
                1,
                3,
                1,
                10_000_000_000L,
                List.of(),
                false),
            new Host.Device("nic8", "", 0, false, false, "", "", -1, 0, 0, 0, List.of(), false));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          route,      nic8 00000000 0100A8C0 0003 0 0 0 00000000 0 0 0,                   nic8
          route,      nic8 0000A8C0 00000000 0001 0 0 0 00FFFFFF 0 0 0,                   ''
          route,      nic8 00000000 0100A8C0 0003 0 0 0 00000080 0 0 0,                   ''
          ipv6_route, Z 00 Z 00 fe800000000000000000000000000001 400 1 0 1 nic8,          nic8
          ipv6_route, Z 40 Z 00 Z 100 1 0 1 nic8,                                         ''
          ipv6_route, Z 00 Z 00 Z ffffffff 1 0 00200200 lo,                               ''
          ipv6_route, Z 00 Z,                                                             ''
          """)
  void knowsWhereTheHostLeadsElsewhere(String file, String line, String expected)
      throws IOException {
    write("sys/class/net/lo/flags", "0x9");
    write("sys/class/net/nic8/flags", "0x1002");
    write("proc/net/" + file, "Iface Destination\n" + line.replace("Z", "0".repeat(32)) + "\n");
    assertThat(new HostProbe(root).probe().devices())
        .filteredOn(Host.Device::defaultRoute)
        .extracting(Host.Device::name)
        .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected));
  }

  @Test
  void knowsTheMachineItRunsOn() {
    Host host = new HostProbe().probe();
    assertThat(host.cpus()).isNotEmpty().anyMatch(Host.Cpu::available);
    assertThat(host.devices()).anyMatch(Host.Device::loopback);
    assertThat(host.hostname()).isNotEmpty();
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}

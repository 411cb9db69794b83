package io.spinlane.agent.linux;

import java.io.IOException;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds out what the host has, from /sys and /proc. On other systems it says what the JVM knows:
 * how many CPUs, and the network devices with their addresses. Any thread.
 *
 * <p>The CPUs this process may use are those at the time the probe is made: an agent takes its own
 * threads off some of them later.
 */
public final class HostProbe {
  private static final int IFF_UP = 1;
  private static final int IFF_LOOPBACK = 8;

  private final Path root;
  private final Path cpuFolder;
  private final Path nodeFolder;
  private final Set<Integer> allowed;

  /** A probe of this host. */
  public HostProbe() {
    this(Path.of("/"));
  }

  HostProbe(Path root) {
    this.root = root;
    this.cpuFolder = root.resolve("sys/devices/system/cpu");
    this.nodeFolder = root.resolve("sys/devices/system/node");
    List<String> status = SysFile.lines(root.resolve("proc/self/status"));
    this.allowed = Set.copyOf(SysFile.list(SysFile.value(status, "Cpus_allowed_list")));
  }

  public Host probe() {
    List<Host.NumaNode> nodes = numaNodes();
    List<Host.Cpu> cpus = cpus(nodes);
    return new Host(
        hostname(),
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"),
        cpus.isEmpty() ? cpusOfJvm() : cpus,
        nodes,
        devices(),
        SysFile.kilobytes(root.resolve("proc/meminfo"), "MemTotal"),
        hugePages());
  }

  private String hostname() {
    String name = SysFile.text(root.resolve("proc/sys/kernel/hostname"));
    return name.isEmpty() ? System.getenv().getOrDefault("COMPUTERNAME", "localhost") : name;
  }

  private List<Host.Cpu> cpus(List<Host.NumaNode> nodes) {
    List<String> cpuinfo = SysFile.lines(root.resolve("proc/cpuinfo"));
    List<Host.Cpu> cpus = new ArrayList<>();
    for (int cpu : SysFile.list(SysFile.text(cpuFolder.resolve("online")))) {
      Path folder = cpuFolder.resolve("cpu" + cpu);
      Path topology = folder.resolve("topology");
      List<Integer> siblings = SysFile.list(SysFile.text(topology.resolve("thread_siblings_list")));
      cpus.add(
          new Host.Cpu(
              cpu,
              SysFile.small(topology.resolve("core_id"), cpu),
              Math.max(0, SysFile.small(topology.resolve("physical_package_id"), 0)),
              nodeOf(cpu, nodes),
              siblings.isEmpty() ? List.of(cpu) : siblings,
              caches(folder.resolve("cache")),
              SysFile.value(cpuinfo, "model name"),
              frequencyHz(folder, cpuinfo),
              allowed.isEmpty() || allowed.contains(cpu)));
    }
    return cpus;
  }

  private static List<Host.Cpu> cpusOfJvm() {
    List<Host.Cpu> cpus = new ArrayList<>();
    for (int cpu = 0; cpu < Runtime.getRuntime().availableProcessors(); cpu++) {
      cpus.add(
          new Host.Cpu(
              cpu, cpu, 0, 0, List.of(cpu), List.of(), System.getProperty("os.arch"), 0, true));
    }
    return cpus;
  }

  private static int nodeOf(int cpu, List<Host.NumaNode> nodes) {
    for (Host.NumaNode node : nodes) {
      if (node.cpus().contains(cpu)) {
        return node.node();
      }
    }
    return 0;
  }

  private static long frequencyHz(Path cpu, List<String> cpuinfo) {
    long kilohertz = SysFile.number(cpu.resolve("cpufreq/cpuinfo_max_freq"), 0);
    if (kilohertz > 0) {
      return kilohertz * 1000;
    }
    String megahertz = SysFile.value(cpuinfo, "cpu MHz");
    return megahertz.isEmpty() ? 0 : Math.round(Double.parseDouble(megahertz) * 1e6);
  }

  private static List<Host.Cache> caches(Path folder) {
    List<Host.Cache> caches = new ArrayList<>();
    for (Path cache : SysFile.entries(folder, "index")) {
      caches.add(
          new Host.Cache(
              SysFile.small(cache.resolve("level"), 0),
              SysFile.text(cache.resolve("type")),
              SysFile.number(cache.resolve("size"), 0),
              SysFile.list(SysFile.text(cache.resolve("shared_cpu_list")))));
    }
    return caches;
  }

  private List<Host.NumaNode> numaNodes() {
    List<Host.NumaNode> nodes = new ArrayList<>();
    for (int node : SysFile.list(SysFile.text(nodeFolder.resolve("online")))) {
      Path folder = nodeFolder.resolve("node" + node);
      nodes.add(
          new Host.NumaNode(
              node,
              SysFile.list(SysFile.text(folder.resolve("cpulist"))),
              SysFile.kilobytes(folder.resolve("meminfo"), "MemTotal"),
              SysFile.list(SysFile.text(folder.resolve("distance")).replaceAll("\\s+", ","))));
    }
    return nodes;
  }

  private List<Host.HugePages> hugePages() {
    TreeMap<Long, Host.HugePages> pools = new TreeMap<>();
    for (Path pool : SysFile.entries(root.resolve("sys/kernel/mm/hugepages"), "hugepages-")) {
      String kilobytes = SysFile.name(pool).replaceAll("\\D", "");
      long pageBytes = Long.parseLong(kilobytes) << 10;
      pools.put(
          pageBytes,
          new Host.HugePages(
              pageBytes,
              SysFile.number(pool.resolve("nr_hugepages"), 0),
              SysFile.number(pool.resolve("free_hugepages"), 0)));
    }
    return List.copyOf(pools.values());
  }

  /** Names of the devices through which packets leave for anywhere (proc_net(5), ipv6_route). */
  private Set<String> defaultRoutes() {
    Set<String> devices = new HashSet<>();
    for (String line : SysFile.lines(root.resolve("proc/net/route"))) {
      String[] words = line.strip().split("\\s+", -1);
      if (words.length > 7 && words[1].equals("00000000") && words[7].equals("00000000")) {
        devices.add(words[0]);
      }
    }
    for (String line : SysFile.lines(root.resolve("proc/net/ipv6_route"))) {
      String[] words = line.strip().split("\\s+", -1);
      if (words.length > 9 && words[0].matches("0+") && words[1].equals("00")) {
        devices.add(words[9]); // "lo" for what cannot be reached
      }
    }
    return devices;
  }

  private List<Host.Device> devices() {
    Set<String> defaultRoutes = defaultRoutes();
    List<Host.Device> devices = new ArrayList<>();
    for (Path folder : SysFile.entries(root.resolve("sys/class/net"), "")) {
      String flags = SysFile.text(folder.resolve("flags"));
      if (!flags.isEmpty()) {
        boolean defaultRoute = defaultRoutes.contains(SysFile.name(folder));
        devices.add(device(folder, Integer.decode(flags), defaultRoute));
      }
    }
    return devices.isEmpty() && !Native.LINUX ? devicesOfJvm() : devices;
  }

  private static Host.Device device(Path folder, int flags, boolean defaultRoute) {
    String name = SysFile.name(folder);
    String driver = SysFile.linkName(folder.resolve("device/driver"));
    boolean loopback = (flags & IFF_LOOPBACK) != 0;
    long megabits = SysFile.number(folder.resolve("speed"), 0);
    return new Host.Device(
        name,
        SysFile.text(folder.resolve("address")),
        SysFile.small(folder.resolve("mtu"), 0),
        (flags & IFF_UP) != 0 && !SysFile.text(folder.resolve("operstate")).equals("down"),
        loopback,
        driver.isEmpty() ? driver(name) : driver,
        SysFile.linkName(folder.resolve("device")),
        SysFile.small(folder.resolve("device/numa_node"), -1),
        SysFile.entries(folder.resolve("queues"), "rx-").size(),
        SysFile.entries(folder.resolve("queues"), "tx-").size(),
        Math.max(0, megabits) * 1_000_000,
        addresses(name),
        defaultRoute && !loopback);
  }

  /** What a device without a bus, such as veth, says of itself. */
  private static String driver(String device) {
    try (DeviceControl control = new DeviceControl(device)) {
      return control.driver();
    } catch (IOException e) {
      return "";
    }
  }

  private static List<String> addresses(String device) {
    try {
      NetworkInterface found = NetworkInterface.getByName(device);
      return found == null ? List.of() : addresses(found);
    } catch (IOException e) {
      return List.of(); // It went away meanwhile.
    }
  }

  private static List<String> addresses(NetworkInterface device) {
    List<String> addresses = new ArrayList<>();
    for (InterfaceAddress address : device.getInterfaceAddresses()) {
      String text = address.getAddress().getHostAddress();
      int scope = text.indexOf('%');
      addresses.add(
          (scope < 0 ? text : text.substring(0, scope)) + "/" + address.getNetworkPrefixLength());
    }
    return addresses;
  }

  private static List<Host.Device> devicesOfJvm() {
    List<Host.Device> devices = new ArrayList<>();
    try {
      for (NetworkInterface device : NetworkInterface.networkInterfaces().toList()) {
        byte[] mac = device.getHardwareAddress();
        String text = mac == null ? "" : HexFormat.ofDelimiter(":").formatHex(mac);
        devices.add(
            new Host.Device(
                device.getName(),
                text,
                device.getMTU(),
                device.isUp(),
                device.isLoopback(),
                "",
                "",
                -1,
                1,
                1,
                0,
                addresses(device),
                false));
      }
    } catch (IOException e) {
      return devices;
    }
    return devices;
  }
}

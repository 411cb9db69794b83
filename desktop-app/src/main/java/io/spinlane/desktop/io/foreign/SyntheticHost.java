package io.spinlane.desktop.io.foreign;

import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.CpuInfo;
import io.spinlane.v1.DeviceInfo;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.NumaNodeInfo;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A made-up host from a line such as "node:2 core:8 nic:2": two NUMA nodes with eight cores each,
 * and two NICs in all, on the nodes in turn. As in hwloc's synthetic topologies each level counts
 * inside the one before: "package:2 node:2 core:4 pu:2" are 32 CPUs. "queues:4" gives each NIC four
 * queues.
 */
final class SyntheticHost {
  private static final Pattern PART = Pattern.compile("([A-Za-z0-9]+):([0-9]{1,4})");
  private static final List<String> LEVELS = List.of("package", "node", "core", "pu");
  private static final Map<String, String> NAMES =
      Map.of(
          "pack",
          "package",
          "socket",
          "package",
          "numa",
          "node",
          "numanode",
          "node",
          "thread",
          "pu");
  private static final Set<String> ONCE = Set.of("nic", "queues");
  private static final int MOST_CPUS = 4096;

  private SyntheticHost() {}

  static Imported read(String text) throws BrokenFileException {
    Map<String, Integer> counts = new LinkedHashMap<>();
    int last = -1;
    for (Words.Line line : Words.shell(text)) {
      for (Word word : line.words()) {
        Matcher part = PART.matcher(word.text());
        String name = part.matches() ? part.group(1).toLowerCase(java.util.Locale.ROOT) : "";
        name = NAMES.getOrDefault(name, name);
        int level = LEVELS.indexOf(name);
        int count = part.matches() ? Integer.parseInt(part.group(2)) : 0;
        if ((level < 0 && !ONCE.contains(name)) || count == 0 || counts.containsKey(name)) {
          throw broken(word, Texts.get("foreign.broken.synthetic", word.text()));
        }
        if (level >= 0 && level < last) {
          throw broken(word, Texts.get("foreign.broken.level", name, LEVELS.get(last)));
        }
        last = Math.max(last, level);
        counts.put(name, count);
        if (cpus(counts) > MOST_CPUS || counts.getOrDefault("nic", 0) > MOST_CPUS) {
          throw broken(word, Texts.get("foreign.broken.tooMany", MOST_CPUS));
        }
      }
    }
    if (counts.isEmpty()) {
      throw new BrokenFileException(1, 1, Texts.get("foreign.broken.synthetic", ""));
    }
    return new Imported(
        ForeignFormat.SYNTHETIC,
        Topology.getDefaultInstance(),
        Optional.of(inventory(text.strip(), counts)),
        List.of());
  }

  private static BrokenFileException broken(Word word, String reason) {
    return new BrokenFileException(word.line(), word.column(), reason);
  }

  private static long cpus(Map<String, Integer> counts) {
    return LEVELS.stream()
        .mapToLong(level -> counts.getOrDefault(level, 1))
        .reduce(1, (a, b) -> a * b);
  }

  private static Inventory inventory(String name, Map<String, Integer> counts) {
    int packages = counts.getOrDefault("package", 1);
    int nodesEach = counts.getOrDefault("node", 1);
    int cores = counts.getOrDefault("core", 1);
    int threads = counts.getOrDefault("pu", 1);
    int nodes = packages * nodesEach;
    Inventory.Builder inventory = Inventory.newBuilder().setHostname(name);
    int cpu = 0;
    for (int node = 0; node < nodes; node++) {
      NumaNodeInfo.Builder info = NumaNodeInfo.newBuilder().setNode(node);
      for (int other = 0; other < nodes; other++) {
        info.addDistances(other == node ? 10 : 20);
      }
      for (int core = 0; core < cores; core++) {
        List<Integer> siblings = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
          siblings.add(cpu + thread);
        }
        for (int thread = 0; thread < threads; thread++) {
          info.addCpus(cpu);
          inventory.addCpus(
              CpuInfo.newBuilder()
                  .setCpu(cpu++)
                  .setCore(node * cores + core)
                  .setPackage(node / nodesEach)
                  .setNumaNode(node)
                  .addAllSmtSiblings(siblings)
                  .setAvailable(true));
        }
      }
      inventory.addNumaNodes(info);
    }
    for (int nic = 0; nic < counts.getOrDefault("nic", 0); nic++) {
      int queues = counts.getOrDefault("queues", 1);
      inventory.addDevices(
          DeviceInfo.newBuilder()
              .setName("eth" + nic)
              .setUp(true)
              .setNumaNode(nic % nodes)
              .setReceiveQueues(queues)
              .setTransmitQueues(queues));
    }
    return inventory.build();
  }
}

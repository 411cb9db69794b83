package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;
import io.spinlane.v1.Core;
import io.spinlane.v1.DeviceInfo;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Lane;
import io.spinlane.v1.Nic;
import java.util.HashMap;
import java.util.Map;

/** A core polls a device that hangs on another NUMA node. */
final class LaneAcrossNumaNodes implements HostRule {
  @Override
  public String code() {
    return "LANE_ACROSS_NUMA_NODES";
  }

  @Override
  public void check(TopologyIndex index, Inventory host, Reporter reporter) {
    Map<Integer, Integer> nodeOfCpu = new HashMap<>();
    host.getCpusList().forEach(cpu -> nodeOfCpu.put(cpu.getCpu(), cpu.getNumaNode()));
    for (Lane lane : index.topology().getLanesList()) {
      Nic nic = index.nic(lane.getNic());
      Core core = index.core(lane.getCore());
      DeviceInfo device = nic == null ? null : HostDevices.of(nic, host);
      Integer node = core == null ? null : nodeOfCpu.get(core.getCpu());
      if (device != null
          && core != null
          && node != null
          && device.getNumaNode() >= 0
          && device.getNumaNode() != node) {
        reporter.warning(
            Elements.ref(lane),
            "core",
            sentence(
                "LANE_ACROSS_NUMA_NODES",
                device.getName(),
                device.getNumaNode(),
                core.getId(),
                node),
            sentence("LANE_ACROSS_NUMA_NODES.hint", device.getNumaNode()));
      }
    }
  }
}

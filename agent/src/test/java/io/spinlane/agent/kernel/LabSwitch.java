package io.spinlane.agent.kernel;

import io.spinlane.agent.engine.Dataplane;
import io.spinlane.agent.lab.LabNamespace;
import io.spinlane.agent.nic.Nic;
import io.spinlane.agent.nic.NicInfo;
import io.spinlane.agent.nic.afpacket.AfPacketConfig;
import io.spinlane.agent.nic.afpacket.AfPacketNic;
import io.spinlane.agent.nic.afpacket.HostShield;
import io.spinlane.agent.nic.afpacket.HostTraffic;
import io.spinlane.agent.packet.FrameStore;
import io.spinlane.agent.plan.PlanCompiler;
import io.spinlane.agent.telemetry.TelemetrySnapshot;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The data plane with its cores on threads, between ext0 and int0 of a namespace. */
final class LabSwitch implements AutoCloseable {
  private final FrameStore store = new FrameStore(2048, FrameStore.OFFLOAD_SLOT_BYTES);
  private final Dataplane dataplane =
      Dataplane.threaded(store, System::nanoTime, 1 << 16, _ -> {}); // CPUs are shared with nginx.
  private final HostShield shield = HostShield.open();
  private final PlanCompiler compiler = new PlanCompiler();
  private final Map<String, Nic> nics = new LinkedHashMap<>();
  private long generation;

  /** Cores that acknowledged the latest plan, in order. */
  final List<String> acknowledged = new ArrayList<>();

  LabSwitch(LabNamespace agent, Topology topology) throws IOException {
    shield.update(Set.of());
    for (var nic : topology.getNicsList()) {
      AfPacketConfig config =
          new AfPacketConfig(
              nic.getId(), nic.getDevice(), 0, 0, 1, 512, 256, HostTraffic.NONE, agent.path());
      nics.put(nic.getId(), AfPacketNic.open(config, topology.getCoresCount(), shield));
    }
    apply(topology);
  }

  void apply(Topology topology) throws IOException {
    List<NicInfo> infos = nics.values().stream().map(Nic::info).toList();
    acknowledged.clear();
    dataplane.apply(
        compiler.compile(topology, ++generation, infos),
        nics,
        new Dataplane.Progress() {
          @Override
          public void published(long published) {}

          @Override
          public void acknowledged(String coreId, long delayNs) {
            acknowledged.add(coreId);
          }
        });
  }

  TelemetrySnapshot counters() {
    return dataplane.telemetry().snapshot();
  }

  @Override
  public void close() {
    dataplane.close();
    shield.close();
    store.close();
  }
}

package io.spinlane.agent;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import io.spinlane.agent.engine.Dataplane;
import io.spinlane.agent.nic.Nic;
import io.spinlane.agent.nic.NicInfo;
import io.spinlane.agent.nic.pcap.PcapNic;
import io.spinlane.agent.nic.pcap.ReplayTime;
import io.spinlane.agent.packet.FrameStore;
import io.spinlane.agent.plan.PlanCompiler;
import io.spinlane.agent.telemetry.Counter;
import io.spinlane.agent.telemetry.TelemetryGroup;
import io.spinlane.agent.telemetry.TelemetrySnapshot;
import io.spinlane.topology.Defaults;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One run of captures through a stepped data plane. One thread. */
final class Replay {
  private static final int FRAMES = 8_192;
  private static final long MILLISECOND_NS = 1_000_000;

  private static final Dataplane.Progress SILENT =
      new Dataplane.Progress() {
        @Override
        public void published(long generation) {}

        @Override
        public void acknowledged(String coreId, long delayNs) {}
      };

  private final Topology topology;
  private final Path folder;
  private final ReplayTime time = new ReplayTime();
  private final List<PcapNic> nics = new ArrayList<>();

  /**
   * A replay.
   *
   * @param topology one without errors, with PCAP NICs only
   * @param folder that relative paths begin at
   */
  Replay(Topology topology, Path folder) {
    this.topology = topology;
    this.folder = folder;
  }

  /** Runs to the end of the captures; the answer is JSON. */
  String run() throws IOException {
    try {
      for (io.spinlane.v1.Nic nic : topology.getNicsList()) {
        nics.add(PcapNic.open(NicConfigs.pcap(nic, folder), time));
      }
    } catch (IOException e) {
      nics.forEach(Nic::close);
      throw e;
    }
    Map<String, Nic> byId = new HashMap<>();
    nics.forEach(nic -> byId.put(nic.info().id(), nic));
    List<NicInfo> infos = nics.stream().map(PcapNic::info).toList();
    // The plan is taken up just before the first frame, which then is not late for anything.
    if (next() != PcapNic.NO_MORE_FRAMES) {
      time.advanceTo(next() - MILLISECOND_NS);
    }
    try (FrameStore store = new FrameStore(FRAMES, FrameStore.STANDARD_SLOT_BYTES);
        Dataplane dataplane = Dataplane.stepped(store, time::nowNs, Defaults.capacity(topology))) {
      dataplane.apply(new PlanCompiler().compile(topology, 1, infos), byId, SILENT);
      for (long next = next(); next != PcapNic.NO_MORE_FRAMES; next = next()) {
        time.advanceTo(next);
        while (dataplane.step() > 0) {
          // Until every core has nothing to do at this moment.
        }
      }
      return json(dataplane.telemetry().snapshot());
    }
  }

  private long next() {
    return nics.stream().mapToLong(PcapNic::nextFrameNs).min().orElse(PcapNic.NO_MORE_FRAMES);
  }

  private static String json(TelemetrySnapshot snapshot) {
    JsonObject all = new JsonObject();
    JsonObject totals = new JsonObject();
    all.add("totals", totals);
    for (TelemetryGroup group : snapshot.groups()) {
      String kind = group.kind().name().toLowerCase(Locale.ROOT);
      JsonObject rows = new JsonObject();
      JsonObject sums = new JsonObject();
      for (Counter counter : group.counters()) {
        // How long the machine worked is no property of the captures.
        if (!counter.contractName().endsWith("_ns") && group.sum(counter) != 0) {
          sums.addProperty(counter.contractName(), group.sum(counter));
          for (String id : group.ids()) {
            if (group.value(id, counter) != 0) {
              row(rows, id).addProperty(counter.contractName(), group.value(id, counter));
            }
          }
        }
      }
      totals.add(kind, sums);
      all.add(kind, rows);
    }
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(all);
  }

  private static JsonObject row(JsonObject rows, String id) {
    if (!rows.has(id)) {
      rows.add(id, new JsonObject());
    }
    return rows.getAsJsonObject(id);
  }
}

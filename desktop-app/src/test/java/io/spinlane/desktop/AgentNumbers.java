package io.spinlane.desktop;

import io.spinlane.agent.telemetry.Counter;
import io.spinlane.agent.telemetry.TelemetryKind;
import io.spinlane.v1.Backend;
import io.spinlane.v1.Core;
import io.spinlane.v1.CounterSchema;
import io.spinlane.v1.CounterType;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Service;
import io.spinlane.v1.StatsGroup;
import io.spinlane.v1.StatsGroupSchema;
import io.spinlane.v1.StatsSample;
import io.spinlane.v1.StatsSchema;
import io.spinlane.v1.Topology;
import io.spinlane.v1.WatchStatsResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** All counters of the agent for everything in a drawing, each growing at a rate of its own. */
final class AgentNumbers {
  /** Time between two samples on the agent's clock. */
  static final long PERIOD_NS = 100_000_000;

  private final StatsSchema schema;
  private final List<long[]> values = new ArrayList<>();
  private final Random random = new Random(11);
  private long ticks;

  AgentNumbers(Topology drawing) {
    StatsSchema.Builder built = StatsSchema.newBuilder().setSchemaId(1);
    for (TelemetryKind kind : TelemetryKind.values()) {
      List<String> ids = ids(drawing, kind);
      StatsGroupSchema.Builder group =
          StatsGroupSchema.newBuilder()
              .setKind(ElementKind.valueOf("ELEMENT_KIND_" + kind.name()))
              .addAllIds(ids);
      for (Counter counter : kind.counters()) {
        group.addCounters(
            CounterSchema.newBuilder()
                .setName(counter.contractName())
                .setType(
                    counter.gauge()
                        ? CounterType.COUNTER_TYPE_GAUGE
                        : CounterType.COUNTER_TYPE_CUMULATIVE)
                .setDropReason(counter.dropReason()));
      }
      built.addGroups(group);
      values.add(new long[ids.size() * kind.counters().size()]);
    }
    schema = built.build();
  }

  private static List<String> ids(Topology drawing, TelemetryKind kind) {
    return switch (kind) {
      case NIC -> drawing.getNicsList().stream().map(Nic::getId).toList();
      case CORE -> drawing.getCoresList().stream().map(Core::getId).toList();
      case QUEUE ->
          drawing.getLanesList().stream()
              .map(lane -> lane.getNic() + "/" + lane.getQueue())
              .toList();
      case SERVICE -> drawing.getServicesList().stream().map(Service::getId).toList();
      case BACKEND ->
          drawing.getPoolsList().stream()
              .map(Pool::getBackendsList)
              .flatMap(List::stream)
              .map(Backend::getId)
              .toList();
    };
  }

  WatchStatsResponse schema() {
    return WatchStatsResponse.newBuilder().setSchema(schema).build();
  }

  WatchStatsResponse next() {
    ticks++;
    StatsSample.Builder sample =
        StatsSample.newBuilder().setSchemaId(1).setMonotonicNs(ticks * PERIOD_NS);
    for (long[] group : values) {
      StatsGroup.Builder counters = StatsGroup.newBuilder();
      for (int i = 0; i < group.length; i++) {
        group[i] += 100_000 + random.nextInt(200_000);
        counters.addValues(group[i]);
      }
      sample.addGroups(counters);
    }
    return WatchStatsResponse.newBuilder().setSample(sample).build();
  }
}

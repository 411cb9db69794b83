package io.spinlane.agent.engine;

import io.spinlane.agent.nic.Nic;
import io.spinlane.agent.nic.NicStatistic;
import io.spinlane.agent.plan.BackendPlan;
import io.spinlane.agent.plan.CorePlan;
import io.spinlane.agent.plan.NicPlan;
import io.spinlane.agent.plan.Plan;
import io.spinlane.agent.plan.ServicePlan;
import io.spinlane.agent.telemetry.CoreCounters;
import io.spinlane.agent.telemetry.Counter;
import io.spinlane.agent.telemetry.CounterTable;
import io.spinlane.agent.telemetry.NicCounter;
import io.spinlane.agent.telemetry.Telemetry;
import io.spinlane.agent.telemetry.TelemetryGroup;
import io.spinlane.agent.telemetry.TelemetryKind;
import io.spinlane.agent.telemetry.TelemetrySnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Adds the counters of all cores, past ones included, up to rows with the ids of the plan. */
final class TelemetryReader implements Telemetry {
  /** What only the driver can count. */
  private static final Map<NicCounter, NicStatistic> STATISTICS =
      Map.of(
          NicCounter.DROP_RECEIVE_OVERRUNS, NicStatistic.RECEIVE_OVERRUNS,
          NicCounter.DROP_RECEIVE_TOO_LARGE, NicStatistic.RECEIVE_TOO_LARGE,
          NicCounter.DROP_RECEIVE_NO_FRAME, NicStatistic.RECEIVE_NO_FRAME,
          NicCounter.DROP_TRANSMIT_TOO_LARGE, NicStatistic.TRANSMIT_TOO_LARGE,
          NicCounter.DROP_TRANSMIT_REFUSED, NicStatistic.TRANSMIT_REFUSED);

  private final PlanBuffer buffer;
  private final AtomicReferenceArray<@Nullable CoreCounters> counters;

  TelemetryReader(PlanBuffer buffer, AtomicReferenceArray<@Nullable CoreCounters> counters) {
    this.buffer = buffer;
    this.counters = counters;
  }

  @Override
  public TelemetrySnapshot snapshot() {
    PlanBuffer.Published published = buffer.current();
    Plan plan = published.plan();
    List<TelemetryGroup> groups =
        List.of(
            cores(plan),
            queues(plan),
            nics(plan, published.nics()),
            group(
                TelemetryKind.SERVICE,
                plan.serviceRows(),
                row -> {
                  ServicePlan service = plan.service(row);
                  return service == null ? null : service.id();
                },
                core -> core.services),
            group(
                TelemetryKind.BACKEND,
                plan.backendRows(),
                row -> {
                  BackendPlan backend = plan.backend(row);
                  return backend == null ? null : backend.id();
                },
                core -> core.backends));
    return new TelemetrySnapshot(plan.generation(), groups);
  }

  private TelemetryGroup cores(Plan plan) {
    List<String> ids = new ArrayList<>();
    int columns = TelemetryKind.CORE.counters().size();
    long[] values = new long[plan.coreRows() * columns];
    for (int row = 0; row < plan.coreRows(); row++) {
      CorePlan core = plan.core(row);
      CoreCounters own = counters.get(row);
      if (core != null && own != null) {
        for (int column = 0; column < columns; column++) {
          values[ids.size() * columns + column] = own.core.get(0, column);
        }
        ids.add(core.id());
      }
    }
    return new TelemetryGroup(
        TelemetryKind.CORE, List.copyOf(ids), Arrays.copyOf(values, ids.size() * columns));
  }

  private TelemetryGroup queues(Plan plan) {
    List<String> ids = plan.queueIds();
    return group(
        TelemetryKind.QUEUE,
        ids.size(),
        row -> ids.get(row).isEmpty() ? null : ids.get(row),
        core -> core.queues);
  }

  private TelemetryGroup nics(Plan plan, @Nullable Nic[] open) {
    TelemetryGroup group =
        group(
            TelemetryKind.NIC,
            plan.nicRows(),
            row -> {
              NicPlan nic = plan.nic(row);
              return nic == null ? null : nic.info().id();
            },
            core -> core.nics);
    int columns = group.counters().size();
    for (Nic nic : open) {
      int row = nic == null ? -1 : group.ids().indexOf(nic.info().id());
      if (nic != null && row >= 0) {
        long[] values = group.values();
        for (Map.Entry<NicCounter, NicStatistic> each : STATISTICS.entrySet()) {
          values[cell(row, columns, each.getKey())] = nic.statistic(each.getValue());
        }
        values[cell(row, columns, NicCounter.LINK_UP)] = nic.linkUp() ? 1 : 0;
      }
    }
    return group;
  }

  private static int cell(int row, int columns, Counter counter) {
    return row * columns + counter.ordinal();
  }

  private TelemetryGroup group(
      TelemetryKind kind,
      int rows,
      IntFunction<@Nullable String> id,
      Function<CoreCounters, CounterTable> table) {
    List<String> ids = new ArrayList<>();
    int columns = kind.counters().size();
    long[] values = new long[rows * columns];
    for (int row = 0; row < rows; row++) {
      String name = id.apply(row);
      if (name == null) {
        continue;
      }
      int at = ids.size() * columns;
      ids.add(name);
      for (int core = 0; core < counters.length(); core++) {
        CoreCounters own = counters.get(core);
        for (int column = 0; own != null && column < columns; column++) {
          values[at + column] += table.apply(own).get(row, column);
        }
      }
    }
    return new TelemetryGroup(kind, List.copyOf(ids), Arrays.copyOf(values, ids.size() * columns));
  }
}

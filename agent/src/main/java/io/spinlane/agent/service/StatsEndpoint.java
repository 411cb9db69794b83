package io.spinlane.agent.service;

import static io.spinlane.topology.Sentences.sentence;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.spinlane.agent.engine.Clock;
import io.spinlane.agent.telemetry.Counter;
import io.spinlane.agent.telemetry.Telemetry;
import io.spinlane.agent.telemetry.TelemetryGroup;
import io.spinlane.agent.telemetry.TelemetryKind;
import io.spinlane.agent.telemetry.TelemetrySnapshot;
import io.spinlane.v1.CounterSchema;
import io.spinlane.v1.CounterType;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.StatsGroup;
import io.spinlane.v1.StatsGroupSchema;
import io.spinlane.v1.StatsSample;
import io.spinlane.v1.StatsSchema;
import io.spinlane.v1.StatsServiceGrpc;
import io.spinlane.v1.WatchStatsRequest;
import io.spinlane.v1.WatchStatsResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Streams all counters. */
final class StatsEndpoint extends StatsServiceGrpc.StatsServiceImplBase {
  private static final long STANDARD_NS = TimeUnit.SECONDS.toNanos(1);
  private static final long SHORTEST_NS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long LONGEST_NS = TimeUnit.SECONDS.toNanos(60);

  private final Telemetry telemetry;
  private final LongSupplier revision;
  private final Clock clock;
  private final InstantSource wall;
  private final ScheduledExecutorService streams;

  StatsEndpoint(
      Telemetry telemetry,
      LongSupplier revision,
      Clock clock,
      InstantSource wall,
      ScheduledExecutorService streams) {
    this.telemetry = telemetry;
    this.revision = revision;
    this.clock = clock;
    this.wall = wall;
    this.streams = streams;
  }

  @Override
  public void watchStats(WatchStatsRequest request, StreamObserver<WatchStatsResponse> answer) {
    long intervalNs =
        request.hasInterval() && Durations.isValid(request.getInterval())
            ? Durations.toNanos(request.getInterval())
            : request.hasInterval() ? 0 : STANDARD_NS;
    if (intervalNs < SHORTEST_NS || intervalNs > LONGEST_NS) {
      answer.onError(Failures.invalid("interval", sentence("refused.interval")));
      return;
    }
    var stream = (ServerCallStreamObserver<WatchStatsResponse>) answer;
    Watch watch = new Watch(stream);
    Future<?> ticks = streams.scheduleAtFixedRate(watch::tick, 0, intervalNs, TimeUnit.NANOSECONDS);
    stream.setOnCancelHandler(() -> ticks.cancel(false));
  }

  /** One consumer; only the streams thread calls it. */
  private final class Watch {
    private final ServerCallStreamObserver<WatchStatsResponse> stream;
    private List<List<String>> ids = List.of();
    private long schemaId;

    Watch(ServerCallStreamObserver<WatchStatsResponse> stream) {
      this.stream = stream;
    }

    void tick() {
      try {
        send();
      } catch (RuntimeException e) {
        stream.onError(Status.INTERNAL.withDescription(e.toString()).asRuntimeException());
        throw e; // Ends the ticks.
      }
    }

    private void send() {
      if (stream.isCancelled() || !stream.isReady()) {
        return; // A slow consumer misses ticks; rates come from monotonic_ns, so it loses nothing.
      }
      Instant now = wall.instant();
      long monotonicNs = clock.nanoTime();
      TelemetrySnapshot snapshot = telemetry.snapshot();
      List<List<String>> present = snapshot.groups().stream().map(TelemetryGroup::ids).toList();
      if (schemaId == 0 || !present.equals(ids)) {
        ids = present;
        schemaId++;
        stream.onNext(
            WatchStatsResponse.newBuilder().setSchema(schema(schemaId, snapshot)).build());
      }
      StatsSample.Builder sample =
          StatsSample.newBuilder()
              .setSchemaId(schemaId)
              .setSampleTime(
                  Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()))
              .setMonotonicNs(monotonicNs)
              .setRevision(revision.getAsLong())
              .setGeneration(snapshot.generation());
      for (TelemetryGroup group : snapshot.groups()) {
        StatsGroup.Builder values = StatsGroup.newBuilder();
        for (long value : group.values()) {
          values.addValues(value);
        }
        sample.addGroups(values);
      }
      stream.onNext(WatchStatsResponse.newBuilder().setSample(sample).build());
    }
  }

  private static StatsSchema schema(long id, TelemetrySnapshot snapshot) {
    StatsSchema.Builder schema = StatsSchema.newBuilder().setSchemaId(id);
    for (TelemetryGroup group : snapshot.groups()) {
      StatsGroupSchema.Builder columns =
          StatsGroupSchema.newBuilder().setKind(kind(group.kind())).addAllIds(group.ids());
      for (Counter counter : group.counters()) {
        columns.addCounters(
            CounterSchema.newBuilder()
                .setName(counter.contractName())
                .setDescription(counter.description())
                .setType(
                    counter.gauge()
                        ? CounterType.COUNTER_TYPE_GAUGE
                        : CounterType.COUNTER_TYPE_CUMULATIVE)
                .setDropReason(counter.dropReason()));
      }
      schema.addGroups(columns);
    }
    return schema.build();
  }

  private static ElementKind kind(TelemetryKind kind) {
    return switch (kind) {
      case CORE -> ElementKind.ELEMENT_KIND_CORE;
      case QUEUE -> ElementKind.ELEMENT_KIND_QUEUE;
      case NIC -> ElementKind.ELEMENT_KIND_NIC;
      case SERVICE -> ElementKind.ELEMENT_KIND_SERVICE;
      case BACKEND -> ElementKind.ELEMENT_KIND_BACKEND;
    };
  }
}

package io.spinlane.desktop.remote;

import com.google.protobuf.util.Durations;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.spinlane.topology.rule.Rules;
import io.spinlane.v1.ApplyProgress;
import io.spinlane.v1.ApplyTopologyRequest;
import io.spinlane.v1.ApplyTopologyResponse;
import io.spinlane.v1.Core;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.CounterSchema;
import io.spinlane.v1.CounterType;
import io.spinlane.v1.CpuInfo;
import io.spinlane.v1.DeviceInfo;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Event;
import io.spinlane.v1.EventType;
import io.spinlane.v1.EventsServiceGrpc;
import io.spinlane.v1.GetInventoryRequest;
import io.spinlane.v1.GetInventoryResponse;
import io.spinlane.v1.GetRevisionRequest;
import io.spinlane.v1.GetRevisionResponse;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.InventoryServiceGrpc;
import io.spinlane.v1.ListRevisionsRequest;
import io.spinlane.v1.ListRevisionsResponse;
import io.spinlane.v1.PlanAcknowledged;
import io.spinlane.v1.PlanCompiled;
import io.spinlane.v1.PlanPublished;
import io.spinlane.v1.PreviewTopologyRequest;
import io.spinlane.v1.PreviewTopologyResponse;
import io.spinlane.v1.Revision;
import io.spinlane.v1.RevisionStored;
import io.spinlane.v1.Severity;
import io.spinlane.v1.StatsGroup;
import io.spinlane.v1.StatsGroupSchema;
import io.spinlane.v1.StatsSample;
import io.spinlane.v1.StatsSchema;
import io.spinlane.v1.StatsServiceGrpc;
import io.spinlane.v1.Topology;
import io.spinlane.v1.TopologyServiceGrpc;
import io.spinlane.v1.WatchEventsRequest;
import io.spinlane.v1.WatchEventsResponse;
import io.spinlane.v1.WatchStatsRequest;
import io.spinlane.v1.WatchStatsResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the contract over a gRPC server inside this process, without any packet: what the client
 * does with answers, refusals, losses and old numbers can be tried at will. Its counters grow by a
 * fixed amount a sample, on a clock that jumps a tenth of a second.
 */
public final class FakeAgent implements AgentPlace, AutoCloseable {
  private static final String[] PACKET_COUNTERS = {
    "receive_packets",
    "receive_bytes",
    "transmit_packets",
    "transmit_bytes",
    "polls",
    "empty_polls",
    "busy_ns",
    "client_bytes",
    "server_bytes",
    "connections_new"
  };
  private static final long TICK_NS = 100_000_000;

  private final String name = InProcessServerBuilder.generateName();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("fake-agent").factory());
  private final List<StreamObserver<WatchStatsResponse>> watchers = new CopyOnWriteArrayList<>();
  private final List<StreamObserver<WatchEventsResponse>> listeners = new CopyOnWriteArrayList<>();
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private volatile boolean silent;
  private volatile Topology topology = Topology.getDefaultInstance();
  private volatile Revision revision = Revision.getDefaultInstance();
  private volatile StatsSchema schema = StatsSchema.getDefaultInstance();
  private long ticks;
  private volatile Server server;

  /** An agent that runs nothing yet. */
  public FakeAgent() {
    server = serve();
    ScheduledFuture<?> _ = clock.scheduleAtFixedRate(this::tick, 100, 100, TimeUnit.MILLISECONDS);
  }

  private Server serve() {
    InProcessServerBuilder builder = InProcessServerBuilder.forName(name);
    for (BindableService service :
        List.of(new Inventories(), new Topologies(), new Stats(), new Events())) {
      builder.addService(service);
    }
    try {
      return builder.build().start();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public Line open() {
    ManagedChannel channel = InProcessChannelBuilder.forName(name).build();
    return new Line(channel, channel::shutdownNow);
  }

  /** Stops sending samples, or goes on. */
  public void beSilent(boolean wanted) {
    silent = wanted;
  }

  /** Ends all calls and answers no more, until {@link #comeBack}. */
  public void goAway() {
    server.shutdownNow();
    watchers.clear();
    listeners.clear();
  }

  /** Answers again. */
  public void comeBack() {
    server = serve();
  }

  /** Someone else pushes. */
  public void applyAs(String author, Topology other) {
    store(other, author, "");
  }

  /** Whether this topology runs. */
  public Topology running() {
    return topology;
  }

  @Override
  public void close() {
    server.shutdownNow();
    clock.shutdownNow();
  }

  private synchronized void tick() {
    if (silent) {
      return;
    }
    ticks++;
    StatsSample sample = sample();
    for (StreamObserver<WatchStatsResponse> watcher : watchers) {
      send(watcher, WatchStatsResponse.newBuilder().setSample(sample).build());
    }
  }

  private void send(StreamObserver<WatchStatsResponse> watcher, WatchStatsResponse response) {
    try {
      watcher.onNext(response);
    } catch (RuntimeException e) {
      watchers.remove(watcher);
    }
  }

  private StatsSample sample() {
    StatsSample.Builder sample =
        StatsSample.newBuilder()
            .setSchemaId(schema.getSchemaId())
            .setMonotonicNs(ticks * TICK_NS)
            .setRevision(revision.getNumber());
    for (StatsGroupSchema group : schema.getGroupsList()) {
      StatsGroup.Builder values = StatsGroup.newBuilder();
      for (int row = 0; row < group.getIdsCount(); row++) {
        long packets = ticks * (30_000 + 7_000L * row) + (ticks % 50) * 900;
        for (CounterSchema counter : group.getCountersList()) {
          values.addValues(value(counter.getName(), packets));
        }
      }
      sample.addGroups(values);
    }
    return sample.build();
  }

  private static long value(String counter, long packets) {
    return switch (counter) {
      case "receive_bytes", "transmit_bytes", "client_bytes", "server_bytes" -> packets * 700;
      case "polls" -> packets / 5;
      case "empty_polls" -> packets / 5 - packets / 12;
      case "busy_ns" -> packets * 800;
      case "connections_active" -> packets % 900;
      case "connections_new" -> packets / 40;
      case "drop_no_service" -> 0;
      default -> packets;
    };
  }

  private synchronized void store(Topology next, String author, String note) {
    topology = next;
    revision =
        Revision.newBuilder()
            .setNumber(revision.getNumber() + 1)
            .setAuthor(author)
            .setNote(note)
            .build();
    schema = schemaOf(next, revision.getNumber());
    for (StreamObserver<WatchStatsResponse> watcher : watchers) {
      send(watcher, WatchStatsResponse.newBuilder().setSchema(schema).build());
    }
    Event event =
        Event.newBuilder()
            .setSequence(events.size() + 1L)
            .setType(EventType.EVENT_TYPE_REVISION_APPLIED)
            .setSeverity(Severity.SEVERITY_INFO)
            .setMessage("Revision " + revision.getNumber() + " runs.")
            .setRevision(revision.getNumber())
            .build();
    publish(event);
  }

  private void publish(Event event) {
    events.add(event);
    listeners.forEach(one -> one.onNext(WatchEventsResponse.newBuilder().setEvent(event).build()));
  }

  /** Something happens. */
  public synchronized void tell(Event.Builder event) {
    publish(event.setSequence(events.size() + 1L).build());
  }

  private static StatsSchema schemaOf(Topology topology, long id) {
    List<String> queues =
        topology.getLanesList().stream().map(l -> l.getNic() + "/" + l.getQueue()).toList();
    List<String> cores =
        topology.getCoresList().stream()
            .filter(core -> core.getRole() == CoreRole.CORE_ROLE_SWITCH)
            .map(Core::getId)
            .toList();
    List<String> backends = new ArrayList<>();
    topology
        .getPoolsList()
        .forEach(pool -> pool.getBackendsList().forEach(one -> backends.add(one.getId())));
    StatsSchema.Builder schema = StatsSchema.newBuilder().setSchemaId(id);
    schema.addGroups(group(ElementKind.ELEMENT_KIND_CORE, cores));
    schema.addGroups(group(ElementKind.ELEMENT_KIND_QUEUE, queues));
    schema.addGroups(
        group(
            ElementKind.ELEMENT_KIND_NIC,
            topology.getNicsList().stream().map(nic -> nic.getId()).toList()));
    schema.addGroups(
        group(
            ElementKind.ELEMENT_KIND_SERVICE,
            topology.getServicesList().stream().map(one -> one.getId()).toList()));
    schema.addGroups(group(ElementKind.ELEMENT_KIND_BACKEND, backends));
    return schema.build();
  }

  private static StatsGroupSchema group(ElementKind kind, List<String> ids) {
    StatsGroupSchema.Builder group = StatsGroupSchema.newBuilder().setKind(kind).addAllIds(ids);
    for (String counter : PACKET_COUNTERS) {
      group.addCounters(counter(counter, CounterType.COUNTER_TYPE_CUMULATIVE, false));
    }
    group.addCounters(counter("connections_active", CounterType.COUNTER_TYPE_GAUGE, false));
    group.addCounters(counter("drop_no_service", CounterType.COUNTER_TYPE_CUMULATIVE, true));
    return group.build();
  }

  private static CounterSchema counter(String name, CounterType type, boolean drop) {
    return CounterSchema.newBuilder().setName(name).setType(type).setDropReason(drop).build();
  }

  private static final class Inventories extends InventoryServiceGrpc.InventoryServiceImplBase {
    @Override
    public void getInventory(
        GetInventoryRequest request, StreamObserver<GetInventoryResponse> answer) {
      Inventory.Builder inventory = Inventory.newBuilder().setHostname("lab");
      for (int cpu = 0; cpu < 4; cpu++) {
        inventory.addCpus(CpuInfo.newBuilder().setCpu(cpu).setAvailable(true));
      }
      inventory.addDevices(DeviceInfo.newBuilder().setName("lo").setLoopback(true));
      inventory.addDevices(
          DeviceInfo.newBuilder().setName("eth1").setKernelDriver("ixgbe").setReceiveQueues(8));
      answer.onNext(GetInventoryResponse.newBuilder().setInventory(inventory).build());
      answer.onCompleted();
    }
  }

  private final class Topologies extends TopologyServiceGrpc.TopologyServiceImplBase {
    @Override
    public void previewTopology(
        PreviewTopologyRequest request, StreamObserver<PreviewTopologyResponse> answer) {
      answer.onNext(
          PreviewTopologyResponse.newBuilder()
              .setBaseRevision(revision.getNumber())
              .addAllDiagnostics(Rules.check(request.getTopology()))
              .build());
      answer.onCompleted();
    }

    @Override
    public void listRevisions(
        ListRevisionsRequest request, StreamObserver<ListRevisionsResponse> answer) {
      answer.onNext(ListRevisionsResponse.newBuilder().addRevisions(revision).build());
      answer.onCompleted();
    }

    @Override
    public void getRevision(
        GetRevisionRequest request, StreamObserver<GetRevisionResponse> answer) {
      if (revision.getNumber() == 0) {
        answer.onError(Status.NOT_FOUND.withDescription("No revision yet.").asRuntimeException());
        return;
      }
      answer.onNext(
          GetRevisionResponse.newBuilder().setRevision(revision).setTopology(topology).build());
      answer.onCompleted();
    }

    @Override
    public void applyTopology(
        ApplyTopologyRequest request, StreamObserver<ApplyTopologyResponse> answer) {
      if (!request.getOverwrite() && request.getBaseRevision() != revision.getNumber()) {
        answer.onError(
            Status.ABORTED.withDescription("Another revision runs.").asRuntimeException());
        return;
      }
      store(request.getTopology(), request.getAuthor(), request.getNote());
      long generation = revision.getNumber();
      step(
          answer,
          ApplyProgress.newBuilder()
              .setCompiled(
                  PlanCompiled.newBuilder().setGeneration(generation).setDurationNs(3_200_000)));
      step(
          answer,
          ApplyProgress.newBuilder()
              .setPublished(PlanPublished.newBuilder().setGeneration(generation)));
      for (Core core : request.getTopology().getCoresList()) {
        if (core.getRole() == CoreRole.CORE_ROLE_SWITCH) {
          step(
              answer,
              ApplyProgress.newBuilder()
                  .setAcknowledged(
                      PlanAcknowledged.newBuilder()
                          .setGeneration(generation)
                          .setCore(core.getId())
                          .setDelayNs(14_000)));
        }
      }
      step(
          answer,
          ApplyProgress.newBuilder().setStored(RevisionStored.newBuilder().setRevision(revision)));
      answer.onCompleted();
    }

    private void step(
        StreamObserver<ApplyTopologyResponse> answer, ApplyProgress.Builder progress) {
      answer.onNext(ApplyTopologyResponse.newBuilder().setProgress(progress).build());
    }
  }

  private final class Stats extends StatsServiceGrpc.StatsServiceImplBase {
    @Override
    public void watchStats(WatchStatsRequest request, StreamObserver<WatchStatsResponse> watcher) {
      if (Durations.toMillis(request.getInterval()) != 100) {
        watcher.onError(Status.INVALID_ARGUMENT.asRuntimeException());
        return;
      }
      synchronized (FakeAgent.this) {
        watcher.onNext(WatchStatsResponse.newBuilder().setSchema(schema).build());
        watchers.add(watcher);
      }
    }
  }

  private final class Events extends EventsServiceGrpc.EventsServiceImplBase {
    @Override
    public void watchEvents(
        WatchEventsRequest request, StreamObserver<WatchEventsResponse> watcher) {
      synchronized (FakeAgent.this) {
        events.forEach(
            event -> watcher.onNext(WatchEventsResponse.newBuilder().setEvent(event).build()));
        listeners.add(watcher);
      }
    }
  }
}

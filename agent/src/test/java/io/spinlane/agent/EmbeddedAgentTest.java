package io.spinlane.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.Durations;
import com.google.rpc.BadRequest;
import com.google.rpc.PreconditionFailure;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.spinlane.topology.diff.ContentHash;
import io.spinlane.v1.ApplyProgress;
import io.spinlane.v1.ApplyTopologyRequest;
import io.spinlane.v1.ApplyTopologyResponse;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Event;
import io.spinlane.v1.EventType;
import io.spinlane.v1.EventsServiceGrpc;
import io.spinlane.v1.GetInventoryRequest;
import io.spinlane.v1.GetRevisionRequest;
import io.spinlane.v1.GetRevisionResponse;
import io.spinlane.v1.InventoryServiceGrpc;
import io.spinlane.v1.StatsSample;
import io.spinlane.v1.StatsSchema;
import io.spinlane.v1.StatsServiceGrpc;
import io.spinlane.v1.Topology;
import io.spinlane.v1.TopologyServiceGrpc;
import io.spinlane.v1.ValidateTopologyRequest;
import io.spinlane.v1.WatchEventsRequest;
import io.spinlane.v1.WatchStatsRequest;
import io.spinlane.v1.WatchStatsResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent over its contract: real switch cores, simulated NICs. */
@Timeout(60)
final class EmbeddedAgentTest {
  @TempDir Path folder;
  private EmbeddedAgent agent;

  @BeforeEach
  void start() throws IOException {
    agent = EmbeddedAgent.start(folder);
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  @Test
  void applyTellsEveryStepInOrder() {
    List<ApplyProgress> steps = apply(Simulated.topology(2, 100), 0);

    assertThat(steps.stream().map(ApplyProgress::getStepCase))
        .containsExactly(
            ApplyProgress.StepCase.COMPILED,
            ApplyProgress.StepCase.PUBLISHED,
            ApplyProgress.StepCase.ACKNOWLEDGED,
            ApplyProgress.StepCase.ACKNOWLEDGED,
            ApplyProgress.StepCase.STORED);
    assertThat(
            steps.stream()
                .filter(ApplyProgress::hasAcknowledged)
                .map(step -> step.getAcknowledged().getCore()))
        .containsExactlyInAnyOrder("sw1", "sw2");
    assertThat(steps.getLast().getStored().getRevision().getContentHash())
        .isEqualTo(ContentHash.of(Simulated.topology(2, 100)));
    GetRevisionResponse running = revision(0);
    assertThat(running.getRevision().getNumber()).isEqualTo(1);
    assertThat(running.getRevision().getAuthor()).isEqualTo("ann");
    assertThat(running.getTopology()).isEqualTo(Simulated.topology(2, 100));
  }

  @Test
  void connectionsLiveThroughSwapsOfThePlan() {
    apply(Simulated.topology(2, 500), 0);
    Stats stats = new Stats();
    stats.until("service", "http", "connections_new", 200);
    for (int i = 1; i <= 5; i++) {
      apply(Simulated.topology(2, 500 + i), i);
      stats.until("service", "http", "connections_new", 200 + 100L * i);
    }
    apply(Simulated.topology(2, 0), 6);
    stats.untilSteady();

    assertThat(stats.sample.getRevision()).isEqualTo(7);
    assertThat(stats.drops()).as("drops").isEmpty();
    assertThat(stats.value("service", "http", "connections_new"))
        .isEqualTo(
            stats.value("back-end", "web1", "connections_new")
                + stats.value("back-end", "web2", "connections_new"));
    assertThat(stats.sum("core", "receive_packets")).isEqualTo(stats.sum("nic", "receive_packets"));
    assertThat(stats.sum("core", "receive_packets"))
        .isEqualTo(stats.sum("queue", "receive_packets"));
    assertThat(stats.sum("core", "forward_packets"))
        .isEqualTo(
            stats.value("service", "http", "client_packets")
                + stats.value("service", "http", "server_packets"));
    assertThat(stats.value("service", "http", "refused")).isZero();
  }

  @Test
  void schemaComesAgainWhenRowsChange() {
    apply(Simulated.topology(1, 10), 0);
    Stats stats = new Stats();
    stats.next();
    long first = stats.schema.getSchemaId();
    apply(Simulated.topology(2, 10), 1);
    stats.untilRevision(2);

    assertThat(stats.schema.getSchemaId()).isGreaterThan(first);
    assertThat(stats.ids("core")).containsExactlyInAnyOrder("sw1", "sw2");
  }

  @Test
  void staleBaseIsRefusedByNameAndOverwriteIsNot() throws InvalidProtocolBufferException {
    apply(Simulated.topology(1, 10), 0);

    StatusRuntimeException refused = refused(request(Simulated.topology(1, 20)).build());

    assertThat(refused.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.ABORTED);
    assertThat(refused.getMessage()).contains("Revision 1 by ann runs");
    PreconditionFailure details =
        StatusProto.fromThrowable(refused).getDetails(0).unpack(PreconditionFailure.class);
    assertThat(details.getViolations(0).getSubject()).isEqualTo("revisions/1");
    assertThat(revision(0).getRevision().getNumber()).isEqualTo(1);
    ApplyTopologyRequest overwrite = request(Simulated.topology(1, 20)).setOverwrite(true).build();
    assertThat(steps(overwrite).getLast().getStored().getRevision().getNumber()).isEqualTo(2);
  }

  @Test
  void badTopologyLeavesTheRunningOne() throws InvalidProtocolBufferException {
    apply(Simulated.topology(1, 200), 0);
    Topology bad = Simulated.topology(1, 200).toBuilder().clearPools().build();

    StatusRuntimeException refused = refused(request(bad).setBaseRevision(1).build());

    assertThat(refused.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.INVALID_ARGUMENT);
    BadRequest details = StatusProto.fromThrowable(refused).getDetails(0).unpack(BadRequest.class);
    assertThat(details.getFieldViolations(0).getField()).isEqualTo("service http: pool");
    assertStillRuns();
  }

  @Test
  void nicThatCannotBeOpenedLeavesTheRunningOne() {
    apply(Simulated.topology(1, 200), 0);
    Topology.Builder missing = Simulated.topology(1, 200).toBuilder();
    missing
        .getNicsBuilder(0)
        .setDriver(io.spinlane.v1.NicDriver.NIC_DRIVER_PCAP)
        .getPcapBuilder()
        .setReadFile("nowhere.pcap");

    StatusRuntimeException refused = refused(request(missing.build()).setBaseRevision(1).build());

    assertThat(refused.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.FAILED_PRECONDITION);
    assertThat(refused.getMessage()).contains("NIC ext0").contains("nowhere.pcap");
    assertStillRuns();
  }

  private void assertStillRuns() {
    assertThat(revision(0).getRevision().getNumber()).isEqualTo(1);
    Stats stats = new Stats();
    stats.next();
    long before = stats.value("service", "http", "connections_new");
    stats.until("service", "http", "connections_new", before + 50);
    assertThat(stats.sample.getRevision()).isEqualTo(1);
  }

  @Test
  void restartRunsTheLastRevisionAgain() throws IOException {
    apply(Simulated.topology(1, 100), 0);
    apply(Simulated.topology(2, 100), 1);
    agent.close();
    agent = EmbeddedAgent.start(folder);

    assertThat(revision(0).getRevision().getNumber()).isEqualTo(2);
    Stats stats = new Stats();
    stats.until("service", "http", "connections_new", 20);
    assertThat(stats.ids("core")).containsExactlyInAnyOrder("sw1", "sw2");
    apply(Simulated.topology(1, 100), 2);
    assertThat(revision(1).getTopology()).isEqualTo(Simulated.topology(1, 100));
    assertThat(revision(3).getTopology()).isEqualTo(Simulated.topology(1, 100));
  }

  @Test
  void eventsTellWhatHappenedAndWhatWasRefused() {
    apply(Simulated.topology(1, 0), 0);
    refused(request(Simulated.topology(1, 1)).build());
    Iterator<io.spinlane.v1.WatchEventsResponse> events =
        EventsServiceGrpc.newBlockingStub(agent.channel())
            .watchEvents(WatchEventsRequest.getDefaultInstance());

    List<Event> three =
        List.of(events.next().getEvent(), events.next().getEvent(), events.next().getEvent());

    assertThat(three.stream().map(Event::getSequence)).containsExactly(1L, 2L, 3L);
    assertThat(three.stream().map(Event::getType))
        .containsExactly(
            EventType.EVENT_TYPE_AGENT_STARTED,
            EventType.EVENT_TYPE_REVISION_APPLIED,
            EventType.EVENT_TYPE_REVISION_REFUSED);
    apply(Simulated.topology(1, 2), 1);
    assertThat(events.next().getEvent().getRevision()).isEqualTo(2);
  }

  @Test
  void validateFindsWhatTheDrawingAndTheHostForbid() {
    Topology.Builder topology = Simulated.topology(3, 0).toBuilder();
    topology.getNicsBuilder(1).setDriver(io.spinlane.v1.NicDriver.NIC_DRIVER_AF_PACKET);
    topology.getNicsBuilder(1).clearSim().setDevice("lo");

    var found =
        TopologyServiceGrpc.newBlockingStub(agent.channel())
            .validateTopology(ValidateTopologyRequest.newBuilder().setTopology(topology).build());

    assertThat(found.getDiagnosticsList().stream().map(io.spinlane.v1.Diagnostic::getCode))
        .contains("DRIVER_NOT_USABLE")
        .doesNotContain("CPU_NOT_ON_HOST");
  }

  @Test
  void aRevisionThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> revision(99)).hasMessageContaining("no revision 99");
  }

  @Test
  void inventoryNamesTheDrivers() {
    var inventory =
        InventoryServiceGrpc.newBlockingStub(agent.channel())
            .getInventory(GetInventoryRequest.getDefaultInstance())
            .getInventory();

    assertThat(
            inventory.getDriversList().stream()
                .filter(io.spinlane.v1.DriverSupport::getUsable)
                .map(io.spinlane.v1.DriverSupport::getDriver))
        .containsExactly("NIC_DRIVER_SIM", "NIC_DRIVER_PCAP");
    assertThat(inventory.getCpusList()).isNotEmpty();
  }

  private List<ApplyProgress> apply(Topology topology, long base) {
    return steps(request(topology).setBaseRevision(base).build());
  }

  private static ApplyTopologyRequest.Builder request(Topology topology) {
    return ApplyTopologyRequest.newBuilder().setTopology(topology).setAuthor("ann");
  }

  private List<ApplyProgress> steps(ApplyTopologyRequest request) {
    List<ApplyProgress> steps = new ArrayList<>();
    TopologyServiceGrpc.newBlockingStub(agent.channel())
        .applyTopology(request)
        .forEachRemaining((ApplyTopologyResponse step) -> steps.add(step.getProgress()));
    return steps;
  }

  private StatusRuntimeException refused(ApplyTopologyRequest request) {
    try {
      steps(request);
    } catch (StatusRuntimeException e) {
      return e;
    }
    throw new AssertionError("was applied");
  }

  private GetRevisionResponse revision(long number) {
    return TopologyServiceGrpc.newBlockingStub(agent.channel())
        .getRevision(GetRevisionRequest.newBuilder().setRevision(number).build());
  }

  /** A consumer of the stream of statistics; blocks until a sample shows what it waits for. */
  private final class Stats {
    private final Iterator<WatchStatsResponse> stream =
        StatsServiceGrpc.newBlockingStub(agent.channel())
            .watchStats(
                WatchStatsRequest.newBuilder().setInterval(Durations.fromMillis(20)).build());
    private StatsSchema schema = StatsSchema.getDefaultInstance();
    private StatsSample sample = StatsSample.getDefaultInstance();

    void next() {
      WatchStatsResponse response = stream.next();
      while (response.hasSchema()) {
        schema = response.getSchema();
        response = stream.next();
      }
      sample = response.getSample();
      assertThat(sample.getSchemaId()).isEqualTo(schema.getSchemaId());
    }

    void until(String kind, String id, String counter, long atLeast) {
      do {
        next();
      } while (value(kind, id, counter) < atLeast);
    }

    void untilRevision(long revision) {
      do {
        next();
      } while (sample.getRevision() != revision);
    }

    /** Until two samples in a row show the same packets. */
    void untilSteady() {
      long before;
      do {
        before = sum("core", "receive_packets");
        next();
        next();
      } while (sum("core", "receive_packets") != before);
    }

    List<String> ids(String kind) {
      return schema.getGroups(group(kind)).getIdsList();
    }

    long value(String kind, String id, String counter) {
      int row = group(kind) < 0 ? -1 : ids(kind).indexOf(id);
      return row < 0 ? 0 : at(group(kind), row, column(group(kind), counter));
    }

    long sum(String kind, String counter) {
      return ids(kind).stream().mapToLong(id -> value(kind, id, counter)).sum();
    }

    /** Every drop counter that is not zero. */
    List<String> drops() {
      List<String> drops = new ArrayList<>();
      for (int group = 0; group < schema.getGroupsCount(); group++) {
        var columns = schema.getGroups(group);
        for (int row = 0; row < columns.getIdsCount(); row++) {
          for (int column = 0; column < columns.getCountersCount(); column++) {
            if (columns.getCounters(column).getDropReason() && at(group, row, column) != 0) {
              drops.add(columns.getIds(row) + " " + columns.getCounters(column).getName());
            }
          }
        }
      }
      return drops;
    }

    private long at(int group, int row, int column) {
      int columns = schema.getGroups(group).getCountersCount();
      return sample.getGroups(group).getValues(row * columns + column);
    }

    private int group(String kind) {
      ElementKind wanted =
          switch (kind) {
            case "core" -> ElementKind.ELEMENT_KIND_CORE;
            case "queue" -> ElementKind.ELEMENT_KIND_QUEUE;
            case "nic" -> ElementKind.ELEMENT_KIND_NIC;
            case "service" -> ElementKind.ELEMENT_KIND_SERVICE;
            default -> ElementKind.ELEMENT_KIND_BACKEND;
          };
      return schema.getGroupsList().stream()
          .map(io.spinlane.v1.StatsGroupSchema::getKind)
          .toList()
          .indexOf(wanted);
    }

    private int column(int group, String counter) {
      int column =
          schema.getGroups(group).getCountersList().stream()
              .map(io.spinlane.v1.CounterSchema::getName)
              .toList()
              .indexOf(counter);
      assertThat(column).as(counter).isNotNegative();
      return column;
    }
  }
}

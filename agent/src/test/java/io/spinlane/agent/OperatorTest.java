package io.spinlane.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.spinlane.v1.ApplyProgress;
import io.spinlane.v1.ApplyTopologyRequest;
import io.spinlane.v1.Backend;
import io.spinlane.v1.BackendState;
import io.spinlane.v1.BackendsServiceGrpc;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.Event;
import io.spinlane.v1.EventType;
import io.spinlane.v1.EventsServiceGrpc;
import io.spinlane.v1.GetRevisionRequest;
import io.spinlane.v1.GetRevisionResponse;
import io.spinlane.v1.ListRevisionsRequest;
import io.spinlane.v1.ListRevisionsResponse;
import io.spinlane.v1.PreviewTopologyRequest;
import io.spinlane.v1.PreviewTopologyResponse;
import io.spinlane.v1.Revision;
import io.spinlane.v1.RollbackTopologyRequest;
import io.spinlane.v1.SetBackendStateRequest;
import io.spinlane.v1.SetBackendWeightRequest;
import io.spinlane.v1.Severity;
import io.spinlane.v1.Topology;
import io.spinlane.v1.TopologyServiceGrpc;
import io.spinlane.v1.WatchEventsRequest;
import io.spinlane.v1.WatchEventsResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** History and single back-ends over the contract, with a whole agent behind it. */
@Timeout(60)
final class OperatorTest {
  @TempDir Path folder;
  private EmbeddedAgent agent;
  private TopologyServiceGrpc.TopologyServiceBlockingStub topologies;
  private BackendsServiceGrpc.BackendsServiceBlockingStub backends;

  @BeforeEach
  void start() throws Exception {
    agent = EmbeddedAgent.start(folder);
    topologies = TopologyServiceGrpc.newBlockingStub(agent.channel());
    backends = BackendsServiceGrpc.newBlockingStub(agent.channel());
    apply(10, "first");
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  @Test
  void revisionsAreListedInPagesNewestFirst() {
    for (int rate = 11; rate <= 14; rate++) {
      apply(rate, "rate " + rate);
    }

    ListRevisionsResponse first = list(2, "");
    ListRevisionsResponse second = list(2, first.getNextPageToken());
    apply(15, "meanwhile");
    ListRevisionsResponse third = list(2, second.getNextPageToken());

    assertThat(numbers(first)).containsExactly(5L, 4L);
    assertThat(numbers(second)).containsExactly(3L, 2L);
    assertThat(numbers(third)).containsExactly(1L);
    assertThat(third.getNextPageToken()).isEmpty();
    assertThat(first.getRevisions(0).getNote()).isEqualTo("rate 14");
    assertThat(first.getRevisions(0).getAuthor()).isEqualTo("ann");
    assertThat(numbers(list(0, ""))).containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
    assertThat(numbers(list(6, ""))).hasSize(6);
    assertThat(list(6, "").getNextPageToken()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"-1, '', page_size", "1001, '', page_size", "1, x, page_token", "1, -7, page_token"})
  void badPagesAreRefused(int size, String token, String field) throws Exception {
    assertBadRequest(field, () -> list(size, token));
  }

  @Test
  void rollbackRunsAnEarlierRevisionAsANewOne() {
    apply(20, "second");
    List<ApplyProgress> steps = rollback(1, "");

    assertThat(steps.stream().map(ApplyProgress::getStepCase))
        .containsExactly(
            ApplyProgress.StepCase.COMPILED,
            ApplyProgress.StepCase.PUBLISHED,
            ApplyProgress.StepCase.ACKNOWLEDGED,
            ApplyProgress.StepCase.STORED);
    GetRevisionResponse running = running();
    assertThat(running.getRevision().getNumber()).isEqualTo(3);
    assertThat(running.getRevision().getAuthor()).isEqualTo("bob");
    assertThat(running.getRevision().getNote()).isEqualTo("back to revision 1");
    assertThat(running.getTopology()).isEqualTo(Simulated.topology(1, 10));
    rollback(2, "I was wrong");
    assertThat(running().getTopology()).isEqualTo(Simulated.topology(1, 20));
    assertThat(running().getRevision().getNote()).isEqualTo("I was wrong");
  }

  @Test
  void rollbackToWhatIsNotThereOrRunsIsRefused() throws Exception {
    StatusRuntimeException missing = failure(() -> rollback(9, ""));
    assertThat(missing.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(missing).hasMessageContaining("There is no revision 9 on this host.");
    assertBadRequest("revision", () -> rollback(0, ""));
    assertBadRequest("revision", () -> rollback(1, ""));
    assertThat(running().getRevision().getNumber()).isEqualTo(1);
  }

  @Test
  void severalBackendsAreDrainedInOneRevisionOrNone() {
    SetBackendStateRequest.Builder both =
        SetBackendStateRequest.newBuilder()
            .addBackends("web1")
            .addBackends("web2")
            .setState(BackendState.BACKEND_STATE_DRAIN);
    assertThat(backends.setBackendState(both.build()).getRevision()).isEqualTo(2);
    assertThat(backend(0).getState()).isEqualTo(BackendState.BACKEND_STATE_DRAIN);
    assertThat(backend(1).getState()).isEqualTo(BackendState.BACKEND_STATE_DRAIN);
    SetBackendStateRequest oneIsMissing =
        both.setState(BackendState.BACKEND_STATE_UP).addBackends("web9").build();
    assertThat(failure(() -> backends.setBackendState(oneIsMissing)).getStatus().getCode())
        .isEqualTo(Status.Code.NOT_FOUND);
    assertThat(backend(0).getState()).as("none").isEqualTo(BackendState.BACKEND_STATE_DRAIN);
    SetBackendWeightRequest weights =
        SetBackendWeightRequest.newBuilder()
            .addBackends("web1")
            .addBackends("web2")
            .setWeight(7)
            .build();
    assertThat(backends.setBackendWeight(weights).getRevision()).isEqualTo(3);
    assertThat(backend(0).getWeight()).isEqualTo(7);
    assertThat(backend(1).getWeight()).isEqualTo(7);
  }

  @Test
  void aBackendIsDrainedAsANewRevision() {
    long revision = setState("web1", BackendState.BACKEND_STATE_DRAIN);

    assertThat(revision).isEqualTo(2);
    Revision running = running().getRevision();
    assertThat(running.getNumber()).isEqualTo(2);
    assertThat(running.getAuthor()).isEqualTo("bob");
    assertThat(running.getNote()).isEqualTo("back-end web1 has the state DRAIN");
    assertThat(backend(0).getState()).isEqualTo(BackendState.BACKEND_STATE_DRAIN);
    assertThat(backend(1)).isEqualTo(Simulated.topology(1, 10).getPools(0).getBackends(1));
    Event event = event(EventType.EVENT_TYPE_BACKEND_STATE_CHANGED);
    assertThat(event.getElement().getId()).isEqualTo("web1");
    assertThat(event.getMessage()).isEqualTo("The back-end web1 has the state DRAIN, by bob.");
    assertThat(event.getRevision()).isEqualTo(2);

    assertThat(setState("web1", BackendState.BACKEND_STATE_DRAIN)).as("again").isEqualTo(2);
    assertThat(setState("web1", BackendState.BACKEND_STATE_UP)).isEqualTo(3);
    assertThat(setState("web2", BackendState.BACKEND_STATE_UP)).as("is the default").isEqualTo(3);
  }

  @Test
  void theAnswerTellsTheConnectionsLeft() {
    apply(500, "busy");
    // Each connection stays in the table for a while after its end.
    long connections = 0;
    while (connections == 0) {
      connections =
          backends
              .setBackendState(
                  SetBackendStateRequest.newBuilder()
                      .addBackends("web1")
                      .setState(BackendState.BACKEND_STATE_UP)
                      .build())
              .getConnections();
    }
    assertThat(running().getRevision().getNumber()).isEqualTo(2);
  }

  @Test
  void aWeightIsARevisionToo() {
    assertThat(setWeight("web2", 0)).isEqualTo(2);
    assertThat(backend(1).hasWeight()).isTrue();
    assertThat(backend(1).getWeight()).isZero();
    assertThat(event(EventType.EVENT_TYPE_WEIGHTS_CHANGED).getMessage())
        .isEqualTo("The back-end web2 has the weight 0, by bob.");
    assertThat(setWeight("web2", 65_535)).isEqualTo(3);
    assertThat(setWeight("web2", 65_535)).isEqualTo(3);
    assertThat(setWeight("web1", 100)).as("is the default").isEqualTo(3);
  }

  @Test
  void whatCannotBeIsRefused() throws Exception {
    StatusRuntimeException missing =
        failure(() -> setState("web9", BackendState.BACKEND_STATE_DRAIN));
    assertThat(missing.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(missing).hasMessageContaining("no back-end \"web9\"");
    assertThat(failure(() -> setWeight("", 1)).getStatus().getCode())
        .isEqualTo(Status.Code.NOT_FOUND);
    assertBadRequest("state", () -> setState("web1", BackendState.BACKEND_STATE_UNSPECIFIED));
    assertBadRequest(
        "state",
        () ->
            backends.setBackendState(
                SetBackendStateRequest.newBuilder().addBackends("web1").setStateValue(77).build()));
    assertBadRequest(
        "backends",
        () ->
            backends.setBackendState(
                SetBackendStateRequest.newBuilder()
                    .setState(BackendState.BACKEND_STATE_DRAIN)
                    .build()));
    assertBadRequest(
        "backends", () -> backends.setBackendWeight(SetBackendWeightRequest.getDefaultInstance()));
    assertBadRequest("weight", () -> setWeight("web1", 65_536));
    assertBadRequest("weight", () -> setWeight("web1", -1)); // 4294967295 on the wire.
    assertThat(running().getRevision().getNumber()).isEqualTo(1);
  }

  @Test
  void nothingRunsSoThereIsNothingToChange(@TempDir Path empty) throws Exception {
    try (EmbeddedAgent idle = EmbeddedAgent.start(empty)) {
      var service = BackendsServiceGrpc.newBlockingStub(idle.channel());
      SetBackendWeightRequest request =
          SetBackendWeightRequest.newBuilder().addBackends("web1").build();
      assertThat(failure(() -> service.setBackendWeight(request)).getStatus().getCode())
          .isEqualTo(Status.Code.NOT_FOUND);
      assertThat(
              TopologyServiceGrpc.newBlockingStub(idle.channel())
                  .listRevisions(ListRevisionsRequest.getDefaultInstance())
                  .getRevisionsList())
          .isEmpty();
    }
  }

  @Test
  void aPreviewTellsWhatWouldChangeAndWhomItTouches() {
    apply(500, "busy");
    Topology running = Simulated.topology(1, 500);
    Topology.Builder drained = running.toBuilder();
    drained.getPoolsBuilder(0).getBackendsBuilder(0).setState(BackendState.BACKEND_STATE_DRAIN);
    PreviewTopologyResponse preview = preview(drained.build());
    while (preview.getImpacts(0).getDrainingConnections() == 0) {
      preview = preview(drained.build()); // Until there are connections.
    }

    assertThat(preview.getBaseRevision()).isEqualTo(2);
    assertThat(preview.getChangesList())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.getElement().getId()).isEqualTo("web1");
              assertThat(change.getProperties(0).getPath()).isEqualTo("state");
            });
    assertThat(preview.getImpacts(0).getService()).isEqualTo("http");
    assertThat(preview.getImpacts(0).getMovedSlotRatio()).isBetween(0.49, 0.51);
    assertThat(preview.getImpacts(0).getBrokenConnections()).isZero();

    Topology without = running.toBuilder().clearServices().build();
    assertThat(preview(without).getImpacts(0).getBrokenConnections()).isPositive();
    assertThat(preview(running).getChangesList()).isEmpty();
    assertThat(running().getRevision().getNumber()).as("nothing was done").isEqualTo(2);
  }

  @Test
  void aPreviewOfADrawingWithErrorsTellsThem() {
    PreviewTopologyResponse preview =
        preview(Simulated.topology(1, 10).toBuilder().clearPools().build());

    assertThat(preview.getDiagnosticsList())
        .extracting(Diagnostic::getSeverity)
        .contains(Severity.SEVERITY_ERROR);
    assertThat(preview.getImpactsList()).isEmpty();
    assertThat(preview.getChangesList()).isNotEmpty();
  }

  private PreviewTopologyResponse preview(Topology topology) {
    return topologies.previewTopology(
        PreviewTopologyRequest.newBuilder().setTopology(topology).build());
  }

  private void apply(int rate, String note) {
    topologies
        .applyTopology(
            ApplyTopologyRequest.newBuilder()
                .setTopology(Simulated.topology(1, rate))
                .setOverwrite(true)
                .setAuthor("ann")
                .setNote(note)
                .build())
        .forEachRemaining(_ -> {});
  }

  private ListRevisionsResponse list(int size, String token) {
    return topologies.listRevisions(
        ListRevisionsRequest.newBuilder().setPageSize(size).setPageToken(token).build());
  }

  private static List<Long> numbers(ListRevisionsResponse page) {
    return page.getRevisionsList().stream().map(Revision::getNumber).toList();
  }

  private List<ApplyProgress> rollback(long revision, String note) {
    List<ApplyProgress> steps = new ArrayList<>();
    topologies
        .rollbackTopology(
            RollbackTopologyRequest.newBuilder()
                .setRevision(revision)
                .setAuthor("bob")
                .setNote(note)
                .build())
        .forEachRemaining(step -> steps.add(step.getProgress()));
    return steps;
  }

  private GetRevisionResponse running() {
    return topologies.getRevision(GetRevisionRequest.getDefaultInstance());
  }

  private Backend backend(int index) {
    Topology topology = running().getTopology();
    return topology.getPools(0).getBackends(index);
  }

  private long setState(String id, BackendState state) {
    return backends
        .setBackendState(
            SetBackendStateRequest.newBuilder()
                .addBackends(id)
                .setState(state)
                .setAuthor("bob")
                .build())
        .getRevision();
  }

  private long setWeight(String id, int weight) {
    return backends
        .setBackendWeight(
            SetBackendWeightRequest.newBuilder()
                .addBackends(id)
                .setWeight(weight)
                .setAuthor("bob")
                .build())
        .getRevision();
  }

  private Event event(EventType type) {
    Iterator<WatchEventsResponse> events =
        EventsServiceGrpc.newBlockingStub(agent.channel())
            .watchEvents(WatchEventsRequest.getDefaultInstance());
    Event event = events.next().getEvent();
    while (event.getType() != type) {
      event = events.next().getEvent();
    }
    return event;
  }

  private static StatusRuntimeException failure(ThrowingCallable call) {
    StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(failure).as("refused").isNotNull();
    return failure;
  }

  private static void assertBadRequest(String field, ThrowingCallable call)
      throws InvalidProtocolBufferException {
    StatusRuntimeException failure = failure(call);
    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    BadRequest details = StatusProto.fromThrowable(failure).getDetails(0).unpack(BadRequest.class);
    assertThat(details.getFieldViolations(0).getField()).isEqualTo(field);
  }
}

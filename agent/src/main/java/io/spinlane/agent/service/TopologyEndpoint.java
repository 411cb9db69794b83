package io.spinlane.agent.service;

import static io.spinlane.topology.Sentences.sentence;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.spinlane.agent.control.Master;
import io.spinlane.agent.control.RevisionStore.Stored;
import io.spinlane.v1.ApplyTopologyRequest;
import io.spinlane.v1.ApplyTopologyResponse;
import io.spinlane.v1.GetRevisionRequest;
import io.spinlane.v1.GetRevisionResponse;
import io.spinlane.v1.ListRevisionsRequest;
import io.spinlane.v1.ListRevisionsResponse;
import io.spinlane.v1.PreviewTopologyRequest;
import io.spinlane.v1.PreviewTopologyResponse;
import io.spinlane.v1.Revision;
import io.spinlane.v1.RollbackTopologyRequest;
import io.spinlane.v1.RollbackTopologyResponse;
import io.spinlane.v1.Topology;
import io.spinlane.v1.TopologyServiceGrpc;
import io.spinlane.v1.ValidateTopologyRequest;
import io.spinlane.v1.ValidateTopologyResponse;
import java.util.List;

/** Checks, previews and applies topologies, and tells what was applied. */
final class TopologyEndpoint extends TopologyServiceGrpc.TopologyServiceImplBase {
  private final Master master;

  TopologyEndpoint(Master master) {
    this.master = master;
  }

  @Override
  public void validateTopology(
      ValidateTopologyRequest request, StreamObserver<ValidateTopologyResponse> answer) {
    Answer.once(
        answer,
        () ->
            ValidateTopologyResponse.newBuilder()
                .addAllDiagnostics(master.check(request.getTopology()))
                .build());
  }

  @Override
  public void applyTopology(
      ApplyTopologyRequest request, StreamObserver<ApplyTopologyResponse> answer) {
    finish(answer);
    Answer.end(
        answer,
        () ->
            master.apply(
                request,
                step ->
                    answer.onNext(ApplyTopologyResponse.newBuilder().setProgress(step).build())));
  }

  @Override
  public void rollbackTopology(
      RollbackTopologyRequest request, StreamObserver<RollbackTopologyResponse> answer) {
    finish(answer);
    Answer.end(
        answer,
        () -> {
          long number = request.getRevision();
          if (number == 0 || number == master.running().revision().getNumber()) {
            throw Failures.invalid(
                "revision",
                number == 0
                    ? sentence("refused.revision.zero")
                    : sentence("refused.revision.runs", number));
          }
          Topology topology = stored(number).topology();
          return master.apply(
              ApplyTopologyRequest.newBuilder()
                  .setTopology(topology)
                  .setOverwrite(true)
                  .setAuthor(request.getAuthor())
                  .setNote(
                      request.getNote().isEmpty()
                          ? "back to revision " + number
                          : request.getNote())
                  .build(),
              step ->
                  answer.onNext(RollbackTopologyResponse.newBuilder().setProgress(step).build()));
        });
  }

  /** Whoever asked may be gone by then; what was begun is finished all the same. */
  private static <T> void finish(StreamObserver<T> answer) {
    ((ServerCallStreamObserver<T>) answer).setOnCancelHandler(() -> {});
  }

  @Override
  public void getRevision(GetRevisionRequest request, StreamObserver<GetRevisionResponse> answer) {
    Answer.once(
        answer,
        () -> {
          Stored stored = stored(request.getRevision());
          return GetRevisionResponse.newBuilder()
              .setRevision(stored.revision())
              .setTopology(stored.topology())
              .build();
        });
  }

  private Stored stored(long number) {
    return master
        .find(number)
        .orElseThrow(
            () ->
                Failures.notFound(
                    sentence("refused.revision.unknown", Long.toUnsignedString(number))));
  }

  @Override
  public void listRevisions(
      ListRevisionsRequest request, StreamObserver<ListRevisionsResponse> answer) {
    Answer.once(
        answer,
        () -> {
          int size = Page.size(request.getPageSize(), 100, 1000);
          long before = Page.start(request.getPageToken(), Long.MAX_VALUE);
          // One more than asked for tells whether there is a next page.
          List<Revision> found = master.list(before, size + 1);
          List<Revision> page = found.subList(0, Math.min(size, found.size()));
          return ListRevisionsResponse.newBuilder()
              .addAllRevisions(page)
              .setNextPageToken(
                  found.size() > size ? Long.toString(page.getLast().getNumber()) : "")
              .build();
        });
  }

  @Override
  public void previewTopology(
      PreviewTopologyRequest request, StreamObserver<PreviewTopologyResponse> answer) {
    Answer.once(answer, () -> master.preview(request.getTopology()));
  }
}

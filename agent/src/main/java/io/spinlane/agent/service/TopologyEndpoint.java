package io.spinlane.agent.service;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.spinlane.agent.control.Master;
import io.spinlane.agent.control.Refusal;
import io.spinlane.agent.control.RevisionStore.Stored;
import io.spinlane.v1.ApplyTopologyRequest;
import io.spinlane.v1.ApplyTopologyResponse;
import io.spinlane.v1.GetRevisionRequest;
import io.spinlane.v1.GetRevisionResponse;
import io.spinlane.v1.ListRevisionsRequest;
import io.spinlane.v1.ListRevisionsResponse;
import io.spinlane.v1.PreviewTopologyRequest;
import io.spinlane.v1.PreviewTopologyResponse;
import io.spinlane.v1.RollbackTopologyRequest;
import io.spinlane.v1.RollbackTopologyResponse;
import io.spinlane.v1.TopologyServiceGrpc;
import io.spinlane.v1.ValidateTopologyRequest;
import io.spinlane.v1.ValidateTopologyResponse;
import java.util.Optional;

/** Checks and applies topologies. */
final class TopologyEndpoint extends TopologyServiceGrpc.TopologyServiceImplBase {
  private final Master master;

  TopologyEndpoint(Master master) {
    this.master = master;
  }

  @Override
  public void validateTopology(
      ValidateTopologyRequest request, StreamObserver<ValidateTopologyResponse> answer) {
    answer.onNext(
        ValidateTopologyResponse.newBuilder()
            .addAllDiagnostics(master.check(request.getTopology()))
            .build());
    answer.onCompleted();
  }

  @Override
  public void applyTopology(
      ApplyTopologyRequest request, StreamObserver<ApplyTopologyResponse> answer) {
    // Whoever asked may be gone by then; what was begun is finished all the same.
    ((ServerCallStreamObserver<ApplyTopologyResponse>) answer).setOnCancelHandler(() -> {});
    try {
      master.apply(
          request,
          step -> answer.onNext(ApplyTopologyResponse.newBuilder().setProgress(step).build()));
      answer.onCompleted();
    } catch (Refusal e) {
      answer.onError(Failures.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer.onError(
          Status.UNAVAILABLE.withDescription("The agent is stopping.").asRuntimeException());
    }
  }

  @Override
  public void getRevision(GetRevisionRequest request, StreamObserver<GetRevisionResponse> answer) {
    Optional<Stored> stored = master.find(request.getRevision());
    if (stored.isEmpty()) {
      String number = Long.toUnsignedString(request.getRevision());
      answer.onError(Failures.notFound("There is no revision " + number + " on this host."));
      return;
    }
    answer.onNext(
        GetRevisionResponse.newBuilder()
            .setRevision(stored.get().revision())
            .setTopology(stored.get().topology())
            .build());
    answer.onCompleted();
  }

  @Override
  public void previewTopology(
      PreviewTopologyRequest request, StreamObserver<PreviewTopologyResponse> answer) {
    answer.onError(later("PreviewTopology", "use ValidateTopology to check a drawing"));
  }

  @Override
  public void rollbackTopology(
      RollbackTopologyRequest request, StreamObserver<RollbackTopologyResponse> answer) {
    answer.onError(later("RollbackTopology", "get the revision and apply it again"));
  }

  @Override
  public void listRevisions(
      ListRevisionsRequest request, StreamObserver<ListRevisionsResponse> answer) {
    answer.onError(later("ListRevisions", "get revisions by their numbers"));
  }

  private static RuntimeException later(String what, String instead) {
    return Status.UNIMPLEMENTED
        .withDescription(what + " is not part of this release yet: " + instead + ".")
        .asRuntimeException();
  }
}

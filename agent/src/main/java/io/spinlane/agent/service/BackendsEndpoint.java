package io.spinlane.agent.service;

import static io.spinlane.topology.Sentences.sentence;

import io.grpc.stub.StreamObserver;
import io.spinlane.agent.control.BackendControl;
import io.spinlane.v1.BackendState;
import io.spinlane.v1.BackendsServiceGrpc;
import io.spinlane.v1.Revision;
import io.spinlane.v1.SetBackendStateRequest;
import io.spinlane.v1.SetBackendStateResponse;
import io.spinlane.v1.SetBackendWeightRequest;
import io.spinlane.v1.SetBackendWeightResponse;
import java.util.List;

/** Takes back-ends out and in. */
final class BackendsEndpoint extends BackendsServiceGrpc.BackendsServiceImplBase {
  private static final int HEAVIEST = 65_535;

  private final BackendControl backends;

  BackendsEndpoint(BackendControl backends) {
    this.backends = backends;
  }

  @Override
  public void setBackendState(
      SetBackendStateRequest request, StreamObserver<SetBackendStateResponse> answer) {
    Answer.once(
        answer,
        () -> {
          BackendState state = request.getState();
          if (state == BackendState.UNRECOGNIZED
              || state == BackendState.BACKEND_STATE_UNSPECIFIED) {
            throw Failures.invalid("state", sentence("refused.backendState"));
          }
          List<String> ids = ids(request.getBackendsList());
          Revision revision = backends.setState(ids, state, request.getAuthor(), request.getNote());
          return SetBackendStateResponse.newBuilder()
              .setRevision(revision.getNumber())
              .setConnections(backends.connections(ids))
              .build();
        });
  }

  @Override
  public void setBackendWeight(
      SetBackendWeightRequest request, StreamObserver<SetBackendWeightResponse> answer) {
    Answer.once(
        answer,
        () -> {
          int weight = request.getWeight();
          if (weight < 0 || weight > HEAVIEST) {
            throw Failures.invalid("weight", sentence("refused.weight", HEAVIEST));
          }
          Revision revision =
              backends.setWeight(
                  ids(request.getBackendsList()), weight, request.getAuthor(), request.getNote());
          return SetBackendWeightResponse.newBuilder().setRevision(revision.getNumber()).build();
        });
  }

  private static List<String> ids(List<String> named) {
    if (named.isEmpty()) {
      throw Failures.invalid("backends", sentence("refused.noBackendNamed"));
    }
    return named.stream().distinct().toList();
  }
}

package io.spinlane.desktop.remote;

import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ClientResponseObserver;
import io.spinlane.v1.ApplyProgress;
import io.spinlane.v1.ApplyTopologyRequest;
import io.spinlane.v1.ApplyTopologyResponse;
import io.spinlane.v1.BackendsServiceGrpc;
import io.spinlane.v1.ConnectionsServiceGrpc;
import io.spinlane.v1.GetRevisionRequest;
import io.spinlane.v1.GetRevisionResponse;
import io.spinlane.v1.KillConnectionsRequest;
import io.spinlane.v1.KillConnectionsResponse;
import io.spinlane.v1.ListConnectionsRequest;
import io.spinlane.v1.ListConnectionsResponse;
import io.spinlane.v1.ListRevisionsRequest;
import io.spinlane.v1.ListRevisionsResponse;
import io.spinlane.v1.PreviewTopologyRequest;
import io.spinlane.v1.PreviewTopologyResponse;
import io.spinlane.v1.SetBackendStateRequest;
import io.spinlane.v1.SetBackendStateResponse;
import io.spinlane.v1.SetBackendWeightRequest;
import io.spinlane.v1.SetBackendWeightResponse;
import io.spinlane.v1.Topology;
import io.spinlane.v1.TopologyServiceGrpc;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of an agent once there is a line to it.
 *
 * <p>Any thread; every method returns at once. What it returns ends on a thread of gRPC, fails with
 * a {@link StatusRuntimeException}, and when it is cancelled, so is the call.
 */
public final class AgentCalls {
  private static final long ANSWER_SECONDS = 10;

  /** As long as the slowest host may take to open its NICs. */
  private static final long APPLY_SECONDS = 60;

  private final Supplier<Channel> channel;

  /**
   * Calls over whatever line there is.
   *
   * @param channel the line's; throws a {@link StatusRuntimeException} while there is none
   */
  AgentCalls(Supplier<Channel> channel) {
    this.channel = channel;
  }

  /** What applying a topology would change, whom it would touch, and what the rules say. */
  public CompletableFuture<PreviewTopologyResponse> preview(Topology topology) {
    return ask(
        TopologyServiceGrpc.getPreviewTopologyMethod(),
        PreviewTopologyRequest.newBuilder().setTopology(topology).build());
  }

  /** Applied topologies, newest first, a page of them. */
  public CompletableFuture<ListRevisionsResponse> revisions(int size, String pageToken) {
    return ask(
        TopologyServiceGrpc.getListRevisionsMethod(),
        ListRevisionsRequest.newBuilder().setPageSize(size).setPageToken(pageToken).build());
  }

  /** One applied topology. */
  public CompletableFuture<GetRevisionResponse> revision(long number) {
    return ask(
        TopologyServiceGrpc.getGetRevisionMethod(),
        GetRevisionRequest.newBuilder().setRevision(number).build());
  }

  /** Gives a back-end another state. */
  public CompletableFuture<SetBackendStateResponse> setState(SetBackendStateRequest request) {
    return ask(BackendsServiceGrpc.getSetBackendStateMethod(), request);
  }

  /** Gives a back-end another weight. */
  public CompletableFuture<SetBackendWeightResponse> setWeight(SetBackendWeightRequest request) {
    return ask(BackendsServiceGrpc.getSetBackendWeightMethod(), request);
  }

  /** Live connections, a page of them. */
  public CompletableFuture<ListConnectionsResponse> connections(ListConnectionsRequest request) {
    return ask(ConnectionsServiceGrpc.getListConnectionsMethod(), request);
  }

  /** Ends live connections. */
  public CompletableFuture<KillConnectionsResponse> endConnections(KillConnectionsRequest request) {
    return ask(ConnectionsServiceGrpc.getKillConnectionsMethod(), request);
  }

  /**
   * Applies a topology. Cancelling it only ends the waiting: an agent finishes what it has begun.
   *
   * @param progress told each step, on a thread of gRPC
   */
  public CompletableFuture<Void> apply(
      ApplyTopologyRequest request, Consumer<ApplyProgress> progress) {
    return follow(
        TopologyServiceGrpc.getApplyTopologyMethod(),
        request,
        (ApplyTopologyResponse response) -> progress.accept(response.getProgress()));
  }

  private <Q extends Message, A extends Message> CompletableFuture<A> ask(
      MethodDescriptor<Q, A> method, Q request) {
    Answers<Q, A> answers = new Answers<>(_ -> {});
    CompletableFuture<A> result = new CompletableFuture<>();
    begin(method, request, answers, ANSWER_SECONDS, false);
    CompletableFuture<?> _ =
        answers.ended.whenComplete(
            (_, problem) -> {
              A last = answers.last;
              if (problem != null) {
                result.completeExceptionally(problem);
              } else if (last != null) {
                result.complete(last);
              }
            });
    return cancelling(result, answers);
  }

  private <Q extends Message, A extends Message> CompletableFuture<Void> follow(
      MethodDescriptor<Q, A> method, Q request, Consumer<A> each) {
    Answers<Q, A> answers = new Answers<>(each);
    begin(method, request, answers, APPLY_SECONDS, true);
    return cancelling(answers.ended, answers);
  }

  private <Q extends Message, A extends Message> void begin(
      MethodDescriptor<Q, A> method, Q request, Answers<Q, A> answers, long seconds, boolean many) {
    try {
      var call =
          channel
              .get()
              .newCall(method, CallOptions.DEFAULT.withDeadlineAfter(seconds, TimeUnit.SECONDS));
      if (many) {
        ClientCalls.asyncServerStreamingCall(call, request, answers);
      } else {
        ClientCalls.asyncUnaryCall(call, request, answers);
      }
    } catch (StatusRuntimeException e) {
      answers.ended.completeExceptionally(e);
    }
  }

  private static <T> CompletableFuture<T> cancelling(
      CompletableFuture<T> result, Answers<?, ?> answers) {
    CompletableFuture<?> _ =
        result.whenComplete(
            (_, _) -> {
              if (result.isCancelled()) {
                answers.cancel();
              }
            });
    return result;
  }

  /** What comes back from one call. */
  private static final class Answers<Q, A> implements ClientResponseObserver<Q, A> {
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Consumer<A> each;
    private volatile @Nullable ClientCallStreamObserver<Q> call;
    private volatile @Nullable A last;

    Answers(Consumer<A> each) {
      this.each = each;
    }

    void cancel() {
      ClientCallStreamObserver<Q> begun = call;
      if (begun != null) {
        begun.cancel("no longer wanted", null);
      }
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<Q> begun) {
      call = begun;
    }

    @Override
    public void onNext(A answer) {
      last = answer;
      each.accept(answer);
    }

    @Override
    public void onError(Throwable problem) {
      ended.completeExceptionally(problem);
    }

    @Override
    public void onCompleted() {
      ended.complete(null);
    }
  }
}

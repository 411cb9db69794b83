package io.spinlane.desktop.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.spinlane.v1.ConnectionFilter;
import io.spinlane.v1.KillConnectionsRequest;
import io.spinlane.v1.KillConnectionsResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Connections are ended one after the other, until it is stopped or refused. */
class EndingTest {
  private final List<KillConnectionsRequest> requests = new ArrayList<>();
  private final List<CompletableFuture<KillConnectionsResponse>> calls = new ArrayList<>();
  private final List<Long> progress = new ArrayList<>();
  private final Ending ending =
      new Ending(
          request -> {
            requests.add(request);
            calls.add(new CompletableFuture<>());
            return calls.getLast();
          },
          IntStream.rangeClosed(1, 3)
              .mapToObj(port -> ConnectionFilter.newBuilder().setClientPort(port).build())
              .toList(),
          progress::add);

  private void answer(int call, long killed) {
    calls.get(call).complete(KillConnectionsResponse.newBuilder().setKilledCount(killed).build());
  }

  @Test
  void oneAfterTheOther() {
    CompletableFuture<Void> done = ending.begin();
    assertThat(requests).hasSize(1);
    answer(0, 1);
    assertThat(requests).hasSize(2);
    answer(1, 0);
    answer(2, 1);
    assertThat(done).isCompleted();
    assertThat(ending.ended()).as("one had ended by itself").isEqualTo(2);
    assertThat(progress).containsExactly(1L, 2L, 3L);
    assertThat(requests)
        .extracting(request -> request.getFilter().getClientPort())
        .containsExactly(1, 2, 3);
  }

  @Test
  void stoppedItLeavesTheOthersAlone() {
    CompletableFuture<Void> done = ending.begin();
    ending.stop();
    answer(0, 1);
    assertThat(done).isCompleted();
    assertThat(requests).hasSize(1);
    assertThat(ending.ended()).isOne();
  }

  @Test
  void aRefusalEndsIt() {
    CompletableFuture<Void> done = ending.begin();
    calls.getFirst().completeExceptionally(Status.UNAVAILABLE.asRuntimeException());
    assertThat(done).isCompletedExceptionally();
    assertThat(requests).hasSize(1);
  }
}

package io.spinlane.desktop.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.spinlane.desktop.connections.ConnectionPages.State;
import io.spinlane.v1.Connection;
import io.spinlane.v1.ListConnectionsRequest;
import io.spinlane.v1.ListConnectionsResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Turning pages against an agent whose answers come when the test says so. */
class ConnectionPagesTest {
  private static final int SIZE = 3;

  private final List<ListConnectionsRequest> requests = new ArrayList<>();
  private final List<CompletableFuture<ListConnectionsResponse>> calls = new ArrayList<>();
  private long nowNs;
  private int changes;
  private final ConnectionPages pages =
      new ConnectionPages(this::list, Runnable::run, () -> nowNs, () -> changes++, SIZE);

  private CompletableFuture<ListConnectionsResponse> list(ListConnectionsRequest request) {
    requests.add(request);
    calls.add(new CompletableFuture<>());
    return calls.getLast();
  }

  private void answer(int call, String next, int... ports) {
    ListConnectionsResponse.Builder answer =
        ListConnectionsResponse.newBuilder().setNextPageToken(next);
    for (int port : ports) {
      answer.addConnections(Connection.newBuilder().setClientPort(port));
    }
    calls.get(call).complete(answer.build());
  }

  private List<Integer> ports() {
    return pages.page().stream().map(Connection::getClientPort).toList();
  }

  @Test
  void asksForOnePageAndNoMore() {
    pages.ask(ConnectionQuery.ofBackend("web1").withClient("203.0.113.77/24"));
    assertThat(pages.state()).isEqualTo(State.ASKING);
    assertThat(requests).hasSize(1);
    assertThat(requests.getFirst().getPageSize()).isEqualTo(SIZE);
    assertThat(requests.getFirst().getFilter().getBackend()).isEqualTo("web1");
    assertThat(requests.getFirst().getFilter().getClientPrefix()).isEqualTo("203.0.113.0/24");
    answer(0, "3", 1, 2, 3);
    assertThat(pages.state()).isEqualTo(State.HERE);
    assertThat(ports()).containsExactly(1, 2, 3);
    assertThat(requests).as("the next page is asked for when it is wanted").hasSize(1);
  }

  @Test
  void goesOnAndBack() {
    pages.ask(ConnectionQuery.ALL);
    assertThat(pages.hasPrevious()).isFalse();
    answer(0, "3", 1, 2, 3);
    pages.next();
    assertThat(requests.get(1).getPageToken()).isEqualTo("3");
    assertThat(pages.page()).as("not the old page under a new number").isEmpty();
    answer(1, "6", 4, 5, 6);
    assertThat(pages.firstNumber()).isEqualTo(4);
    pages.next();
    answer(2, "", 7);
    assertThat(pages.firstNumber()).isEqualTo(7);
    assertThat(pages.hasNext()).isFalse();
    pages.next();
    assertThat(requests).as("there is no page after the last").hasSize(3);
    pages.refresh();
    assertThat(requests.get(3).getPageToken()).isEqualTo("6");
    answer(3, "", 7, 8);
    pages.previous();
    assertThat(requests.get(4).getPageToken()).isEqualTo("3");
    assertThat(pages.firstNumber()).isEqualTo(4);
  }

  @Test
  void anotherQueryBeginsAtTheFirstPageAndOldAnswersAreNotHeard() {
    pages.ask(ConnectionQuery.ALL);
    answer(0, "3", 1, 2, 3);
    pages.next();
    pages.ask(ConnectionQuery.ofCore("sw1"));
    assertThat(calls.get(1)).isCancelled();
    assertThat(requests.get(2).getPageToken()).isEmpty();
    assertThat(pages.hasPrevious()).isFalse();
    answer(2, "", 9);
    assertThat(ports()).containsExactly(9);
  }

  @Test
  void aPageThatCannotBeRefreshedStaysAndGrowsOld() {
    pages.ask(ConnectionQuery.ALL);
    answer(0, "", 1, 2);
    nowNs = 5_000_000_000L;
    pages.refresh();
    calls.get(1).completeExceptionally(Status.UNAVAILABLE.asRuntimeException());
    assertThat(pages.state()).isEqualTo(State.FAILED);
    assertThat(pages.problem()).isNotBlank();
    assertThat(ports()).containsExactly(1, 2);
    assertThat(pages.ageNs()).isEqualTo(5_000_000_000L);
    pages.refresh();
    answer(2, "", 2);
    assertThat(pages.state()).isEqualTo(State.HERE);
    assertThat(pages.ageNs()).isZero();
  }

  @Test
  void whatIsForgottenIsGoneAndStaysGone() {
    pages.ask(ConnectionQuery.ALL);
    int before = changes;
    pages.forget();
    assertThat(calls.getFirst()).isCancelled();
    assertThat(pages.state()).isEqualTo(State.IDLE);
    assertThat(pages.busy()).isFalse();
    assertThat(changes).isEqualTo(before + 1);
  }
}

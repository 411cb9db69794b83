package io.spinlane.desktop.connections;

import io.spinlane.v1.ConnectionFilter;
import io.spinlane.v1.KillConnectionsRequest;
import io.spinlane.v1.KillConnectionsResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * Ends connections, one filter after the other so that the agent is not flooded, until it is
 * stopped. What was ended stays ended.
 */
public final class Ending {
  private final Function<KillConnectionsRequest, CompletableFuture<KillConnectionsResponse>> kill;
  private final List<ConnectionFilter> filters;
  private final LongConsumer progress;
  private final AtomicLong ended = new AtomicLong();
  private volatile boolean stopped;

  /**
   * Nothing is ended yet.
   *
   * @param kill asks the agent, without waiting
   * @param progress told how many filters are done, on any thread
   */
  public Ending(
      Function<KillConnectionsRequest, CompletableFuture<KillConnectionsResponse>> kill,
      List<ConnectionFilter> filters,
      LongConsumer progress) {
    this.kill = kill;
    this.filters = List.copyOf(filters);
    this.progress = progress;
  }

  /** Begins; the result fails when the agent refuses, and is whole even when it was stopped. */
  public CompletableFuture<Void> begin() {
    return from(0);
  }

  private CompletableFuture<Void> from(int index) {
    if (stopped || index == filters.size()) {
      return CompletableFuture.completedFuture(null);
    }
    KillConnectionsRequest request =
        KillConnectionsRequest.newBuilder().setFilter(filters.get(index)).build();
    return kill.apply(request)
        .thenCompose(
            answer -> {
              ended.addAndGet(answer.getKilledCount());
              progress.accept(index + 1L);
              return from(index + 1);
            });
  }

  /** Asks for nothing more. */
  public void stop() {
    stopped = true;
  }

  /** It was asked to stop. */
  public boolean stopped() {
    return stopped;
  }

  /** How many connections were ended so far. */
  public long ended() {
    return ended.get();
  }
}

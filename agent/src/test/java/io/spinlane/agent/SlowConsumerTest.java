package io.spinlane.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.spinlane.v1.StatsSample;
import io.spinlane.v1.StatsServiceGrpc;
import io.spinlane.v1.WatchStatsRequest;
import io.spinlane.v1.WatchStatsResponse;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A consumer that asks for nothing while samples are due. */
@Timeout(60)
final class SlowConsumerTest {
  private static final WatchStatsRequest OFTEN =
      WatchStatsRequest.newBuilder().setInterval(Durations.fromMillis(20)).build();

  @TempDir Path folder;

  @Test
  void missesSamplesInsteadOfPilingThemUp() throws Exception {
    try (EmbeddedAgent agent = EmbeddedAgent.start(folder)) {
      Slow slow = new Slow();
      StatsServiceGrpc.newStub(agent.channel()).watchStats(OFTEN, slow);
      Iterator<WatchStatsResponse> other =
          StatsServiceGrpc.newBlockingStub(agent.channel()).watchStats(OFTEN);
      StatsSample last = sample(other);
      for (int tick = 0; tick < 20; tick++) {
        last = sample(other);
      }

      assertThat(slow.received).isEmpty();
      slow.ask(3);
      long before = last.getMonotonicNs();
      assertThat(slow.received.take().hasSchema()).isTrue();
      StatsSample first = slow.received.take().getSample();
      assertThat(first.getMonotonicNs()).as("of now, not of then").isGreaterThan(before);
      assertThat(slow.received.take().getSample().getMonotonicNs())
          .isGreaterThan(first.getMonotonicNs());
    }
  }

  private static StatsSample sample(Iterator<WatchStatsResponse> stream) {
    WatchStatsResponse response = stream.next();
    while (response.hasSchema()) {
      response = stream.next();
    }
    return response.getSample();
  }

  /** Takes only what it asks for. */
  private static final class Slow
      implements ClientResponseObserver<WatchStatsRequest, WatchStatsResponse> {
    final BlockingQueue<WatchStatsResponse> received = new LinkedBlockingQueue<>();
    private ClientCallStreamObserver<WatchStatsRequest> call;

    @SuppressWarnings("NullAway.Init") // gRPC calls beforeStart first.
    Slow() {}

    void ask(int count) {
      call.request(count);
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<WatchStatsRequest> stream) {
      call = stream;
      stream.disableAutoRequestWithInitial(0);
    }

    @Override
    public void onNext(WatchStatsResponse response) {
      received.add(response);
    }

    @Override
    public void onError(Throwable e) {}

    @Override
    public void onCompleted() {}
  }
}

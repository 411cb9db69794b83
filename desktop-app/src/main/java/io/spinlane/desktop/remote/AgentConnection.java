package io.spinlane.desktop.remote;

import com.google.protobuf.util.Durations;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.spinlane.desktop.remote.ConnectionStatus.Running;
import io.spinlane.desktop.remote.ConnectionStatus.State;
import io.spinlane.desktop.text.Said;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Event;
import io.spinlane.v1.EventsServiceGrpc;
import io.spinlane.v1.GetInventoryRequest;
import io.spinlane.v1.GetRevisionRequest;
import io.spinlane.v1.GetRevisionResponse;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.InventoryServiceGrpc;
import io.spinlane.v1.StatsServiceGrpc;
import io.spinlane.v1.TopologyServiceGrpc;
import io.spinlane.v1.WatchEventsRequest;
import io.spinlane.v1.WatchEventsResponse;
import io.spinlane.v1.WatchStatsRequest;
import io.spinlane.v1.WatchStatsResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a line to one agent: finds out what it is and runs, watches its numbers and events, and
 * comes back by itself after a loss.
 *
 * <pre>
 *   DISCONNECTED ──connect──▶ CONNECTING ──answers──▶ CONNECTED
 *         ▲                        ▲ │ fails               │ stream ends, or silence
 *         └──────disconnect────────┼─┴──▶ LOST ◀───────────┘
 *                                  └─ back-off ┘
 * </pre>
 *
 * <p>All methods may be called from any thread and return at once. The listener is called on the
 * connection's own thread.
 */
public final class AgentConnection implements AutoCloseable {
  /** Who wants to know. */
  public interface Listener {
    /** The state, or what runs, changed. */
    void changed(ConnectionStatus status);

    /** Something happened on the agent; after a new line, all that it still keeps comes again. */
    void happened(Event event);

    /** A new line is up: events that were told are told again. */
    void eventsBegin();
  }

  private static final Duration STATS_INTERVAL = Duration.ofMillis(100);
  private static final long CALL_SECONDS = 5;
  private static final long SILENCE_NS = TimeUnit.SECONDS.toNanos(4);
  private static final long FIRST_RETRY_SECONDS = 1;
  private static final long LAST_RETRY_SECONDS = 16;

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("agent-connection").factory());
  private final Listener listener;
  private final AgentCalls calls = new AgentCalls(this::channel);
  private final StatsFeed feed = new StatsFeed(System::nanoTime);
  private volatile ConnectionStatus status = ConnectionStatus.DISCONNECTED;
  private @Nullable AgentPlace place;
  private volatile AgentPlace.@Nullable Line line;
  private long retrySeconds = FIRST_RETRY_SECONDS;

  /** Counts lines, so that what an old one still says is not heard. */
  private long lineNumber;

  /** Counts what people asked for; what is asked of an agent for an earlier wish is given up. */
  private final AtomicLong wishes = new AtomicLong();

  private long wish;
  private volatile Context.CancellableContext asking = Context.ROOT.withCancellation();

  /** No agent yet. */
  public AgentConnection(Listener listener) {
    this.listener = listener;
    ScheduledFuture<?> _ = thread.scheduleWithFixedDelay(this::watch, 1, 1, TimeUnit.SECONDS);
  }

  /** How things stand. */
  public ConnectionStatus status() {
    return status;
  }

  /** The samples that come in. */
  public StatsFeed feed() {
    return feed;
  }

  /** Leaves the agent it has, and goes for another. */
  public void connect(AgentPlace next) {
    long wanted = wishElse();
    thread.execute(
        () -> {
          wish = wanted;
          hangUp();
          place = next;
          retrySeconds = FIRST_RETRY_SECONDS;
          become(ConnectionStatus.DISCONNECTED);
          open(next);
        });
  }

  /** Leaves the agent, or gives up going for one that does not answer. */
  public void disconnect() {
    long wanted = wishElse();
    thread.execute(
        () -> {
          wish = wanted;
          hangUp();
          place = null;
          become(ConnectionStatus.DISCONNECTED);
        });
  }

  /** The connection's thread stops waiting for an answer nobody wants any more. */
  private long wishElse() {
    long wanted = wishes.incrementAndGet();
    asking.cancel(null);
    return wanted;
  }

  /** Waits for the answer of an agent, as long as people want it. */
  private <T> T ask(Supplier<T> question) {
    Context.CancellableContext context = Context.ROOT.withCancellation();
    asking = context;
    if (outdated()) {
      context.cancel(null); // they changed their mind before they could see this question
    }
    Context before = context.attach();
    try {
      return question.get();
    } finally {
      context.detach(before);
      context.cancel(null);
    }
  }

  private boolean outdated() {
    return wishes.get() != wish;
  }

  /** Tries again now rather than after the back-off; nothing happens unless the line is lost. */
  public void retryNow() {
    thread.execute(
        () -> {
          if (place != null && status.state() == State.LOST) {
            open(place);
          }
        });
  }

  @Override
  public void close() {
    disconnect();
    thread.shutdown();
    try {
      thread.awaitTermination(CALL_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void become(ConnectionStatus next) {
    status = next;
    listener.changed(next);
  }

  private void hangUp() {
    lineNumber++;
    AgentPlace.Line old = line;
    if (old != null) {
      line = null;
      old.close().run();
    }
  }

  private void open(AgentPlace where) {
    long number = ++lineNumber;
    become(ConnectionStatus.connecting(where.name(), status));
    try {
      AgentPlace.Line opened = where.open();
      line = opened;
      Inventory inventory = ask(() -> inventory(opened.channel()));
      Running running = ask(() -> fetchRunning(opened.channel()));
      become(status.connected(inventory, running));
      retrySeconds = FIRST_RETRY_SECONDS;
      feed.begin();
      watchStats(opened.channel(), number);
      listener.eventsBegin();
      watchEvents(opened.channel(), number);
    } catch (IOException e) {
      lost(number, Said.why(e));
    } catch (StatusRuntimeException e) {
      lost(number, Failure.sentence(e));
    }
  }

  private static Inventory inventory(Channel channel) {
    return InventoryServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
        .getInventory(GetInventoryRequest.getDefaultInstance())
        .getInventory();
  }

  private static Running fetchRunning(Channel channel) {
    try {
      GetRevisionResponse response =
          TopologyServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
              .getRevision(GetRevisionRequest.getDefaultInstance());
      return new Running(response.getRevision(), response.getTopology());
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Running.NOTHING;
      }
      throw e;
    }
  }

  private void watchStats(Channel channel, long number) {
    WatchStatsRequest request =
        WatchStatsRequest.newBuilder()
            .setInterval(Durations.fromMillis(STATS_INTERVAL.toMillis()))
            .build();
    StatsServiceGrpc.newStub(channel)
        .watchStats(
            request,
            new Stream<WatchStatsResponse>(number) {
              @Override
              public void onNext(WatchStatsResponse response) {
                feed.accept(response);
              }
            });
  }

  private void watchEvents(Channel channel, long number) {
    EventsServiceGrpc.newStub(channel)
        .watchEvents(
            WatchEventsRequest.getDefaultInstance(),
            new Stream<WatchEventsResponse>(number) {
              @Override
              public void onNext(WatchEventsResponse response) {
                post(() -> tell(number, response.getEvent()));
              }
            });
  }

  private void tell(long number, Event event) {
    AgentPlace.Line current = line;
    if (number != lineNumber || current == null) {
      return;
    }
    listener.happened(event);
    if (event.getRevision() > status.running().revision()) {
      refreshRunning(current);
    }
  }

  /** A stream whose end is the end of the line. */
  private abstract class Stream<T> implements StreamObserver<T> {
    private final long number;

    Stream(long number) {
      this.number = number;
    }

    @Override
    public void onError(Throwable problem) {
      post(() -> lost(number, Failure.sentence(problem)));
    }

    @Override
    public void onCompleted() {
      post(() -> lost(number, Texts.get("failure.closed")));
    }
  }

  private void post(Runnable task) {
    if (!thread.isShutdown()) {
      thread.execute(task);
    }
  }

  private void lost(long number, String why) {
    AgentPlace where = place;
    if (number != lineNumber || where == null || outdated()) {
      return; // what people want instead is next on this thread
    }
    hangUp();
    long seconds = retrySeconds;
    retrySeconds = Math.min(LAST_RETRY_SECONDS, retrySeconds * 2);
    become(status.lost(why, seconds));
    long waiting = lineNumber;
    ScheduledFuture<?> _ = thread.schedule(() -> retry(waiting, where), seconds, TimeUnit.SECONDS);
  }

  private void retry(long waiting, AgentPlace where) {
    if (waiting == lineNumber && status.state() == State.LOST) {
      open(where);
    }
  }

  /** Every second: a line that is silent is lost, and someone else may have pushed. */
  private void watch() {
    AgentPlace.Line current = line;
    if (current == null || !status.connected()) {
      return;
    }
    if (System.nanoTime() - feed.lastArrivalNs() > SILENCE_NS) {
      lost(lineNumber, Texts.get("failure.silent"));
    } else if (feed.revision() >= 0 && feed.revision() != status.running().revision()) {
      refreshRunning(current);
    }
  }

  private void refreshRunning(AgentPlace.Line current) {
    try {
      Running now = ask(() -> fetchRunning(current.channel()));
      if (!now.equals(status.running())) {
        become(status.runs(now));
      }
    } catch (StatusRuntimeException e) {
      lost(lineNumber, Failure.sentence(e));
    }
  }

  /** What the agent runs now, asked afresh; fails with a {@link StatusRuntimeException}. */
  public CompletableFuture<Running> running() {
    return CompletableFuture.supplyAsync(
        () -> {
          Running now = ask(() -> fetchRunning(channel()));
          if (!now.equals(status.running())) {
            become(status.runs(now));
          }
          return now;
        },
        thread);
  }

  /** Calls over the line, while there is one. */
  public AgentCalls calls() {
    return calls;
  }

  private Channel channel() {
    AgentPlace.Line current = line;
    if (current == null) {
      throw Status.UNAVAILABLE.asRuntimeException();
    }
    return current.channel();
  }
}

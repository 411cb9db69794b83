package io.spinlane.agent.service;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.spinlane.agent.control.EventLog;
import io.spinlane.v1.Event;
import io.spinlane.v1.EventsServiceGrpc;
import io.spinlane.v1.WatchEventsRequest;
import io.spinlane.v1.WatchEventsResponse;
import java.util.concurrent.Executor;

/** Tells what happened. */
final class EventsEndpoint extends EventsServiceGrpc.EventsServiceImplBase {
  private final EventLog events;
  private final Executor streams;

  EventsEndpoint(EventLog events, Executor streams) {
    this.events = events;
    this.streams = streams;
  }

  @Override
  public void watchEvents(WatchEventsRequest request, StreamObserver<WatchEventsResponse> answer) {
    var stream = (ServerCallStreamObserver<WatchEventsResponse>) answer;
    Watch watch = new Watch(stream, request.getAfterSequence());
    Runnable send = () -> streams.execute(watch::send);
    Runnable stop = events.onChange(send);
    stream.setOnCancelHandler(stop);
    stream.setOnReadyHandler(send);
    send.run();
  }

  /** One consumer; only the streams thread calls it. */
  private final class Watch {
    private final ServerCallStreamObserver<WatchEventsResponse> stream;
    private long sent;

    Watch(ServerCallStreamObserver<WatchEventsResponse> stream, long after) {
      this.stream = stream;
      this.sent = after;
    }

    /** Sends what is new, as far as the consumer keeps up; the rest when it is ready again. */
    void send() {
      for (Event event : events.after(sent)) {
        if (stream.isCancelled() || !stream.isReady()) {
          return;
        }
        stream.onNext(WatchEventsResponse.newBuilder().setEvent(event).build());
        sent = event.getSequence();
      }
    }
  }
}

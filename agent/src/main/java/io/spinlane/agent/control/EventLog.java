package io.spinlane.agent.control;

import com.google.protobuf.Timestamp;
import io.spinlane.topology.Sentences;
import io.spinlane.v1.ElementRef;
import io.spinlane.v1.Event;
import io.spinlane.v1.EventType;
import io.spinlane.v1.Sentence;
import io.spinlane.v1.Severity;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The last events of this life of the agent, numbered from 1. Any thread. */
public final class EventLog {
  /** Events kept; the oldest goes first. */
  public static final int CAPACITY = 1024;

  private final InstantSource wall;
  private final Deque<Event> events = new ArrayDeque<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private long sequence;

  public EventLog(InstantSource wall) {
    this.wall = wall;
  }

  /**
   * Adds an event.
   *
   * @param sentences what to tell people, one after the other
   * @param revision it belongs to; 0: none
   */
  public void add(
      EventType type,
      Severity severity,
      ElementRef element,
      List<Sentence> sentences,
      long revision) {
    synchronized (events) {
      sequence++;
      if (events.size() == CAPACITY) {
        events.removeFirst();
      }
      events.addLast(
          Event.newBuilder()
              .setSequence(sequence)
              .setEventTime(timestamp(wall.instant()))
              .setType(type)
              .setSeverity(severity)
              .setElement(element)
              .setMessage(Sentences.english(sentences))
              .addAllSentences(sentences)
              .setRevision(revision)
              .build());
    }
    listeners.forEach(Runnable::run);
  }

  /** The kept events with a larger sequence number, oldest first. */
  public List<Event> after(long sequence) {
    synchronized (events) {
      return events.stream().filter(event -> event.getSequence() > sequence).toList();
    }
  }

  /**
   * Calls back, on the thread that adds, after every new event until the answer is run. The
   * callback must return at once.
   */
  public Runnable onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}

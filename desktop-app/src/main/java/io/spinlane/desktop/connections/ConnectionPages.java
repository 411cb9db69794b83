package io.spinlane.desktop.connections;

import io.spinlane.desktop.remote.Failure;
import io.spinlane.v1.Connection;
import io.spinlane.v1.ListConnectionsRequest;
import io.spinlane.v1.ListConnectionsResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Turns the pages of the agent's connection table, one at a time. One thread; answers are brought
 * to it by an executor. A call that is no longer wanted is cancelled, and what it still says
 * unheard.
 */
final class ConnectionPages {
  /** How things stand. */
  enum State {
    /** Nobody has asked. */
    IDLE,
    /** The first answer to a query is awaited; there is nothing to show. */
    ASKING,
    /** A page is here. */
    HERE,
    /** The agent said no, or nothing. */
    FAILED
  }

  private final Function<ListConnectionsRequest, CompletableFuture<ListConnectionsResponse>> list;
  private final Executor thread;
  private final LongSupplier nanoTime;
  private final Runnable changed;
  private final int size;

  /** Where the page that is shown, and those before it, begin. */
  private final List<String> tokens = new ArrayList<>(List.of(""));

  /** How many connections the pages before had when they were left. */
  private final List<Integer> counts = new ArrayList<>();

  private ConnectionQuery query = ConnectionQuery.ALL;
  private State state = State.IDLE;
  private List<Connection> page = List.of();
  private String next = "";
  private String problem = "";
  private long arrivedNs;

  /** Counts questions, so that what is still said to an old one is not heard. */
  private long question;

  private CompletableFuture<?> call = CompletableFuture.completedFuture(null);

  /**
   * No page yet.
   *
   * @param list asks the agent, without waiting
   * @param thread runs tasks on the one thread of this object
   * @param changed told after anything has changed
   * @param size connections on a page, 1 to 10,000
   */
  ConnectionPages(
      Function<ListConnectionsRequest, CompletableFuture<ListConnectionsResponse>> list,
      Executor thread,
      LongSupplier nanoTime,
      Runnable changed,
      int size) {
    this.list = list;
    this.thread = thread;
    this.nanoTime = nanoTime;
    this.changed = changed;
    this.size = size;
  }

  /** Goes to the first page of a query. */
  void ask(ConnectionQuery wanted) {
    query = wanted;
    tokens.clear();
    tokens.add("");
    counts.clear();
    begin();
  }

  /** Forgets everything, and asks no more. */
  void forget() {
    question++;
    call.cancel(true);
    tokens.clear();
    tokens.add("");
    counts.clear();
    page = List.of();
    next = "";
    state = State.IDLE;
    changed.run();
  }

  /** Asks for the page that is shown once more. */
  void refresh() {
    load();
  }

  /** An answer is awaited. */
  boolean busy() {
    return !call.isDone();
  }

  boolean hasNext() {
    return state == State.HERE && !next.isEmpty();
  }

  boolean hasPrevious() {
    return tokens.size() > 1;
  }

  void next() {
    if (hasNext()) {
      counts.add(page.size());
      tokens.add(next);
      begin();
    }
  }

  void previous() {
    if (hasPrevious()) {
      tokens.removeLast();
      counts.removeLast();
      begin();
    }
  }

  private void begin() {
    page = List.of();
    next = "";
    state = State.ASKING;
    load();
    changed.run();
  }

  private void load() {
    long number = ++question;
    call.cancel(true);
    CompletableFuture<ListConnectionsResponse> asked =
        list.apply(
            ListConnectionsRequest.newBuilder()
                .setFilter(query.filter())
                .setPageSize(size)
                .setPageToken(tokens.getLast())
                .build());
    call = asked;
    CompletableFuture<?> _ =
        asked.whenCompleteAsync(
            (answer, why) -> {
              if (question != number) {
                return; // another question has been asked since
              }
              if (answer != null) {
                arrived(answer);
              } else {
                failed(why);
              }
            },
            thread);
  }

  private void arrived(ListConnectionsResponse answer) {
    page = answer.getConnectionsList();
    next = answer.getNextPageToken();
    arrivedNs = nanoTime.getAsLong();
    state = State.HERE;
    changed.run();
  }

  private void failed(Throwable why) {
    state = State.FAILED;
    problem = Failure.sentence(why);
    changed.run();
  }

  State state() {
    return state;
  }

  ConnectionQuery query() {
    return query;
  }

  /** What the agent said last; kept when asking once more fails. */
  List<Connection> page() {
    return page;
  }

  /** Of the first connection on the page among all, from 1. */
  int firstNumber() {
    return counts.stream().mapToInt(Integer::intValue).sum() + 1;
  }

  /** Why it failed, in a sentence. */
  String problem() {
    return problem;
  }

  /** Time since the page came. */
  long ageNs() {
    return nanoTime.getAsLong() - arrivedNs;
  }
}

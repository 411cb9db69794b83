package io.spinlane.agent.control;

import static io.spinlane.topology.Sentences.sentence;

import com.google.protobuf.util.Durations;
import io.spinlane.agent.engine.ConnectionReader;
import io.spinlane.agent.plan.PlanCompiler;
import io.spinlane.v1.Connection;
import io.spinlane.v1.ConnectionState;
import io.spinlane.v1.Protocol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/**
 * The connections of the switch, read while the cores go on. Any thread; the reading itself is done
 * on the master's, a piece at a time, so that a topology that is to be applied does not wait long.
 */
public final class LiveConnections {
  /**
   * Part of a listing. A connection keeps its place for life, so that each is listed once.
   *
   * @param next the place to go on at; that of the end of the table after the last part
   */
  public record Part(List<Connection> connections, int next) {}

  /** Runs work on the master's thread. */
  interface MasterThread {
    <T> T run(Callable<T> work) throws Refusal, InterruptedException;
  }

  private static final int TCP = 6;

  /** Places of the table read in one go: a few milliseconds of the master's time. */
  private static final int READ_AT_ONCE = 1 << 16;

  private final MasterThread master;
  private final ConnectionReader reader;
  private final PlanCompiler ids;

  LiveConnections(MasterThread master, ConnectionReader reader, PlanCompiler ids) {
    this.master = master;
    this.reader = reader;
    this.ids = ids;
  }

  /** Places there are. */
  public int places() {
    return reader.entries();
  }

  /**
   * Lists connections.
   *
   * @param from the first place to look at
   * @param limit at most as many
   * @throws Refusal when there has been no such service, back-end or core
   */
  public Part list(ConnectionMatch match, int from, int limit)
      throws Refusal, InterruptedException {
    List<Connection> found = new ArrayList<>();
    int next =
        visit(
            match,
            from,
            at -> {
              found.add(describe(at));
              return found.size() < limit;
            });
    return new Part(List.copyOf(found), next);
  }

  /**
   * Ends connections, as {@link ConnectionReader#kill} says.
   *
   * @return how many
   * @throws Refusal when there has been no such service, back-end or core
   */
  public long kill(ConnectionMatch match) throws Refusal, InterruptedException {
    long[] killed = {0};
    visit(
        match,
        0,
        at -> {
          killed[0] += at.kill() ? 1 : 0;
          return true;
        });
    return killed[0];
  }

  /** How many there are by service, back-end and port. */
  Map<Impact.Flow, Long> count() throws Refusal, InterruptedException {
    Map<Impact.Flow, Long> counts = new HashMap<>();
    visitAll(
        0,
        at -> {
          Impact.Flow flow =
              new Impact.Flow(
                  ids.serviceId(at.service()), ids.backendId(at.backend()), at.servicePort());
          counts.merge(flow, 1L, Long::sum);
          return true;
        });
    return counts;
  }

  private int visit(ConnectionMatch match, int from, Predicate<ConnectionReader> visitor)
      throws Refusal, InterruptedException {
    int service =
        master.run(
            () -> row("refused.neverService", match.service(), ids.serviceRow(match.service())));
    int backend =
        master.run(
            () -> row("refused.neverBackend", match.backend(), ids.backendRow(match.backend())));
    int core = master.run(() -> row("refused.neverCore", match.core(), ids.coreRow(match.core())));
    return visitAll(
        from,
        at ->
            (service >= 0 && at.service() != service)
                || (backend >= 0 && at.backend() != backend)
                || (core >= 0 && at.owner() != core)
                || !matches(match, at)
                || visitor.test(at));
  }

  private static int row(String unknown, String id, int row) throws Refusal {
    if (row < 0 && !id.isEmpty()) {
      throw new Refusal.Missing(sentence(unknown, id));
    }
    return row;
  }

  private static boolean matches(ConnectionMatch match, ConnectionReader at) {
    return (match.protocol() == Protocol.PROTOCOL_UNSPECIFIED || match.protocol() == protocol(at))
        && (match.state() == ConnectionState.CONNECTION_STATE_UNSPECIFIED
            || match.state() == state(at))
        && (match.clientPort() == 0 || match.clientPort() == at.clientPort())
        && (match.client() == null || match.client().contains(at.client()));
  }

  /**
   * Visits connections in the order of their places.
   *
   * @param from the first place
   * @param visitor true: go on
   * @return the place behind the last that was looked at
   */
  private int visitAll(int from, Predicate<ConnectionReader> visitor)
      throws Refusal, InterruptedException {
    int next = from;
    while (next < reader.entries()) {
      int first = next;
      int end = Math.min(reader.entries(), first + READ_AT_ONCE);
      int stop = master.run(() -> visitSome(first, end, visitor));
      if (stop >= 0) {
        return stop + 1;
      }
      next = end;
    }
    return next;
  }

  /** The place where the visitor had enough, or −1. */
  private int visitSome(int first, int end, Predicate<ConnectionReader> visitor) {
    for (int entry = first; entry < end; entry++) {
      if (reader.read(entry) && !visitor.test(reader)) {
        return entry;
      }
    }
    return -1;
  }

  private Connection describe(ConnectionReader at) {
    return Connection.newBuilder()
        .setProtocol(protocol(at))
        .setClientAddress(at.client().toString())
        .setClientPort(at.clientPort())
        .setService(ids.serviceId(at.service()))
        .setBackend(ids.backendId(at.backend()))
        .setState(state(at))
        .setIdle(Durations.fromMillis(at.idleMs()))
        .setCore(ids.coreId(at.owner()))
        .build();
  }

  private static Protocol protocol(ConnectionReader at) {
    return at.protocol() == TCP ? Protocol.PROTOCOL_TCP : Protocol.PROTOCOL_UDP;
  }

  private static ConnectionState state(ConnectionReader at) {
    if (at.closing()) {
      return ConnectionState.CONNECTION_STATE_CLOSING;
    }
    return at.established()
        ? ConnectionState.CONNECTION_STATE_ESTABLISHED
        : ConnectionState.CONNECTION_STATE_NEW;
  }
}

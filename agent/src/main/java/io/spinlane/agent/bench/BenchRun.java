package io.spinlane.agent.bench;

import io.spinlane.agent.engine.Dataplane;
import io.spinlane.agent.nic.Nic;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FramePool;
import io.spinlane.agent.packet.FrameStore;
import io.spinlane.agent.packet.Tcp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A data plane with a thread for each core, fed by {@link FlowNic}s, and measured from inside:
 * every duty cycle, clock reading and counter is part of what comes out.
 */
final class BenchRun implements AutoCloseable {
  /**
   * How much is measured.
   *
   * @param packets of each round and core
   */
  record Extent(int flows, int cores, int rounds, int packets) {
    /** Packets before the first round, so that the JIT has seen what it needs. */
    long warmUp() {
      return Math.min(1 << 24, 64L * packets);
    }
  }

  private static final int FRAMES_OF_A_CORE = 1024;

  /** So many flows for each connection there is room for fill a table to the brim. */
  private static final int OVERFLOW = 5;

  private static final int FIRST_FLOWS = 64;
  private static final long NEIGHBOURS_AT_MOST_NS = TimeUnit.SECONDS.toNanos(10);
  private static final long NEIGHBOURS_NS = 5_000_000;
  private static final int LEAST_NEW_IN_ROUND = 1 << 16;

  private final Scenario scenario;
  private final Extent extent;
  private final FrameStore store;
  private final FlowNic clients;
  private final FlowNic servers;
  private final Dataplane dataplane;

  private BenchRun(Scenario scenario, Extent extent) throws IOException {
    this.scenario = scenario;
    this.extent = extent;
    int cores = extent.cores;
    this.store = new FrameStore(cores * FRAMES_OF_A_CORE, FrameStore.STANDARD_SLOT_BYTES);
    this.clients = new FlowNic("ext0", 0x0200_0000_0001L, cores);
    this.servers = new FlowNic("int0", 0x0200_0000_0002L, cores);
    this.dataplane =
        Dataplane.threaded(store, System::nanoTime, Math.max(64, extent.flows), cpu -> {});
    dataplane.apply(
        BenchPlan.compile(scenario.family(), cores, List.of(clients.info(), servers.info())),
        Map.<String, Nic>of("ext0", clients, "int0", servers),
        new Dataplane.Progress() {
          @Override
          public void published(long generation) {}

          @Override
          public void acknowledged(String coreId, long delayNs) {}
        });
  }

  /** Measures one scenario. */
  static Result measure(Scenario scenario, Extent extent) throws IOException, InterruptedException {
    if (scenario.kind() == Scenario.Kind.NEW) {
      return Result.of(scenario, extent, fills(scenario, extent));
    }
    try (BenchRun run = new BenchRun(scenario, extent)) {
      List<Meter> meters =
          switch (scenario.kind()) {
            case NIC -> run.nicAlone();
            case FULL -> run.full();
            default -> run.steady();
          };
      return Result.of(scenario, extent, meters);
    }
  }

  /** Empty tables are filled, one after the other, until there are rounds enough. */
  private static List<Meter> fills(Scenario scenario, Extent extent)
      throws IOException, InterruptedException {
    int roundsInFill =
        Math.clamp(extent.flows / extent.cores / LEAST_NEW_IN_ROUND, 1, extent.rounds);
    List<Meter> meters = new ArrayList<>();
    int warmUp = (int) Math.max(extent.flows, extent.warmUp() / 4);
    fill(scenario, new Extent(warmUp, extent.cores, 1, extent.packets), 1);
    for (int rounds = 0; rounds < extent.rounds; rounds += roundsInFill) {
      meters.addAll(fill(scenario, extent, roundsInFill));
    }
    return meters;
  }

  private static List<Meter> fill(Scenario scenario, Extent extent, int rounds)
      throws IOException, InterruptedException {
    try (BenchRun run = new BenchRun(scenario, extent)) {
      run.meetNeighbours(extent.flows);
      int own = run.ownFlows();
      return run.play(core -> run.stream(core, Tcp.SYN, core * own, own, 0, rounds, own / rounds));
    }
  }

  private int ownFlows() {
    return Math.max(1, extent.flows / extent.cores);
  }

  private List<Meter> steady() throws InterruptedException {
    int own = ownFlows();
    if (scenario.kind().needsConnections()) {
      meetNeighbours(0);
      open(0, own);
    }
    int flags =
        switch (scenario.kind()) {
          case SYN -> Tcp.SYN;
          case RST -> Tcp.RST;
          default -> Tcp.ACK;
        };
    return play(
        core ->
            stream(core, flags, core * own, own, extent.warmUp(), extent.rounds, extent.packets));
  }

  /** Flows that never come again, in a table that those before them have filled to the brim. */
  private List<Meter> full() throws InterruptedException {
    int span = Integer.MAX_VALUE / extent.cores;
    long filling = (long) OVERFLOW * ownFlows() + extent.warmUp();
    return play(
        core -> stream(core, Tcp.SYN, core * span, span, filling, extent.rounds, extent.packets));
  }

  /** A few flows first, until no frame waits for a back-end's neighbour any more. */
  private void meetNeighbours(int firstFlow) throws InterruptedException {
    long startNs = System.nanoTime();
    long sent;
    long waitedNs;
    do {
      sent = -transmitted();
      open(firstFlow, FIRST_FLOWS);
      sent += transmitted();
      waitedNs = System.nanoTime() - startNs;
    } while (waitedNs < NEIGHBOURS_NS
        || (sent != (long) extent.cores * FIRST_FLOWS && waitedNs < NEIGHBOURS_AT_MOST_NS));
  }

  /** Frames that have left on all cores; their streams are over. */
  private long transmitted() {
    long sum = 0;
    for (int core = 0; core < extent.cores; core++) {
      sum += clients.queue(core).transmitted() + servers.queue(core).transmitted();
    }
    return sum;
  }

  private void open(int firstFlow, int flows) throws InterruptedException {
    List<Stream> streams = new ArrayList<>();
    for (int core = 0; core < extent.cores; core++) {
      Template template = Template.of(scenario, Tcp.SYN, clients.info().mac());
      streams.add(Stream.inTurn(template, firstFlow + core * flows, flows, Meter.none(flows)));
      clients.queue(core).play(streams.get(core));
    }
    for (Stream each : streams) {
      each.await();
    }
  }

  /** Makes the stream of a core. */
  private interface Streams {
    Stream of(int core);
  }

  private List<Meter> play(Streams streams) throws InterruptedException {
    List<Stream> playing = new ArrayList<>();
    for (int core = 0; core < extent.cores; core++) {
      playing.add(streams.of(core));
    }
    for (int core = 0; core < extent.cores; core++) {
      clients.queue(core).play(playing.get(core));
    }
    List<Meter> meters = new ArrayList<>();
    for (Stream each : playing) {
      meters.add(each.await());
    }
    return meters;
  }

  private Stream stream(
      int core, int flags, int first, int flows, long warmUp, int rounds, int packets) {
    FlowQueue ext = clients.queue(core);
    FlowQueue in = servers.queue(core);
    Meter meter = new Meter(warmUp, rounds, packets, () -> ext.transmitted() + in.transmitted());
    Template template = Template.of(scenario, flags, clients.info().mac());
    return scenario.kind().isInTurn()
        ? Stream.inTurn(template, first, flows, meter)
        : Stream.atRandom(template, first, flows, meter);
  }

  /** What goes in comes out again at once, on this thread. */
  private List<Meter> nicAlone() throws InterruptedException {
    FramePool pool = new FramePool(store, Frame.OWNER_APPLICATION);
    FlowQueue queue = new FlowQueue();
    Meter meter = new Meter(extent.warmUp(), extent.rounds, extent.packets, queue::transmitted);
    Template template = Template.of(scenario, Tcp.ACK, clients.info().mac());
    Stream stream = Stream.atRandom(template, 0, Math.max(1, extent.flows), meter);
    queue.play(stream);
    FrameBatch batch = new FrameBatch();
    while (queue.receive(batch, pool) > 0) {
      queue.transmit(batch, pool);
      batch.clear();
    }
    pool.drain();
    return List.of(stream.await());
  }

  @Override
  public void close() {
    dataplane.close();
    store.close();
  }
}

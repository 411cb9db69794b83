package io.spinlane.desktop;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.spinlane.agent.EmbeddedAgent;
import io.spinlane.desktop.remote.AgentPlace;
import io.spinlane.desktop.remote.SampleLayout;
import io.spinlane.v1.ApplyTopologyRequest;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.GetRevisionRequest;
import io.spinlane.v1.GetRevisionResponse;
import io.spinlane.v1.StatsGroup;
import io.spinlane.v1.StatsServiceGrpc;
import io.spinlane.v1.Topology;
import io.spinlane.v1.TopologyServiceGrpc;
import io.spinlane.v1.WatchStatsRequest;
import io.spinlane.v1.WatchStatsResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real agent, with real switch cores on simulated NICs, that outlives the lines to it: others
 * push to it, too, and a line can be cut, or hold back what is asked.
 */
final class SharedAgent implements AgentPlace, AutoCloseable {
  private final EmbeddedAgent agent;
  private final Set<ClientCall<?, ?>> calls = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;
  private volatile boolean held;

  SharedAgent(Path folder) throws IOException {
    agent = EmbeddedAgent.start(folder);
  }

  @Override
  public String name() {
    return "lab";
  }

  @Override
  public Line open() {
    Wire wire = new Wire();
    return new Line(wire, wire::shutdownNow);
  }

  /** Ends all calls of the app and lets no new ones through, or mends the line. */
  void cut(boolean wanted) {
    cut = wanted;
    if (wanted) {
      endCalls();
    }
  }

  /** Topologies that are pushed from now on never arrive. */
  void holdPushes() {
    held = true;
  }

  private void endCalls() {
    calls.forEach(call -> call.cancel("the line is cut", null));
    calls.clear();
  }

  /** What runs, as another client sees it. */
  GetRevisionResponse running() {
    return TopologyServiceGrpc.newBlockingStub(agent.channel())
        .getRevision(GetRevisionRequest.getDefaultInstance());
  }

  /** What was applied once. */
  GetRevisionResponse stored(long revision) {
    return TopologyServiceGrpc.newBlockingStub(agent.channel())
        .getRevision(GetRevisionRequest.newBuilder().setRevision(revision).build());
  }

  /** What a core has counted since the agent began, as another client reads it. */
  long counted(String core, String counter) {
    Iterator<WatchStatsResponse> stream =
        StatsServiceGrpc.newBlockingStub(agent.channel())
            .withDeadlineAfter(30, TimeUnit.SECONDS)
            .watchStats(WatchStatsRequest.getDefaultInstance());
    SampleLayout layout = new SampleLayout(stream.next().getSchema());
    int index = layout.index(ElementKind.ELEMENT_KIND_CORE, core, counter);
    for (StatsGroup group : stream.next().getSample().getGroupsList()) {
      if (index < group.getValuesCount()) {
        return group.getValues(index);
      }
      index -= group.getValuesCount();
    }
    throw new AssertionError(core + " does not count " + counter);
  }

  /** Someone else pushes, from what runs by now. */
  void applyAs(String author, String note, Topology topology) {
    ApplyTopologyRequest request =
        ApplyTopologyRequest.newBuilder()
            .setTopology(topology)
            .setBaseRevision(running().getRevision().getNumber())
            .setAuthor(author)
            .setNote(note)
            .build();
    TopologyServiceGrpc.newBlockingStub(agent.channel())
        .applyTopology(request)
        .forEachRemaining(_ -> {});
  }

  @Override
  public void close() {
    agent.close();
  }

  /** One app's line, over the agent's only channel. */
  private final class Wire extends ManagedChannel {
    private volatile boolean shutdown;

    @Override
    public <Q, A> ClientCall<Q, A> newCall(MethodDescriptor<Q, A> method, CallOptions options) {
      ClientCall<Q, A> call = agent.channel().newCall(method, options);
      if (cut || shutdown) {
        return new Dead<>(call);
      }
      calls.add(call);
      return held && method.equals(TopologyServiceGrpc.getApplyTopologyMethod())
          ? new Held<>(call)
          : call;
    }

    @Override
    public String authority() {
      return agent.channel().authority();
    }

    @Override
    public ManagedChannel shutdown() {
      shutdown = true;
      return this;
    }

    @Override
    public boolean isShutdown() {
      return shutdown;
    }

    @Override
    public boolean isTerminated() {
      return shutdown;
    }

    @Override
    public ManagedChannel shutdownNow() {
      shutdown = true;
      endCalls();
      return this;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return true;
    }
  }

  /** A call nobody answers. */
  private static final class Dead<Q, A> extends SimpleForwardingClientCall<Q, A> {
    Dead(ClientCall<Q, A> call) {
      super(call);
    }

    @Override
    public void start(Listener<A> listener, Metadata headers) {
      listener.onClose(Status.UNAVAILABLE, new Metadata());
    }

    @Override
    public void request(int messages) {}

    @Override
    public void sendMessage(Q message) {}

    @Override
    public void halfClose() {}

    @Override
    public void cancel(@Nullable String why, @Nullable Throwable cause) {}
  }

  /** A call whose question stays on the way. */
  private static final class Held<Q, A> extends SimpleForwardingClientCall<Q, A> {
    Held(ClientCall<Q, A> call) {
      super(call);
    }

    @Override
    public void sendMessage(Q message) {}

    @Override
    public void halfClose() {}
  }
}

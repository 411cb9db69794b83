package io.spinlane.agent;

import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.spinlane.agent.control.Refusal;
import io.spinlane.agent.control.RevisionStore.Stored;
import io.spinlane.agent.service.Services;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An agent inside another program: real switch cores on simulated NICs and capture files, on any
 * operating system, as any user. Its cores are threads that go where the system puts them.
 *
 * <p>It speaks the contract {@code spinlane.v1} over {@link #channel}, like an agent on a host. Any
 * thread.
 */
public final class EmbeddedAgent implements AutoCloseable {
  private static final Logger LOG = System.getLogger(EmbeddedAgent.class.getName());

  private final Agent agent;
  private final ManagedChannel channel;

  private EmbeddedAgent(Agent agent, ManagedChannel channel) {
    this.agent = agent;
    this.channel = channel;
  }

  /**
   * Starts an agent, which runs the last revision stored in a folder again. Takes about a second.
   *
   * @param stateFolder where it remembers what was applied; made when missing. Relative paths of
   *     capture files begin here, too
   * @throws IOException when the folder cannot be used; one message for people
   */
  public static EmbeddedAgent start(Path stateFolder) throws IOException {
    String name = InProcessServerBuilder.generateName();
    Agent agent =
        new Agent(
            new Agent.Setup(stateFolder, stateFolder, true, Topology.getDefaultInstance()),
            InProcessServerBuilder.forName(name));
    try {
      restore(agent);
      return new EmbeddedAgent(
          agent,
          InProcessChannelBuilder.forName(name)
              .maxInboundMessageSize(Services.MESSAGE_BYTES)
              .build());
    } catch (IOException | RuntimeException e) {
      agent.close();
      throw e;
    }
  }

  /** What cannot run any more, such as a capture file that is gone, is left alone. */
  private static void restore(Agent agent) throws IOException {
    Optional<Stored> latest = agent.store().latest();
    try {
      if (latest.isPresent()) {
        agent.master().restore(latest.get());
      }
    } catch (Refusal e) {
      LOG.log(Level.WARNING, "the last revision does not run: {0}", e.sentence());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Connected to this agent; closed with it. */
  public ManagedChannel channel() {
    return channel;
  }

  /** Stops the switch cores and everything else, within 5 s. */
  @Override
  public void close() {
    channel.shutdownNow();
    agent.close();
  }
}

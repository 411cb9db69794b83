package io.spinlane.agent;

import io.grpc.ServerBuilder;
import io.spinlane.agent.control.EventLog;
import io.spinlane.agent.control.HostInventory;
import io.spinlane.agent.control.Master;
import io.spinlane.agent.control.RevisionStore;
import io.spinlane.agent.control.ThreadPlaces;
import io.spinlane.agent.engine.Clock;
import io.spinlane.agent.engine.Dataplane;
import io.spinlane.agent.linux.HostProbe;
import io.spinlane.agent.packet.FrameStore;
import io.spinlane.agent.service.Services;
import io.spinlane.topology.Defaults;
import io.spinlane.topology.Elements;
import io.spinlane.topology.Sentences;
import io.spinlane.v1.EventType;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Severity;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** The parts of an agent, put together. Any thread. */
final class Agent implements AutoCloseable {
  /** A quarter of the frames is for rings and cores that hold some back. */
  private static final int STANDARD_FRAMES = 32_768;

  /** Address space of 0.5 GiB; memory only as far as it is ever used. */
  private static final int OFFLOAD_FRAMES = 8_192;

  private final FrameStore frames;
  private final Master master;
  private final RevisionStore store;
  private final Services services;

  /**
   * How an agent is to run.
   *
   * @param stateFolder where it remembers what was applied
   * @param folder that relative paths of capture files begin at
   * @param embedded true inside another program: no pinning, no devices of the host
   * @param first the topology it will begin with, which sizes the connection table
   */
  record Setup(Path stateFolder, Path folder, boolean embedded, Topology first) {}

  /**
   * Puts the parts together and listens; nothing runs before a topology is applied or restored.
   *
   * @throws IOException when the state folder or the transport's address cannot be used
   */
  Agent(Setup setup, ServerBuilder<?> transport) throws IOException {
    Clock clock = System::nanoTime;
    InstantSource wall = InstantSource.system();
    this.store = new RevisionStore(setup.stateFolder().resolve("revisions"));
    EventLog events = new EventLog(wall);
    HostProbe probe = new HostProbe();
    Drivers drivers = new Drivers(setup.folder(), setup.embedded(), clock);
    boolean devices = Drivers.afPacketObstacle(setup.embedded()).isEmpty();
    this.frames =
        devices
            ? new FrameStore(OFFLOAD_FRAMES, FrameStore.OFFLOAD_SLOT_BYTES)
            : new FrameStore(STANDARD_FRAMES, FrameStore.STANDARD_SLOT_BYTES);
    long capacity = Defaults.capacity(setup.first());
    boolean pinned = !setup.embedded() && System.getProperty("os.name").equals("Linux");
    ThreadPlaces places = new ThreadPlaces();
    IntConsumer pin = pinned ? places::pin : _ -> {};
    Consumer<Topology> arrange = pinned ? places::arrange : _ -> {};
    Dataplane dataplane = Dataplane.threaded(frames, clock, capacity, pin);
    Supplier<Inventory> inventory = () -> inventory(probe, drivers);
    // Cores that are not pinned may be drawn on any CPU.
    Supplier<Inventory> checked =
        setup.embedded() ? () -> inventory.get().toBuilder().clearCpus().build() : inventory;
    this.master =
        new Master(
            new Master.Parts(
                dataplane, drivers, store, events, checked, arrange, clock, wall, capacity));
    events.add(
        EventType.EVENT_TYPE_AGENT_STARTED,
        Severity.SEVERITY_INFO,
        Elements.TOPOLOGY,
        List.of(Sentences.sentence("event.started")),
        0);
    try {
      this.services =
          new Services(
              transport,
              new Services.Parts(master, dataplane.telemetry(), events, inventory, clock, wall));
    } catch (IOException | RuntimeException e) {
      master.close();
      frames.close();
      throw e;
    }
  }

  Master master() {
    return master;
  }

  RevisionStore store() {
    return store;
  }

  /** The TCP port it listens on; −1 for another transport. */
  int port() {
    return services.port();
  }

  /** Stops everything within 5 s and gives the NICs back. */
  @Override
  public void close() {
    master.close();
    services.close();
    frames.close();
  }

  static Inventory inventory(HostProbe probe, Drivers drivers) {
    Instant now = Instant.now();
    Inventory.Builder inventory = HostInventory.of(probe.probe());
    inventory.getObserveTimeBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano());
    return inventory.setAgentVersion(version()).addAllDrivers(drivers.support()).build();
  }

  /** The version that was built; a build that was never packed has none. */
  static String version() {
    return Objects.requireNonNullElse(
        Agent.class.getPackage().getImplementationVersion(), "(not packed)");
  }
}

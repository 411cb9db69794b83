package io.spinlane.agent;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.agent.control.NicDrivers;
import io.spinlane.agent.engine.Clock;
import io.spinlane.agent.linux.Capability;
import io.spinlane.agent.nic.Nic;
import io.spinlane.agent.nic.afpacket.AfPacketConfig;
import io.spinlane.agent.nic.afpacket.AfPacketNic;
import io.spinlane.agent.nic.afpacket.HostShield;
import io.spinlane.agent.nic.afpacket.HostShield.Claim;
import io.spinlane.agent.nic.pcap.PcapConfig;
import io.spinlane.agent.nic.pcap.PcapNic;
import io.spinlane.agent.nic.pcap.ReplayTime;
import io.spinlane.agent.nic.sim.SimConfig;
import io.spinlane.agent.nic.sim.SimWorld;
import io.spinlane.topology.Sentences;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.DriverSupport;
import io.spinlane.v1.NicDriver;
import io.spinlane.v1.Sentence;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every driver there is. A NIC that means the same to its driver as before, and has a transmit lane
 * for every core, stays open from one topology to the next.
 */
final class Drivers implements NicDrivers {
  private static final Logger LOG = System.getLogger(Drivers.class.getName());

  /** A NIC that is open, with what it was opened for. */
  private record Open(Record config, int lanes, Nic nic) {}

  private final Path folder;
  private final boolean embedded;
  private final Clock clock;
  private final SimWorld world;
  private @Nullable HostShield shield;
  private Set<Claim> claims = Set.of();
  private Map<String, Open> running = Map.of();

  /**
   * Drivers without NICs.
   *
   * @param folder that relative paths of capture files begin at
   * @param embedded true when the devices of the host are not to be touched
   */
  Drivers(Path folder, boolean embedded, Clock clock) {
    this.folder = folder;
    this.embedded = embedded;
    this.clock = clock;
    this.world = new SimWorld(clock::nanoTime);
  }

  @Override
  public List<DriverSupport> support() {
    Optional<Sentence> later = Optional.of(sentence("driver.notInRelease"));
    return List.of(
        supported(NicDriver.NIC_DRIVER_SIM, Optional.empty()),
        supported(NicDriver.NIC_DRIVER_PCAP, Optional.empty()),
        supported(NicDriver.NIC_DRIVER_AF_PACKET, afPacketObstacle(embedded)),
        supported(NicDriver.NIC_DRIVER_AF_XDP, later),
        supported(NicDriver.NIC_DRIVER_TAP, later));
  }

  /** Why no AF_PACKET NIC can be opened here; empty when one can. */
  static Optional<Sentence> afPacketObstacle(boolean embedded) {
    if (embedded) {
      return Optional.of(sentence("driver.embedded"));
    }
    if (!AfPacketNic.isSystemSupported()) {
      return Optional.of(sentence("driver.needsLinux", System.getProperty("os.name")));
    }
    String missing =
        AfPacketNic.missingCapabilities().stream()
            .map(Capability::name)
            .collect(Collectors.joining(" "));
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(sentence("driver.capabilities", missing));
  }

  private static DriverSupport supported(NicDriver driver, Optional<Sentence> obstacle) {
    DriverSupport.Builder support =
        DriverSupport.newBuilder().setDriver(driver.name()).setUsable(obstacle.isEmpty());
    obstacle.ifPresent(
        reason -> support.setReason(Sentences.english(reason)).setReasonSentence(reason));
    return support.build();
  }

  @Override
  public Opened open(Topology topology) throws IOException {
    int lanes =
        Math.max(
            1,
            (int)
                topology.getCoresList().stream()
                    .filter(core -> core.getRole() == CoreRole.CORE_ROLE_SWITCH)
                    .count());
    Attempt attempt = new Attempt(topology);
    try {
      attempt.claim();
      for (var nic : topology.getNicsList()) {
        attempt.add(nic, lanes);
      }
      return attempt;
    } catch (IOException | RuntimeException e) {
      attempt.abort();
      throw e;
    }
  }

  private Nic open(Record config, int lanes) throws IOException {
    return switch (config) {
      case SimConfig sim -> world.open(sim, lanes);
      case PcapConfig pcap -> paced(pcap);
      case AfPacketConfig device -> AfPacketNic.open(device, lanes, shield());
      default -> throw new IllegalArgumentException(config.toString());
    };
  }

  private Record config(io.spinlane.v1.Nic nic) throws IOException {
    try {
      return switch (nic.getDriver()) {
        case NIC_DRIVER_SIM -> NicConfigs.sim(nic);
        case NIC_DRIVER_PCAP -> NicConfigs.pcap(nic, folder);
        case NIC_DRIVER_AF_PACKET -> NicConfigs.afPacket(nic);
        default -> throw new IOException("NIC " + nic.getId() + ": no such driver in this release");
      };
    } catch (InvalidPathException e) {
      throw new IOException("NIC " + nic.getId() + ": " + e.getMessage(), e);
    }
  }

  private Nic paced(PcapConfig config) throws IOException {
    ReplayTime time = new ReplayTime();
    PcapNic nic = PcapNic.open(config, time);
    long firstNs =
        nic.nextFrameNs() == PcapNic.NO_MORE_FRAMES
            ? System.currentTimeMillis() * 1_000_000
            : nic.nextFrameNs();
    return new PacedPcap(nic, time, clock, firstNs - clock.nanoTime());
  }

  private HostShield shield() throws IOException {
    HostShield open = shield;
    if (open == null) {
      open = HostShield.open();
      shield = open;
    }
    return open;
  }

  @Override
  public void close() {
    if (shield != null) {
      shield.close();
    }
  }

  /** NICs opened for one topology. */
  private final class Attempt implements Opened {
    private final Topology topology;
    private final Map<String, Open> all = new HashMap<>();
    private final List<Nic> fresh = new ArrayList<>();

    Attempt(Topology topology) {
      this.topology = topology;
    }

    /** Keeps the host away from what is the switch's, now or soon. */
    void claim() throws IOException {
      boolean devices =
          topology.getNicsList().stream()
              .anyMatch(nic -> nic.getDriver() == NicDriver.NIC_DRIVER_AF_PACKET);
      if (devices) {
        Set<Claim> both = new HashSet<>(claims);
        both.addAll(ShieldClaims.of(topology));
        shield().update(both);
      }
    }

    void add(io.spinlane.v1.Nic drawn, int lanes) throws IOException {
      Record config = config(drawn);
      Open open = running.get(drawn.getId());
      if (open == null || !open.config().equals(config) || open.lanes() < lanes) {
        open = new Open(config, lanes, Drivers.this.open(config, lanes));
        fresh.add(open.nic());
      }
      all.put(drawn.getId(), open);
    }

    @Override
    public Map<String, Nic> nics() {
      Map<String, Nic> nics = new HashMap<>();
      all.forEach((id, open) -> nics.put(id, open.nic()));
      return nics;
    }

    @Override
    public void commit() {
      running = Map.copyOf(all);
      world.update(topology);
      boolean devices = all.values().stream().anyMatch(o -> o.config() instanceof AfPacketConfig);
      claims = devices ? ShieldClaims.of(topology) : Set.of();
      reclaim();
    }

    @Override
    public void abort() {
      fresh.forEach(Nic::close);
      reclaim();
    }

    private void reclaim() {
      if (shield != null) {
        try {
          shield.update(claims);
        } catch (IOException e) {
          LOG.log(Level.WARNING, "the host does not see what it could: {0}", e.getMessage());
        }
      }
    }
  }
}

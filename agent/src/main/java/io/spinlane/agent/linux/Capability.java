package io.spinlane.agent.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The capabilities(7) the agent may need. */
public enum Capability {
  CAP_NET_ADMIN(12),
  CAP_NET_RAW(13),
  CAP_SYS_ADMIN(21),
  CAP_BPF(39);

  private final int bit;

  Capability(int bit) {
    this.bit = bit;
  }

  /** What a person does to get it. */
  String fix() {
    return fix(EnumSet.of(this));
  }

  /** What this process lacks of these. */
  public static Set<Capability> missing(Set<Capability> wanted) {
    Set<Capability> missing = EnumSet.copyOf(wanted);
    missing.removeAll(effective());
    return missing;
  }

  /** What a person does about missing ones; empty when there are none. */
  public static String fix(Set<Capability> missing) {
    if (missing.isEmpty()) {
      return "";
    }
    String names = missing.stream().map(Capability::name).collect(Collectors.joining(" "));
    return "needs "
        + names
        + ": run as root, or give it to the service (systemd: AmbientCapabilities="
        + names
        + ")";
  }

  /** The capabilities in effect for this process; none on other systems. */
  public static Set<Capability> effective() {
    Set<Capability> held = EnumSet.noneOf(Capability.class);
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("CapEff:")) {
          long mask = Long.parseUnsignedLong(line.substring("CapEff:".length()).strip(), 16);
          for (Capability capability : values()) {
            if (((mask >>> capability.bit) & 1) != 0) {
              held.add(capability);
            }
          }
        }
      }
    } catch (IOException e) {
      return held; // No procfs: not Linux, and nothing is held.
    }
    return held;
  }
}

package io.spinlane.agent.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is measured: a kind of packet in a family, named such as {@code v4-hit}.
 *
 * @param family of the packets
 * @param kind what happens to them
 */
record Scenario(Family family, Kind kind) {
  /** How packets are addressed and carried on. */
  enum Family {
    /** IPv4, NAT to IPv4. */
    V4,
    /** IPv6, NAT to IPv6. */
    V6,
    /** IPv4 in IPv4 to the back-end; only what reaches a back-end differs from {@link #V4}. */
    TUNNEL
  }

  /** What a packet meets. */
  enum Kind {
    /** A segment of a connection that is in the table, chosen at random. */
    HIT(true),
    /** The first SYN of a connection. */
    NEW(true),
    /** The SYN of a connection that is in the table already. */
    SYN(true),
    /** A SYN when the table is full, in the place of a half-open connection. */
    FULL(true),
    /** A RST of no connection. */
    RST(false),
    /** A segment to an address that is nobody's here. */
    PASS(false),
    /** An echo request to the VIP. */
    ECHO(false),
    /** A first fragment to the VIP. */
    FRAGMENT(false),
    /** A malformed packet: header checksum of IPv4, payload length of IPv6. */
    DROP(false),
    /** No engine at all. */
    NIC(false);

    private final boolean reachesBackend;

    Kind(boolean reachesBackend) {
      this.reachesBackend = reachesBackend;
    }

    /** Whether the table is filled before the measurement. */
    boolean needsConnections() {
      return this == HIT || this == SYN;
    }

    /** Whether no flow comes twice, rather than flows at random. */
    boolean isInTurn() {
      return this == NEW || this == FULL;
    }
  }

  String id() {
    return family.name().toLowerCase(Locale.ROOT) + "-" + kind.name().toLowerCase(Locale.ROOT);
  }

  /** All there are, by family. */
  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    for (Family family : Family.values()) {
      for (Kind kind : Kind.values()) {
        if (family != Family.TUNNEL || kind.reachesBackend) {
          all.add(new Scenario(family, kind));
        }
      }
    }
    return all;
  }

  /** Those of a name such as "v4-hit", of a kind such as "hit", or of a family such as "v6". */
  static List<Scenario> named(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return all().stream()
        .filter(
            each ->
                each.id().equals(wanted)
                    || each.family.name().toLowerCase(Locale.ROOT).equals(wanted)
                    || each.kind.name().toLowerCase(Locale.ROOT).equals(wanted)
                    || wanted.equals("all"))
        .toList();
  }
}

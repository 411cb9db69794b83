package io.spinlane.agent.nic.sim;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Machines by address. Immutable. */
final class Hosts {
  private final @Nullable Host[] table;
  private final int shift;
  private final List<Host> all;

  Hosts(Collection<Host> hosts) {
    all = List.copyOf(hosts);
    int bits = Math.max(4, 33 - Integer.numberOfLeadingZeros(all.size()));
    table = new @Nullable Host[1 << bits];
    shift = 32 - bits;
    for (Host host : all) {
      int at = slot(host.address());
      while (table[at] != null) {
        at = (at + 1) & (table.length - 1);
      }
      table[at] = host;
    }
  }

  @Nullable Host find(int address) {
    int at = slot(address);
    while (true) {
      Host host = table[at];
      if (host == null || host.address() == address) {
        return host;
      }
      at = (at + 1) & (table.length - 1);
    }
  }

  /** One of those that a hardware address reaches. */
  @Nullable Host find(long mac) {
    for (int i = 0; i < all.size(); i++) { // Asked for answers about neighbours only.
      if (all.get(i).mac() == mac) {
        return all.get(i);
      }
    }
    return null;
  }

  List<Host> all() {
    return all;
  }

  private int slot(int address) {
    return (address * 0x9e37_79b9) >>> shift;
  }
}

package io.spinlane.agent.plan;

import io.spinlane.agent.balance.Maglev;
import io.spinlane.topology.Defaults;
import io.spinlane.v1.Backend;
import io.spinlane.v1.Scheduler;
import io.spinlane.v1.Service;
import java.util.Arrays;
import java.util.List;

/**
 * Which back-ends the consistent-hash slots of a service belong to. Two of these tell which share
 * of new connections goes elsewhere after a change. Stateless.
 */
public final class SlotOwners {
  private SlotOwners() {}

  /**
   * Slots of a service that hashes before and after a change; 0 when it does not hash, or in
   * another way.
   */
  public static int slots(Service before, Service after) {
    Scheduler scheduler = Defaults.scheduler(before);
    boolean hashes =
        scheduler == Scheduler.SCHEDULER_MAGLEV || scheduler == Scheduler.SCHEDULER_SOURCE_HASH;
    return hashes && Defaults.scheduler(after) == scheduler ? Maglev.SLOTS : 0;
  }

  /**
   * Share of the slots that change owner, 0 to 1. An owner is an address with its port, whatever
   * its id; nobody is an owner, too.
   *
   * @param from those that serve before the change
   * @param to those that serve after it
   */
  public static double movedRatio(List<Backend> from, List<Backend> to) {
    String[] old = owners(from);
    String[] now = owners(to);
    int moved = 0;
    for (int slot = 0; slot < old.length; slot++) {
      moved += old[slot].equals(now[slot]) ? 0 : 1;
    }
    return (double) moved / old.length;
  }

  private static String[] owners(List<Backend> members) {
    List<String> names =
        members.stream().map(backend -> backend.getAddress() + ":" + backend.getPort()).toList();
    String[] owners = new String[Maglev.SLOTS];
    Arrays.fill(owners, "");
    if (!members.isEmpty()) {
      int[] weights = members.stream().mapToInt(Defaults::weight).toArray();
      char[] table = Maglev.table(names, weights, Maglev.SLOTS);
      for (int slot = 0; slot < owners.length; slot++) {
        owners[slot] = names.get(table[slot]);
      }
    }
    return owners;
  }
}

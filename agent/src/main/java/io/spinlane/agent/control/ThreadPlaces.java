package io.spinlane.agent.control;

import io.spinlane.agent.linux.Affinity;
import io.spinlane.agent.linux.Errno;
import io.spinlane.agent.linux.LinuxException;
import io.spinlane.v1.Core;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.Topology;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * On which CPUs the threads of the agent run: each switch core on its own, and everything else (the
 * master, gRPC, garbage collector, compiler) on CPUs that no switch core has. Linux only.
 *
 * <p>A thread inherits the CPUs of the one that starts it, so what is started later goes where its
 * elders are.
 */
public final class ThreadPlaces {
  private static final Logger LOG = System.getLogger(ThreadPlaces.class.getName());

  /** Threads may start while others are moved; after as many rounds they are all known. */
  private static final int ROUNDS = 8;

  /** The CPUs of the process, before any of its threads was moved. */
  private final BitSet all = Affinity.available();

  /** Numbers of the switch cores' threads. */
  private final Map<Thread, Integer> switchThreads = new ConcurrentHashMap<>();

  /** Pins the calling thread, a switch core's. One that cannot be pinned runs all the same. */
  public void pin(int cpu) {
    switchThreads.put(Thread.currentThread(), Affinity.thisThread());
    try {
      Affinity.pin(cpu);
    } catch (LinuxException e) {
      LOG.log(Level.WARNING, "a switch core runs unpinned: {0}", e.getMessage());
    }
  }

  /** Moves every thread but the switch cores' off their CPUs. Only the master. */
  public void arrange(Topology topology) {
    switchThreads.keySet().removeIf(thread -> !thread.isAlive());
    BitSet target = controlCpus(topology, all);
    if (target.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "control threads share CPUs with the switch cores, because those have all of {0}: draw"
              + " fewer switch cores, or give the process more CPUs",
          all);
      target = all;
    }
    move(target);
  }

  /** The CPUs of a process without those of its switch cores. */
  static BitSet controlCpus(Topology topology, BitSet all) {
    BitSet left = (BitSet) all.clone();
    for (Core core : topology.getCoresList()) {
      if (core.getRole() == CoreRole.CORE_ROLE_SWITCH) {
        left.clear(core.getCpu());
      }
    }
    return left;
  }

  private void move(BitSet target) {
    Set<Integer> done = new HashSet<>(switchThreads.values());
    try {
      for (int round = 0; round < ROUNDS; round++) {
        Set<Integer> found = Affinity.threads();
        found.removeAll(done);
        if (found.isEmpty()) {
          return;
        }
        for (int thread : found) {
          moveOne(thread, target);
        }
        done.addAll(found);
      }
    } catch (LinuxException e) {
      LOG.log(
          Level.WARNING, "control threads stay on the switch cores'' CPUs: {0}", e.getMessage());
    }
  }

  private static void moveOne(int thread, BitSet target) throws LinuxException {
    try {
      Affinity.set(thread, target);
    } catch (LinuxException e) {
      if (!e.is(Errno.ESRCH)) {
        throw e; // Otherwise it has ended meanwhile.
      }
    }
  }
}

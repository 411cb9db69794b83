package io.spinlane.agent.nic.sim;

import io.spinlane.agent.nic.sim.SimPlan.Target;
import io.spinlane.topology.PortRange;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * When clients of one queue begin something, and who: a Poisson process of the drawn rate, so that
 * arrivals come in the clusters of independent people. Its queue's lock guards it.
 */
final class Arrivals {
  /** What a pause may leave to be caught up. */
  static final long BACKLOG_NS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final int FIRST_PORT = 32_768;
  private static final int PORTS = 28_232; // To 60999, Linux's ip_local_port_range.
  private static final int FIRST_ANY_PORT = 1024;

  private final int queue;
  private final int queues;
  private final SplittableRandom random;
  private char[] lastPorts = new char[0];
  private double meanGapNs;
  private int rate;
  private long nextNs;

  Arrivals(long seed, int queue, int queues) {
    this.queue = queue;
    this.queues = queues;
    random = new SplittableRandom(seed * 257 + queue);
  }

  /** Takes over a new rate and new clients. */
  void adopt(SimPlan plan, long nowNs) {
    int clients = plan.clients().size();
    if (clients != lastPorts.length) {
      lastPorts = new char[clients];
      for (int i = 0; i < clients; i++) {
        lastPorts[i] = (char) random.nextInt(PORTS);
      }
    }
    int wanted = clients == 0 || plan.targets().isEmpty() ? 0 : plan.ratePerSecond();
    if (wanted != rate) {
      rate = wanted;
      meanGapNs = rate == 0 ? 0 : (double) TimeUnit.SECONDS.toNanos(queues) / rate;
      nextNs = nowNs + gapNs();
    }
  }

  /** Whether one more is to begin now. */
  boolean next(long nowNs) {
    if (rate == 0 || nextNs - nowNs > 0) {
      return false;
    }
    nextNs = Math.max(nextNs, nowNs - BACKLOG_NS) + gapNs();
    return true;
  }

  private long gapNs() {
    // StrictMath: the same bits on every machine.
    return (long) (-meanGapNs * StrictMath.log(1 - random.nextDouble()));
  }

  int client(Target target) {
    return target.firstClient() + random.nextInt(target.clients());
  }

  Target target(SimPlan plan) {
    return plan.targets().get(random.nextInt(plan.targets().size()));
  }

  int destinationPort(PortRange range) {
    int first = range.isAny() ? FIRST_ANY_PORT : range.first();
    return first + random.nextInt(range.last() - first + 1);
  }

  int initialSequence() {
    return random.nextInt();
  }

  /**
   * The client's next source port whose frames the NIC would put into this queue.
   *
   * @param hash Toeplitz hash of everything but the source port
   * @return 0 when this client has none
   */
  int sourcePort(int client, int hash) {
    for (int i = 0; i < PORTS; i++) {
      int next = (lastPorts[client] + 1) % PORTS;
      lastPorts[client] = (char) next;
      if (queue(hash ^ Toeplitz.sourcePort(FIRST_PORT + next), queues) == queue) {
        return FIRST_PORT + next;
      }
    }
    return 0;
  }

  /** The receive queue for a hash. */
  static int queue(int hash, int queues) {
    return Integer.remainderUnsigned(hash, queues);
  }
}

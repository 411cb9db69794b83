package io.spinlane.agent.bench;

import com.sun.management.ThreadMXBean;
import io.spinlane.agent.linux.LinuxException;
import io.spinlane.agent.linux.PerfCounter;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures rounds of so many packets on the thread that receives them, by that thread's own CPU
 * time, so that neighbours on a shared machine count as little as they can.
 */
final class Meter {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final long packetsInRound;
  private final LongSupplier transmitted;
  private final long[] roundNs;

  /** Rounds that are over; −1 while warming up. */
  private int rounds = -1;

  private long left;
  private long polls;
  private long startNs;
  private long allocatedBytes;
  private long transmittedPackets;
  private @Nullable PerfCounter instructionCounter;
  private @Nullable PerfCounter missCounter;
  private double instructions = Double.NaN;
  private double cacheMisses = Double.NaN;
  private String perfRefusal = "";

  /**
   * A meter.
   *
   * @param warmUp packets before the first round
   * @param transmitted frames the core has sent by now; asked on its thread
   */
  Meter(long warmUp, int rounds, long packetsInRound, LongSupplier transmitted) {
    this.left = warmUp;
    this.roundNs = new long[rounds];
    this.packetsInRound = packetsInRound;
    this.transmitted = transmitted;
  }

  /** Lets so many packets pass and measures nothing. */
  static Meter none(long packets) {
    return new Meter(packets, 0, 0, () -> 0);
  }

  /** Whether a round, or the warm-up, is over. */
  boolean isDue() {
    return left == 0;
  }

  /** Packets until the next {@link #mark}. */
  long left() {
    return left;
  }

  /** So many packets are on their way through the core. */
  void add(int packets) {
    left -= packets;
    polls++;
  }

  /** Ends a round and begins the next; true when that was the last. */
  boolean mark() {
    long nowNs = THREADS.getCurrentThreadCpuTime();
    if (rounds < 0) {
      if (roundNs.length == 0) {
        return true;
      }
      openCounters();
      polls = 0;
      allocatedBytes = -THREADS.getCurrentThreadAllocatedBytes();
      transmittedPackets = -transmitted.getAsLong();
    } else {
      roundNs[rounds] = nowNs - startNs;
    }
    rounds++;
    if (rounds == roundNs.length) {
      allocatedBytes += THREADS.getCurrentThreadAllocatedBytes();
      transmittedPackets += transmitted.getAsLong();
      closeCounters();
      return true;
    }
    left = packetsInRound;
    startNs = THREADS.getCurrentThreadCpuTime();
    return false;
  }

  private void openCounters() {
    try {
      instructionCounter = PerfCounter.open(PerfCounter.Event.INSTRUCTIONS);
      missCounter = PerfCounter.open(PerfCounter.Event.CACHE_MISSES);
      instructions = -instructionCounter.read();
      cacheMisses = -missCounter.read();
    } catch (LinuxException e) {
      perfRefusal = String.valueOf(e.getMessage());
    }
  }

  private void closeCounters() {
    try (PerfCounter first = instructionCounter;
        PerfCounter second = missCounter) {
      if (first != null && second != null) {
        instructions += first.read();
        cacheMisses += second.read();
      }
    } catch (LinuxException e) {
      perfRefusal = String.valueOf(e.getMessage());
    }
  }

  /** Nanoseconds a packet in each round. */
  double[] nsPerPacket() {
    double[] ns = new double[roundNs.length];
    for (int i = 0; i < ns.length; i++) {
      ns[i] = (double) roundNs[i] / packetsInRound;
    }
    return ns;
  }

  double packets() {
    return (double) packetsInRound * roundNs.length;
  }

  double polls() {
    return polls;
  }

  double transmittedPackets() {
    return transmittedPackets;
  }

  double allocatedBytes() {
    return allocatedBytes;
  }

  /** In user space; not a number when they could not be counted. */
  double instructions() {
    return instructions;
  }

  double cacheMisses() {
    return cacheMisses;
  }

  /** Why instructions were not counted; empty when they were. */
  String perfRefusal() {
    return perfRefusal;
  }
}

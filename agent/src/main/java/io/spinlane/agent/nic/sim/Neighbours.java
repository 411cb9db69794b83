package io.spinlane.agent.nic.sim;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What every station of a segment knows of the hardware addresses it needs: a table of stations by
 * targets, filled by ARP (RFC 826). Any thread: each entry stands for itself.
 */
final class Neighbours {
  /** Time between two questions for the same. */
  static final long ASK_AGAIN_NS = TimeUnit.SECONDS.toNanos(1);

  private final int[] targets;
  private final int[] stations;
  private final AtomicLongArray macs;
  private final AtomicLongArray mayAskNs;

  /** Nothing is known, and questions may be asked from now on. */
  Neighbours(int[] targets, int[] stations, long nowNs) {
    this.targets = targets;
    this.stations = stations;
    int entries = targets.length * stations.length;
    macs = new AtomicLongArray(entries);
    mayAskNs = new AtomicLongArray(entries);
    for (int i = 0; i < entries; i++) {
      mayAskNs.setPlain(i, nowNs);
    }
  }

  /** Number of a target, or -1. */
  int target(int address) {
    for (int i = 0; i < targets.length; i++) {
      if (targets[i] == address) {
        return i;
      }
    }
    return -1;
  }

  int address(int target) {
    return targets[target];
  }

  /** The station's own address. */
  int stationAddress(int station) {
    return stations[station];
  }

  /** What a station knows of a target; 0: nothing. */
  long mac(int station, int target) {
    return macs.getOpaque(station * targets.length + target);
  }

  /** Whether the caller is to ask now; true once a second. */
  boolean claimQuestion(int station, int target, long nowNs) {
    int entry = station * targets.length + target;
    long before = mayAskNs.get(entry);
    return before - nowNs <= 0 && mayAskNs.compareAndSet(entry, before, nowNs + ASK_AGAIN_NS);
  }

  /**
   * Somebody said where an address is: the station that was addressed remembers it, others correct
   * what they know already (RFC 826, "packet reception").
   *
   * @param to number of the station that was addressed; -1: none, as in an announcement
   */
  void learn(int address, long mac, int to) {
    int target = target(address);
    if (target < 0) {
      return;
    }
    for (int station = 0; station < stations.length; station++) {
      if (station == to || mac(station, target) != 0) {
        macs.setOpaque(station * targets.length + target, mac);
      }
    }
  }

  /** Whether this table serves the same stations and targets. */
  boolean sameAs(int[] otherTargets, int[] otherStations) {
    return Arrays.equals(targets, otherTargets) && Arrays.equals(stations, otherStations);
  }
}

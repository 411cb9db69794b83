package io.spinlane.agent.nic.pcap;

/** The time of a replay: what its captures say, moved on by whoever runs it. One thread. */
public final class ReplayTime {
  private long nowNs;

  /** Nanoseconds since 1970, as in the captures; 0 before the first frame. */
  public long nowNs() {
    return nowNs;
  }

  /** Moves time on; an earlier time changes nothing. */
  public void advanceTo(long ns) {
    nowNs = Math.max(nowNs, ns);
  }
}

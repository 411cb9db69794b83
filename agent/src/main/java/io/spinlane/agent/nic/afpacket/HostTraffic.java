package io.spinlane.agent.nic.afpacket;

/** What the host's own network stack sees of a device the switch uses. */
public enum HostTraffic {
  /** Everything except what is the switch's: see {@link HostShield}. */
  SHARED,
  /** Nothing. */
  NONE
}

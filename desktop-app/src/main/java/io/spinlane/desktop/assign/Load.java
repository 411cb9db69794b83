package io.spinlane.desktop.assign;

import io.spinlane.desktop.live.Units;
import io.spinlane.desktop.text.Texts;

/**
 * What a receive queue brings.
 *
 * @param packetsPerSecond never negative
 */
public record Load(double packetsPerSecond, Source source) {
  /** How it is known. */
  public enum Source {
    /** Counted by the agent. */
    MEASURED,
    /** Follows from the drawing or from the speed of the device. */
    DECLARED,
    /** Nothing is known, so all queues count alike. */
    EVEN
  }

  /** "310 kpps measured"; empty when nothing is known. */
  public String text() {
    return source == Source.EVEN
        ? ""
        : Texts.get("assign.load." + source, Units.packets(packetsPerSecond));
  }
}

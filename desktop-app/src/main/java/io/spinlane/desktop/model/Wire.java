package io.spinlane.desktop.model;

import io.spinlane.desktop.text.Texts;

/**
 * A connection drawn between two elements, always from left to right.
 *
 * @param kind what it means
 * @param from id of the left element
 * @param to id of the right element
 * @param queue for a lane the receive queue, from 0; otherwise 0
 */
public record Wire(Kind kind, String from, String to, int queue) {
  /** What a wire means. */
  public enum Kind {
    /** A NIC's receive queue is polled by a core. */
    LANE,
    /** A NIC announces a VIP. */
    ANNOUNCE,
    /** A service listens on a VIP. */
    SERVICE,
    /** A pool serves a service. */
    POOL,
    /** A back-end belongs to a pool. */
    MEMBER;

    /** What people call such a wire. */
    public String title() {
      return Texts.get("wire.title." + name());
    }
  }

  /** A wire that is not a lane. */
  public static Wire of(Kind kind, String from, String to) {
    return new Wire(kind, from, to, 0);
  }

  /** What it means, as a sentence. */
  public String meaning() {
    return Texts.get("wire.says." + kind, from, to, queue);
  }
}

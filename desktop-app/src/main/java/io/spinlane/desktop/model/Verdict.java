package io.spinlane.desktop.model;

/** Whether a wire may be drawn. */
public sealed interface Verdict {
  /**
   * It may.
   *
   * @param wire the wire that would come to be, from left to right
   */
  record Allowed(Wire wire) implements Verdict {}

  /**
   * It may not.
   *
   * @param reason one sentence for the person who tries
   */
  record Refused(String reason) implements Verdict {}
}

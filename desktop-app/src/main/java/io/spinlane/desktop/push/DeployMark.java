package io.spinlane.desktop.push;

import io.spinlane.v1.PropertyChange;
import java.util.List;

/**
 * How an element of the drawing differs from the one that runs.
 *
 * @param kind who has made the difference
 * @param properties from what runs to what is drawn; empty for a new element
 */
public record DeployMark(Kind kind, List<PropertyChange> properties) {
  /** Who has made the difference. */
  public enum Kind {
    /** Drawn here and not deployed. */
    NEW,
    /** Changed here and not deployed. */
    CHANGED,
    /** Changed on the host by someone else. */
    THEIRS,
    /** Changed here and on the host. */
    BOTH
  }
}

package io.spinlane.topology.diff;

import io.spinlane.v1.ElementRef;
import java.util.List;

/**
 * Something that two people have changed in different ways, so that one of them must decide.
 *
 * @param element what it is about
 * @param kind what both did
 * @param path the property, as in {@link io.spinlane.v1.PropertyChange}; empty when an element was
 *     removed
 * @param base its value before both; empty: unset
 * @param mine its value in my drawing; empty: unset, or I removed the element
 * @param theirs its value in theirs; empty: unset, or they removed the element
 * @param neededBy of a removed element: what the other has since drawn inside it or connected to
 *     it, which cannot stay as it is without it
 */
public record MergeConflict(
    ElementRef element,
    Kind kind,
    String path,
    String base,
    String mine,
    String theirs,
    List<ElementRef> neededBy) {
  /** What both did. */
  public enum Kind {
    /** Both gave a property another value. */
    PROPERTY,
    /** I removed an element that they changed or still need; {@code theirs} says how. */
    MINE_REMOVED,
    /** They removed an element that I changed or still need; {@code mine} says how. */
    THEIRS_REMOVED
  }

  /** A property that both have changed. */
  static MergeConflict property(
      ElementRef element, String path, String base, String mine, String theirs) {
    return new MergeConflict(element, Kind.PROPERTY, path, base, mine, theirs, List.of());
  }
}

package io.spinlane.topology.diff;

import io.spinlane.v1.ElementRef;

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
 */
public record MergeConflict(
    ElementRef element, Kind kind, String path, String base, String mine, String theirs) {
  /** What both did. */
  public enum Kind {
    /** Both gave a property another value. */
    PROPERTY,
    /** I removed an element that they changed; {@code theirs} says how. */
    MINE_REMOVED,
    /** They removed an element that I changed; {@code mine} says how. */
    THEIRS_REMOVED
  }
}

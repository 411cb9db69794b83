package io.spinlane.topology.file;

/**
 * A place in a text.
 *
 * @param line from 1
 * @param column from 1, in Unicode code points
 */
public record Position(int line, int column) {
  /** Where every text begins. */
  static final Position START = new Position(1, 1);
}

package io.spinlane.desktop.io.foreign;

/**
 * One word of a configuration, its quotes and escapes resolved.
 *
 * @param bare false when any of it was quoted or escaped; braces then are just characters
 * @param line from 1
 * @param column from 1
 */
record Word(String text, boolean bare, int line, int column) {
  /** The word is this punctuation, not quoted. */
  boolean is(String punctuation) {
    return bare && text.equals(punctuation);
  }
}

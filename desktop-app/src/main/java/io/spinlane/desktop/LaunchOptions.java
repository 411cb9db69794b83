package io.spinlane.desktop;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param file topology to open, or null for none
 * @param headless draw in memory: for machines without a display
 * @param seconds close after so many seconds, more than 0
 */
record LaunchOptions(@Nullable Path file, boolean headless, OptionalInt seconds) {
  static final String USAGE = "usage: spinlane [--headless] [--seconds N] [TOPOLOGY.spinlane.yaml]";

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException with one line for the user
   */
  static LaunchOptions parse(List<String> arguments) {
    @Nullable Path file = null;
    boolean headless = false;
    OptionalInt seconds = OptionalInt.empty();
    Iterator<String> words = arguments.iterator();
    while (words.hasNext()) {
      String word = words.next();
      if (word.equals("--headless")) {
        headless = true;
      } else if (word.equals("--seconds")) {
        seconds = OptionalInt.of(seconds(words.hasNext() ? words.next() : ""));
      } else if (word.startsWith("-") || file != null) {
        throw new IllegalArgumentException("what is \"" + word + "\"? " + USAGE);
      } else {
        file = Path.of(word);
      }
    }
    return new LaunchOptions(file, headless, seconds);
  }

  private static int seconds(String word) {
    try {
      int seconds = Integer.parseInt(word);
      if (seconds > 0) {
        return seconds;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number that is too small.
    }
    throw new IllegalArgumentException(
        "--seconds needs a whole number from 1, not \"" + word + "\"; " + USAGE);
  }
}

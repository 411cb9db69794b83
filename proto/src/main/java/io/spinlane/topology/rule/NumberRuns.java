package io.spinlane.topology.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Numbers in as few words as people need: "0, 1, 4-63". Pure. */
final class NumberRuns {
  /** Shorter ones are as easy to read number by number. */
  private static final int SHORTEST = 3;

  private NumberRuns() {}

  /**
   * Numbers as people write them.
   *
   * @param numbers in ascending order, each once
   */
  static String of(IntStream numbers) {
    List<String> words = new ArrayList<>();
    int[] all = numbers.toArray();
    for (int from = 0; from < all.length; ) {
      int to = from;
      while (to + 1 < all.length && all[to + 1] == all[to] + 1) {
        to++;
      }
      if (to - from + 1 >= SHORTEST) {
        words.add(all[from] + "-" + all[to]);
        from = to + 1;
      } else {
        words.add(String.valueOf(all[from++]));
      }
    }
    return String.join(", ", words);
  }
}

package io.spinlane.desktop.command;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Finds texts by some of their letters in order, such as "zs" for "Zoom to selection". Letters at
 * the beginning of words and letters side by side count more; accents and case count nothing.
 */
public final class Fuzzy {
  private static final int LETTER = 1;
  private static final int WORD_START = 8;
  private static final int SIDE_BY_SIDE = 6;

  /**
   * A word that stands there as it is, such as an address, comes before any other, and the
   * beginning first.
   */
  private static final int WHOLE = 1000;

  /** No way to find the letters so far. */
  private static final int NEVER = -1;

  private Fuzzy() {}

  /** Those that match, best first; without a query all of them, in their order. */
  public static <T> List<T> find(String query, List<T> items, Function<T, String> words) {
    record Hit<T>(T item, int score) {}
    return items.stream()
        .map(item -> new Hit<>(item, score(query, words.apply(item)).orElse(NEVER)))
        .filter(hit -> hit.score() != NEVER)
        .sorted(Comparator.comparingInt(hit -> -hit.score()))
        .map(Hit::item)
        .toList();
  }

  /** How well a text matches a query, each of whose words it must have; empty: not at all. */
  static OptionalInt score(String query, String text) {
    String letters = plain(text);
    int sum = letters.startsWith(plain(query).strip()) ? WHOLE : 0;
    for (String word : plain(query).strip().split("\\s+", -1)) {
      int score = word.isEmpty() ? 0 : best(word, letters);
      if (score == NEVER) {
        return OptionalInt.empty();
      }
      sum += score + (letters.contains(word) ? WHOLE : 0);
    }
    return OptionalInt.of(sum);
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}+", "")
        .toLowerCase(Locale.ROOT);
  }

  /** The best of all ways to find the letters of a word in order: column by column of a table. */
  private static int best(String word, String text) {
    int[] ending = new int[text.length()]; // best score with the last letter so far at each place
    for (int letter = 0; letter < word.length(); letter++) {
      int[] next = new int[text.length()];
      int before = letter == 0 ? 0 : NEVER; // best score that ends left of the place
      for (int at = 0; at < text.length(); at++) {
        boolean adjoins = letter > 0 && at > 0 && ending[at - 1] != NEVER;
        int here = before;
        if (adjoins) {
          here = Math.max(here, ending[at - 1] + SIDE_BY_SIDE);
        }
        boolean found = here != NEVER && text.charAt(at) == word.charAt(letter);
        next[at] = found ? here + LETTER + (startsWord(text, at) ? WORD_START : 0) : NEVER;
        if (letter > 0) {
          before = Math.max(before, ending[at]);
        }
      }
      ending = next;
    }
    int best = NEVER;
    for (int score : ending) {
      best = Math.max(best, score);
    }
    return best;
  }

  private static boolean startsWord(String text, int at) {
    return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
  }
}

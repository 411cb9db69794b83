package io.spinlane.desktop.painter;

import java.util.ArrayList;
import java.util.List;

/** Makes text fit into a width, as labels on the screen do. */
final class Lines {
  private static final String MORE = "…";

  /** Between the parts of a line, the most important one first. */
  private static final String DOT = " · ";

  private Lines() {}

  /** The text without those of its last parts that have no room; the first one is always there. */
  static String parts(Surface surface, String text, Type type, double room) {
    String shown = text;
    while (shown.contains(DOT) && surface.width(shown, type) > room) {
      shown = shown.substring(0, shown.lastIndexOf(DOT));
    }
    return fit(surface, shown, type, room);
  }

  /** The text, or as much of its beginning as has room before an ellipsis. */
  static String fit(Surface surface, String raw, Type type, double room) {
    String text = raw.replaceAll("\\p{Cntrl}", " ");
    if (surface.width(text, type) <= room) {
      return text;
    }
    int low = 0;
    int high = text.length();
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (surface.width(beginning(text, middle) + MORE, type) <= room) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return beginning(text, low).stripTrailing() + MORE;
  }

  /** The first characters, without half of a pair of surrogates at the end. */
  private static String beginning(String text, int length) {
    boolean half = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, half ? length - 1 : length);
  }

  /** The text in lines that fit; what has no room in so many lines becomes an ellipsis. */
  static List<String> wrap(Surface surface, String text, Type type, double room, int most) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\\R", -1)) {
      StringBuilder line = new StringBuilder();
      for (String word : paragraph.split(" ", -1)) {
        String longer = line.isEmpty() ? word : line + " " + word;
        if (!line.isEmpty() && surface.width(longer, type) > room) {
          lines.add(fit(surface, line.toString(), type, room));
          line.setLength(0);
          line.append(word);
        } else {
          line.setLength(0);
          line.append(longer);
        }
      }
      lines.add(fit(surface, line.toString(), type, room));
    }
    if (lines.size() <= most) {
      return lines;
    }
    List<String> shown = new ArrayList<>(lines.subList(0, most));
    shown.set(most - 1, fit(surface, shown.getLast() + " " + MORE, type, room));
    return shown;
  }
}

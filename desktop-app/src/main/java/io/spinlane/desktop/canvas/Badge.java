package io.spinlane.desktop.canvas;

import java.util.List;

/**
 * What the rules say about an element, for the sign on its card.
 *
 * @param errors how many errors
 * @param warnings how many warnings
 * @param messages their sentences, errors first
 */
public record Badge(int errors, int warnings, List<String> messages) {
  /** The sign: a shape, and how many; colour alone would not be enough. */
  String sign() {
    return errors > 0 ? "✖ " + errors : "▲ " + warnings;
  }
}

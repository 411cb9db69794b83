package io.spinlane.topology.file;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Texts and numbers as YAML scalars. Pure. */
final class YamlText {
  /** Text that YAML 1.1 and 1.2 readers alike take for text. */
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z/][A-Za-z0-9_./+-]*( [A-Za-z0-9_./+-]+)*");

  private static final Pattern IPV4 = Pattern.compile("([0-9]+\\.){3}[0-9]+(/[0-9]+)?");
  private static final Set<String> RESERVED =
      Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");

  private YamlText() {}

  /** The shortest digits that read as the same number. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return ".nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? ".inf" : "-.inf";
    }
    String text = Double.toString(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** Text as it is when nobody can mistake it, else in double quotes. */
  static String quoted(String text) {
    boolean plain =
        PLAIN.matcher(text).matches() && !RESERVED.contains(text.toLowerCase(Locale.ROOT));
    if (plain || IPV4.matcher(text).matches()) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> append(quoted, c));
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder out, int c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\t' -> out.append("\\t");
      case '\r' -> out.append("\\r");
      default -> {
        // Line separators, controls, byte order marks and what has no glyph is written as a number.
        boolean ascii = c >= ' ' && c < 0x7f;
        if (ascii || (c > 0xa0 && Character.isDefined(c) && !isHidden(c))) {
          out.appendCodePoint(c);
        } else if (c <= 0xffff) {
          out.append(String.format("\\u%04x", c));
        } else {
          out.append(String.format("\\U%08x", c));
        }
      }
    }
  }

  private static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}

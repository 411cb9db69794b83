package io.spinlane.agent;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** A time between two looks, such as "1s" or "200ms". */
record Interval(long ms) {
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,6})(ms|s|m)");
  private static final Map<String, Long> UNITS_MS = Map.of("ms", 1L, "s", 1000L, "m", 60_000L);

  static Interval parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    long ms =
        matcher.matches()
            ? Long.parseLong(matcher.group(1)) * UNITS_MS.getOrDefault(matcher.group(2), 0L)
            : 0;
    if (ms < 20 || ms > 60_000) {
      throw new TypeConversionException(
          "'" + text + "' is not a time from 20ms to 60s, such as 1s or 200ms");
    }
    return new Interval(ms);
  }
}

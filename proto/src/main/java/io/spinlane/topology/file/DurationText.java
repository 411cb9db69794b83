package io.spinlane.topology.file;

import static io.spinlane.topology.Sentences.sentence;

import com.google.protobuf.Duration;
import io.spinlane.topology.MalformedException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 2s}, {@code 15min}. */
public final class DurationText {
  private static final Pattern TEXT =
      Pattern.compile("(-?[0-9]{1,15}(?:\\.[0-9]{1,12})?) ?(ns|us|µs|ms|s|min|h)");
  private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000L);

  /** Largest length protobuf allows, about 10,000 years. */
  private static final BigInteger MAX_NANOS =
      BigInteger.valueOf(315_576_000_000L).multiply(NANOS_PER_SECOND);

  private DurationText() {}

  /** The shortest exact text: a whole number of the largest unit that fits. */
  public static String of(Duration duration) {
    BigInteger nanos =
        BigInteger.valueOf(duration.getSeconds())
            .multiply(NANOS_PER_SECOND)
            .add(BigInteger.valueOf(duration.getNanos()));
    if (nanos.signum() == 0) {
      return "0s";
    }
    for (String unit : new String[] {"h", "min", "s", "ms", "us"}) {
      BigInteger[] parts = nanos.divideAndRemainder(BigInteger.valueOf(unitNanos(unit)));
      if (parts[1].signum() == 0) {
        return parts[0] + unit;
      }
    }
    return nanos + "ns";
  }

  /**
   * Reads a number with a unit: ns, us, ms, s, min or h.
   *
   * @throws MalformedException with a sentence that says what is wrong
   */
  public static Duration parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new MalformedException(sentence("value.time", text));
    }
    BigDecimal nanos =
        new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unitNanos(matcher.group(2))));
    if (nanos.stripTrailingZeros().scale() > 0) {
      throw new MalformedException(sentence("value.time.fine", text));
    }
    BigInteger whole = nanos.toBigIntegerExact();
    if (whole.abs().compareTo(MAX_NANOS) > 0) {
      throw new MalformedException(sentence("value.time.long", text));
    }
    BigInteger[] parts = whole.divideAndRemainder(NANOS_PER_SECOND);
    return Duration.newBuilder()
        .setSeconds(parts[0].longValueExact())
        .setNanos(parts[1].intValueExact())
        .build();
  }

  private static long unitNanos(String unit) {
    return switch (unit) {
      case "h" -> 3_600_000_000_000L;
      case "min" -> 60_000_000_000L;
      case "s" -> 1_000_000_000L;
      case "ms" -> 1_000_000L;
      case "us", "µs" -> 1_000L;
      default -> 1L;
    };
  }
}

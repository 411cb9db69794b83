package io.spinlane.desktop.inspector;

import com.google.protobuf.Duration;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.Cidr;
import io.spinlane.topology.IpAddress;
import io.spinlane.topology.MacAddress;
import io.spinlane.topology.PortRange;
import io.spinlane.topology.file.DurationText;
import java.math.BigInteger;

/** What may be typed into a property. Pure; every refusal is a sentence. */
final class Checks {
  private Checks() {}

  static void address(String text) {
    if (!text.isEmpty()) {
      IpAddress.parse(text);
    }
  }

  static void cidr(String text) {
    Cidr.parse(text);
  }

  static void mac(String text) {
    if (!text.isEmpty()) {
      MacAddress.parse(text);
    }
  }

  static void ports(String text) {
    PortRange.parse(text);
  }

  /** A whole number of a range, or nothing for the default. */
  static FieldSpec.Check number(long least, long most) {
    return text -> {
      if (text.isEmpty()) {
        return;
      }
      boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
      if (!digits || !between(new BigInteger(text), least, most)) {
        throw new IllegalArgumentException(
            most == Long.MAX_VALUE
                ? Texts.get("check.atLeast", Texts.number(least))
                : Texts.get("check.number", Texts.number(least), Texts.number(most)));
      }
    };
  }

  /** A time with its unit that is not negative, or nothing for the default. */
  static void time(String text) {
    if (!text.isEmpty() && nanos(text).signum() < 0) {
      throw new IllegalArgumentException(Texts.get("check.time"));
    }
  }

  /** A time with its unit that is longer than nothing, or nothing for the default. */
  static void positiveTime(String text) {
    if (!text.isEmpty() && nanos(text).signum() <= 0) {
      throw new IllegalArgumentException(Texts.get("check.positiveTime"));
    }
  }

  private static BigInteger nanos(String text) {
    Duration time = DurationText.parse(text);
    return BigInteger.valueOf(time.getSeconds())
        .multiply(BigInteger.valueOf(1_000_000_000))
        .add(BigInteger.valueOf(time.getNanos()));
  }

  /** As a number, and a power of two. */
  static FieldSpec.Check powerOfTwo(long least, long most) {
    FieldSpec.Check range = number(least, most);
    return text -> {
      range.check(text);
      if (!text.isEmpty() && Long.bitCount(Long.parseLong(text)) != 1) {
        throw new IllegalArgumentException(Texts.get("check.powerOfTwo"));
      }
    };
  }

  /** Not longer than a number of characters. */
  static FieldSpec.Check length(int most) {
    return text -> {
      if (text.length() > most) {
        throw new IllegalArgumentException(Texts.get("check.length", most));
      }
    };
  }

  private static boolean between(BigInteger value, long least, long most) {
    return value.compareTo(BigInteger.valueOf(least)) >= 0
        && value.compareTo(BigInteger.valueOf(most)) <= 0;
  }
}

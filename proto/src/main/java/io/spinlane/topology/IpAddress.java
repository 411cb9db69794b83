package io.spinlane.topology;

import static io.spinlane.topology.Sentences.sentence;

import java.util.regex.Pattern;

/**
 * An IPv4 or IPv6 address, read without ever asking a name server.
 *
 * @param v6 true for IPv6
 * @param high the first 64 bits of an IPv6 address; 0 for IPv4
 * @param low the last 64 bits of an IPv6 address, or the IPv4 address in the lowest 32
 */
public record IpAddress(boolean v6, long high, long low) {
  private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,2}");

  public IpAddress {
    if (!v6 && (high != 0 || low >>> 32 != 0)) {
      throw new IllegalArgumentException("an IPv4 address has 32 bits");
    }
  }

  /** The IPv4 address with these 32 bits, in network order from the highest. */
  public static IpAddress v4(int bits) {
    return new IpAddress(false, 0, Integer.toUnsignedLong(bits));
  }

  /**
   * Reads "203.0.113.10" (four decimal numbers without leading zeros) or an IPv6 address as in RFC
   * 4291 section 2.2, without zone.
   *
   * @throws MalformedException with a sentence that says what is wrong
   */
  public static IpAddress parse(String text) {
    if (text.indexOf(':') >= 0) {
      return Ipv6Text.parse(text);
    }
    long bits = v4Bits(text);
    if (bits < 0) {
      throw new MalformedException(sentence("value.address", text));
    }
    return v4((int) bits);
  }

  /** The 32 bits of four decimal numbers, or -1. */
  static long v4Bits(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return -1;
    }
    long bits = 0;
    for (String part : parts) {
      if (!DECIMAL.matcher(part).matches() || Integer.parseInt(part) > 255) {
        return -1;
      }
      bits = (bits << 8) | Integer.parseInt(part);
    }
    return bits;
  }

  /** The 32 bits of an IPv4 address, in network order from the highest. */
  public int v4Bits() {
    if (v6) {
      throw new IllegalStateException(this + " is an IPv6 address");
    }
    return (int) low;
  }

  /** Bits of an address of this family: 32 or 128. */
  public int bitLength() {
    return v6 ? 128 : 32;
  }

  /** This address with the bits behind a prefix of this length cleared. */
  public IpAddress masked(int prefixLength) {
    if (prefixLength < 0 || prefixLength > bitLength()) {
      throw new IllegalArgumentException("no prefix of " + prefixLength + " bits in " + this);
    }
    if (!v6) {
      return new IpAddress(false, 0, low & mask(prefixLength + 32) & 0xffff_ffffL);
    }
    return new IpAddress(
        true, high & mask(Math.min(64, prefixLength)), low & mask(Math.max(0, prefixLength - 64)));
  }

  /** The highest {@code ones} of 64 bits. */
  private static long mask(int ones) {
    return ones == 0 ? 0 : -1L << (64 - ones);
  }

  /** 0.0.0.0 or ::. */
  public boolean isUnspecified() {
    return high == 0 && low == 0;
  }

  /** 127.0.0.0/8 or ::1. */
  public boolean isLoopback() {
    return v6 ? high == 0 && low == 1 : low >>> 24 == 127;
  }

  /** 224.0.0.0/4 or ff00::/8. */
  public boolean isMulticast() {
    return v6 ? high >>> 56 == 0xff : low >>> 28 == 0xe;
  }

  /** 255.255.255.255. */
  public boolean isLimitedBroadcast() {
    return !v6 && low == 0xffff_ffffL;
  }

  /** "IPv4" or "IPv6". */
  public String family() {
    return v6 ? "IPv6" : "IPv4";
  }

  /** As in RFC 5952 for IPv6. */
  @Override
  public String toString() {
    return v6
        ? Ipv6Text.of(high, low)
        : "%d.%d.%d.%d".formatted(low >>> 24, (low >>> 16) & 255, (low >>> 8) & 255, low & 255);
  }
}

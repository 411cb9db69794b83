package io.spinlane.topology;

import static io.spinlane.topology.Sentences.sentence;

import java.util.regex.Pattern;

/**
 * An Ethernet hardware address.
 *
 * @param bits its 48 bits, in network order from the highest
 */
public record MacAddress(long bits) {
  private static final Pattern TEXT = Pattern.compile("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}");

  public MacAddress {
    if (bits >>> 48 != 0) {
      throw new IllegalArgumentException("a hardware address has 48 bits");
    }
  }

  /**
   * Reads "02:00:00:00:00:01".
   *
   * @throws MalformedException with a sentence that says what is wrong
   */
  public static MacAddress parse(String text) {
    if (!TEXT.matcher(text).matches()) {
      throw new MalformedException(sentence("value.mac", text));
    }
    return new MacAddress(Long.parseLong(text.replace(":", ""), 16));
  }

  /** True when it names a group of stations, broadcast included (IEEE 802 section 8.2). */
  public boolean isGroup() {
    return ((bits >>> 40) & 1) != 0;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int shift = 40; shift >= 0; shift -= 8) {
      text.append("%02x".formatted((bits >>> shift) & 255)).append(shift > 0 ? ":" : "");
    }
    return text.toString();
  }
}

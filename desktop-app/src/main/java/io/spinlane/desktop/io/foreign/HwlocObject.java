package io.spinlane.desktop.io.foreign;

import java.util.BitSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One object of hwloc's tree. */
record HwlocObject(
    Map<String, String> attributes, Map<String, String> infos, @Nullable HwlocObject parent) {
  String type() {
    return attribute("type");
  }

  String attribute(String name) {
    return attributes.getOrDefault(name, "");
  }

  boolean is(String name, String value) {
    return attribute(name).equals(value);
  }

  /** The number the operating system gives it; the fallback when it gives none. */
  int osIndex(int fallback) {
    return number("os_index", fallback);
  }

  int number(String name, int fallback) {
    return attribute(name).matches("[0-9]{1,9}") ? Integer.parseInt(attribute(name)) : fallback;
  }

  long size(String name) {
    return attribute(name).matches("[0-9]{1,18}") ? Long.parseLong(attribute(name)) : 0;
  }

  /** The nearest object of this type around this one, or this one itself. */
  @Nullable HwlocObject nearest(String... types) {
    for (HwlocObject at = this; at != null; at = at.parent) {
      for (String type : types) {
        if (at.type().equals(type)) {
          return at;
        }
      }
    }
    return null;
  }

  /** A set such as "0x00000001,0x80000000": 32 bits between commas, the highest first. */
  BitSet bits(String name) {
    BitSet bits = new BitSet();
    String[] words = attribute(name).split(",", -1);
    for (int i = 0; i < words.length; i++) {
      String hex = words[words.length - 1 - i].replaceFirst("^0x", "");
      if (hex.matches("[0-9a-fA-F]{1,8}")) {
        int base = 32 * i;
        BitSet.valueOf(new long[] {Long.parseLong(hex, 16)}).stream()
            .forEach(bit -> bits.set(base + bit));
      }
    }
    return bits;
  }
}

package io.spinlane.topology;

import static io.spinlane.topology.Sentences.sentence;

import java.util.regex.Pattern;

/** The text form of IPv6 addresses: RFC 4291 section 2.2 when reading, RFC 5952 when writing. */
final class Ipv6Text {
  private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-fA-F]{1,4}");

  private Ipv6Text() {}

  static IpAddress parse(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return address(text, groups(text, text), new int[0]);
    }
    if (text.indexOf("::", gap + 1) >= 0) {
      throw invalid(text);
    }
    int[] head = gap == 0 ? new int[0] : groups(text, text.substring(0, gap));
    int[] tail = gap + 2 == text.length() ? new int[0] : groups(text, text.substring(gap + 2));
    if (head.length + tail.length > 7) {
      throw invalid(text);
    }
    return address(text, head, tail);
  }

  private static IpAddress address(String text, int[] head, int[] tail) {
    if (tail.length == 0 && head.length != 8 && !text.endsWith("::")) {
      throw invalid(text);
    }
    int[] all = new int[8];
    System.arraycopy(head, 0, all, 0, Math.min(8, head.length));
    System.arraycopy(tail, 0, all, 8 - tail.length, tail.length);
    long[] halves = new long[2];
    for (int i = 0; i < 8; i++) {
      halves[i / 4] = (halves[i / 4] << 16) | all[i];
    }
    return new IpAddress(true, halves[0], halves[1]);
  }

  private static int[] groups(String text, String part) {
    String[] words = part.split(":", -1);
    boolean dotted = words[words.length - 1].indexOf('.') >= 0 && text.endsWith(part);
    int[] groups = new int[words.length + (dotted ? 1 : 0)];
    if (groups.length > 8) {
      throw invalid(text);
    }
    for (int i = 0; i < words.length; i++) {
      if (dotted && i == words.length - 1) {
        long bits = IpAddress.v4Bits(words[i]);
        if (bits < 0) {
          throw invalid(text);
        }
        groups[i] = (int) (bits >>> 16);
        groups[i + 1] = (int) (bits & 0xffff);
      } else if (HEXADECIMAL.matcher(words[i]).matches()) {
        groups[i] = Integer.parseInt(words[i], 16);
      } else {
        throw invalid(text);
      }
    }
    return groups;
  }

  private static MalformedException invalid(String text) {
    return new MalformedException(sentence("value.address6", text));
  }

  static String of(long high, long low) {
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (int) ((i < 4 ? high : low) >>> (48 - i % 4 * 16)) & 0xffff;
    }
    int bestStart = -1;
    int bestLength = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > bestLength) {
        bestStart = i;
        bestLength = end - i;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == bestStart) {
        text.append("::");
        i += bestLength - 1;
      } else {
        boolean separated = text.isEmpty() || text.charAt(text.length() - 1) == ':';
        text.append(separated ? "" : ":").append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }
}

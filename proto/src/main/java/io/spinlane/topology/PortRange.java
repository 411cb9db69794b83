package io.spinlane.topology;

import static io.spinlane.topology.Sentences.sentence;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ports of a service, written "80", "8000-8999", or "*" for every port no other service names.
 *
 * @param first 1 to 65535, or 0 together with {@code last} 65535 for "*"
 * @param last 1 to 65535, not below first
 */
public record PortRange(int first, int last) {
  /** What "*" means. */
  public static final PortRange ANY = new PortRange(0, 65_535);

  private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,4})(?:-([1-9][0-9]{0,4}))?");

  public PortRange {
    if (first < 0 || last < first || last > 65_535 || (first == 0 && last != 65_535)) {
      throw new IllegalArgumentException("no range of ports: " + first + " to " + last);
    }
  }

  /**
   * Reads one entry of a service's ports.
   *
   * @throws MalformedException with a sentence that says what is wrong
   */
  public static PortRange parse(String text) {
    if (text.equals("*")) {
      return ANY;
    }
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new MalformedException(sentence("value.ports", text));
    }
    int first = Integer.parseInt(matcher.group(1));
    int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
    if (Math.max(first, last) > 65_535) {
      throw new MalformedException(sentence("value.ports.beyond", text));
    }
    if (last < first) {
      throw new MalformedException(sentence("value.ports.reversed", text));
    }
    return new PortRange(first, last);
  }

  /** True for "*". */
  public boolean isAny() {
    return first == 0;
  }

  /** True when a service with this range is asked for the port. */
  public boolean contains(int port) {
    return first <= port && port <= last;
  }

  /** True when two services with these ranges would both want a port; "*" gives way to others. */
  public boolean overlaps(PortRange other) {
    return isAny() == other.isAny() && first <= other.last && other.first <= last;
  }

  @Override
  public String toString() {
    return isAny() ? "*" : first == last ? String.valueOf(first) : first + "-" + last;
  }
}

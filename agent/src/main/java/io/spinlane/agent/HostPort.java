package io.spinlane.agent;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** An address to listen on or to connect to, such as "127.0.0.1:7420" or "[::1]:7420". */
record HostPort(String host, int port) {
  /** Where an agent listens unless told otherwise. */
  static final String STANDARD = "127.0.0.1:7420";

  private static final Pattern TEXT = Pattern.compile("(?:\\[([^]]+)]|([^:\\[\\]]+)):([0-9]{1,5})");

  static HostPort parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > 65535) {
      throw new TypeConversionException(
          "'" + text + "' is not HOST:PORT, such as 127.0.0.1:7420 or [::1]:7420");
    }
    String bracketed = matcher.group(1);
    return new HostPort(
        bracketed == null ? matcher.group(2) : bracketed, Integer.parseInt(matcher.group(3)));
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}

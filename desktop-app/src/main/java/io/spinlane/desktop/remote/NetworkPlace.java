package io.spinlane.desktop.remote;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.spinlane.desktop.text.Texts;

/**
 * An agent that listens on the network.
 *
 * @param host name or address, IPv6 without brackets
 * @param port TCP port, 1 to 65535
 */
public record NetworkPlace(String host, int port) implements AgentPlace {
  /** The port an agent listens on unless told otherwise. */
  public static final int DEFAULT_PORT = 7420;

  /** A topology of the largest size a file may have. */
  private static final int MESSAGE_BYTES = 16 << 20;

  private static final int MAX_PORT = 65_535;

  /**
   * Reads HOST, HOST:PORT or [IPV6]:PORT.
   *
   * @throws IllegalArgumentException with a sentence for people
   */
  public static NetworkPlace parse(String text) {
    String trimmed = text.strip();
    int colon = trimmed.lastIndexOf(':');
    boolean bareIpv6 = colon > trimmed.indexOf(':') && !trimmed.startsWith("[");
    boolean portless = colon < 0 || bareIpv6 || trimmed.endsWith("]");
    String host = portless ? trimmed : trimmed.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    int port = portless ? DEFAULT_PORT : port(trimmed.substring(colon + 1));
    if (host.isEmpty() || host.chars().anyMatch(Character::isWhitespace) || port < 1) {
      throw new IllegalArgumentException(Texts.get("host.malformed", text));
    }
    return new NetworkPlace(host, port);
  }

  private static int port(String digits) {
    boolean plain = !digits.isEmpty() && digits.length() <= 5;
    if (!plain || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    int port = Integer.parseInt(digits);
    return port <= MAX_PORT ? port : -1;
  }

  @Override
  public String name() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  @Override
  public Line open() {
    ManagedChannel channel =
        Grpc.newChannelBuilder("dns:///" + name(), InsecureChannelCredentials.create())
            .maxInboundMessageSize(MESSAGE_BYTES)
            .build();
    return new Line(channel, channel::shutdownNow);
  }
}

package io.spinlane.desktop.connections;

import com.google.protobuf.util.Durations;
import io.spinlane.desktop.live.Units;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.Cidr;
import io.spinlane.topology.EnumNames;
import io.spinlane.topology.IpAddress;
import io.spinlane.v1.Connection;
import io.spinlane.v1.ConnectionFilter;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;

/**
 * One connection of the table.
 *
 * @param vip id of its service's VIP; empty when the running topology has no such service any more
 * @param address the client's
 */
public record ConnectionRow(Connection connection, String vip, IpAddress address) {
  /** By address as a number, then by port. */
  static final Comparator<ConnectionRow> BY_CLIENT =
      Comparator.comparing((ConnectionRow row) -> row.address.v6())
          .thenComparing((a, b) -> Long.compareUnsigned(a.address.high(), b.address.high()))
          .thenComparing((a, b) -> Long.compareUnsigned(a.address.low(), b.address.low()))
          .thenComparingInt(row -> row.connection.getClientPort());

  /**
   * What stays the same while it lives.
   *
   * @param client with its port
   */
  record Key(String protocol, String client, String service, String backend) {}

  /** A row about a connection. */
  static ConnectionRow of(Connection connection, String vip) {
    return new ConnectionRow(connection, vip, IpAddress.parse(connection.getClientAddress()));
  }

  Key key() {
    return new Key(protocol(), client(), connection.getService(), connection.getBackend());
  }

  String protocol() {
    return EnumNames.shortName(connection.getProtocol());
  }

  /** "203.0.113.7:4711" or "[2001:db8::7]:4711". */
  public String client() {
    String host = address.toString();
    return (address.v6() ? "[" + host + "]" : host) + ":" + connection.getClientPort();
  }

  /** In words. */
  String state() {
    return ConnectionWords.state(connection.getState());
  }

  long idleMs() {
    return Durations.toMillis(connection.getIdle());
  }

  /** "0.4 s", "12 s", "3 min". */
  String idle() {
    return Units.age(TimeUnit.MILLISECONDS.toNanos(idleMs()));
  }

  /** The filter that nothing but this connection passes. */
  public ConnectionFilter filter() {
    return ConnectionFilter.newBuilder()
        .setProtocol(connection.getProtocol())
        .setClientPrefix(new Cidr(address, address.bitLength()).toString())
        .setClientPort(connection.getClientPort())
        .setService(connection.getService())
        .setBackend(connection.getBackend())
        .build();
  }

  /** One line of text, its columns separated by tabs as spreadsheets want them. */
  public String line() {
    return String.join(
        "\t",
        protocol(),
        client(),
        connection.getService(),
        vip,
        connection.getBackend(),
        connection.getCore(),
        state(),
        idle());
  }

  /** For people who hear it. */
  String spoken() {
    return Texts.get(
        "connections.spoken", client(), connection.getService(), connection.getBackend(), state());
  }
}

package io.spinlane.desktop.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.v1.Connection;
import io.spinlane.v1.ConnectionFilter;
import io.spinlane.v1.Protocol;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type as a client, and what a row means. */
class ConnectionQueryTest {
  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7/32",
    "' 203.0.113.7 ', 203.0.113.7/32",
    "203.0.113.7/24, 203.0.113.0/24",
    "2001:db8::7, 2001:db8::7/128",
    "2001:DB8:1::/32, 2001:db8::/32",
    "'', ''"
  })
  void anAddressMeansItself(String typed, String prefix) {
    ConnectionQuery query = ConnectionQuery.ALL.withClient(typed);
    assertThat(query.isClear()).isTrue();
    assertThat(query.filter().getClientPrefix()).isEqualTo(prefix);
  }

  @ParameterizedTest
  @ValueSource(strings = {"203", "203.0.113", "203.0.113.7/33", "/24", "web1", "2001:db8"})
  void halfAnAddressIsAskedForOfNobody(String typed) {
    assertThat(ConnectionQuery.ALL.withClient(typed).isClear()).isFalse();
  }

  private static ConnectionRow row(String address, int port) {
    Connection connection =
        Connection.newBuilder()
            .setProtocol(Protocol.PROTOCOL_TCP)
            .setClientAddress(address)
            .setClientPort(port)
            .setService("http")
            .setBackend("web1")
            .build();
    return ConnectionRow.of(connection, "www");
  }

  @Test
  void clientsAreSortedAsNumbers() {
    List<ConnectionRow> sorted =
        Stream.of(
                row("203.0.113.10", 1),
                row("2001:db8::1", 80),
                row("203.0.113.9", 70),
                row("203.0.113.9", 9))
            .sorted(ConnectionRow.BY_CLIENT)
            .toList();
    assertThat(sorted)
        .extracting(ConnectionRow::client)
        .containsExactly("203.0.113.9:9", "203.0.113.9:70", "203.0.113.10:1", "[2001:db8::1]:80");
  }

  @Test
  void theFilterOfARowMeansItAlone() {
    assertThat(row("203.0.113.9", 70).filter())
        .isEqualTo(
            ConnectionFilter.newBuilder()
                .setProtocol(Protocol.PROTOCOL_TCP)
                .setClientPrefix("203.0.113.9/32")
                .setClientPort(70)
                .setService("http")
                .setBackend("web1")
                .build());
  }
}

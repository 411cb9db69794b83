package io.spinlane.desktop.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkPlaceTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.5:7000, 10.0.0.5:7000",
    "localhost, localhost:7420",
    "[::1]:99, [::1]:99",
    "::1, [::1]:7420",
    "[2001:db8::1], [2001:db8::1]:7420",
  })
  void readsAddresses(String text, String name) {
    assertThat(NetworkPlace.parse(text).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ":7420", "host:", "host:0", "host:65536", "host:http", "a b:1"})
  void saysWhatIsWrong(String text) {
    assertThatThrownBy(() -> NetworkPlace.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("HOST:PORT");
  }
}

package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchOptionsTest {
  @Test
  void nothingIsAskedFor() {
    assertThat(LaunchOptions.parse(List.of()))
        .isEqualTo(new LaunchOptions(null, false, OptionalInt.empty()));
  }

  @Test
  void everythingInAnyOrder() {
    assertThat(LaunchOptions.parse(List.of("a.spinlane.yaml", "--seconds", "5", "--headless")))
        .isEqualTo(new LaunchOptions(Path.of("a.spinlane.yaml"), true, OptionalInt.of(5)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--seconds", "--seconds 0", "--seconds five", "--colour", "a.json b.json"})
  void whatCannotBeReadIsRefusedWithTheUsage(String words) {
    assertThatThrownBy(() -> LaunchOptions.parse(List.of(words.split(" ", -1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(LaunchOptions.USAGE);
  }
}

package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spinlane.desktop.text.Language;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LaunchOptionsTest {
  @Test
  void nothingIsAskedFor() {
    LaunchOptions options = LaunchOptions.parse(List.of());
    assertThat(options.file()).isNull();
    assertThat(options.connect()).isNull();
    assertThat(options.headless()).isFalse();
    assertThat(options.seconds()).isEmpty();
    assertThat(options.theme()).as("as chosen last").isNull();
    assertThat(options.language()).as("as chosen last").isNull();
  }

  @Test
  void everythingInAnyOrder() {
    LaunchOptions options =
        LaunchOptions.parse(
            List.of(
                "a.spinlane.yaml",
                "--seconds",
                "5",
                "--headless",
                "--theme",
                "dark",
                "--language",
                "de",
                "--connect",
                "lab:99",
                "--pictures",
                "out"));
    assertThat(options.file()).isEqualTo(Path.of("a.spinlane.yaml").toAbsolutePath());
    assertThat(options.headless()).isTrue();
    assertThat(options.seconds()).hasValue(5);
    assertThat(options.theme()).isEqualTo(Theme.Choice.DARK);
    assertThat(options.connect()).isNotNull().hasToString("NetworkPlace[host=lab, port=99]");
    assertThat(options.language()).isEqualTo(Language.GERMAN);
    assertThat(options.pictures()).isEqualTo(Path.of("out"));
  }

  @Test
  void aSampleIsTheFirstUnlessNamed() {
    assertThat(LaunchOptions.parse(List.of()).sample()).isEmpty();
    assertThat(LaunchOptions.parse(List.of("--sample", "--seconds=3")).sample())
        .hasValueSatisfying(sample -> assertThat(sample.id()).isEqualTo("two-nic-nat"));
    assertThat(LaunchOptions.parse(List.of("--sample=dsr-farm")).sample())
        .hasValueSatisfying(sample -> assertThat(sample.id()).isEqualTo("dsr-farm"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--seconds",
        "--seconds 0",
        "--seconds five",
        "--colour",
        "a.json b.json",
        "--connect :0",
        "--theme pink",
        "--language fr",
        "--sample nosuch",
        "a.json --sample=two-nic-nat"
      })
  void whatCannotBeReadIsRefusedInOneLine(String words) {
    assertThatThrownBy(() -> LaunchOptions.parse(List.of(words.split(" ", -1))))
        .isInstanceOf(CommandLine.ParameterException.class)
        .message()
        .hasLineCount(1);
  }

  @Test
  void everyOptionIsExplained() {
    assertThat(LaunchOptions.parse(List.of("--help")).help()).isTrue();
    assertThat(LaunchOptions.usage())
        .contains(
            "FILE",
            "--sample",
            "--connect",
            "--theme",
            "--language",
            "--headless",
            "--seconds",
            "--pictures");
  }
}

package io.spinlane.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What --help prints, read as a stranger does. */
final class HelpTest {
  static List<String> commands() {
    return help().lines().filter(line -> line.matches("  [a-z].*")).map(HelpTest::name).toList();
  }

  private static String name(String line) {
    return line.strip().split(" ", 2)[0];
  }

  @Test
  void theProgramNamesItsCommandsAndExitCodes() {
    assertThat(commands())
        .contains("run", "validate", "inventory", "apply", "stat", "replay")
        .doesNotHaveDuplicates();
    assertThat(help()).contains("spinlane-agent run --help").contains("Ends with 0 when");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandExplainsItselfAndNothingElse(String command) {
    String help = help(command);

    assertThat(help).startsWith("Usage: spinlane-agent " + command + " ");
    assertThat(help).contains("--help").doesNotContain("Each command explains itself");
    // An option without words begins the next line at once.
    assertThat(help).doesNotContainPattern("(?m)^ +(-[a-zA-Z], )?--[a-z-]+(=\\S+)?$");
  }

  private static String help(String... command) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] arguments = Arrays.copyOf(command, command.length + 1);
    arguments[command.length] = "--help";
    assertThat(Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments))
        .isZero();
    assertThat(err.toString()).isEmpty();
    return out.toString();
  }
}

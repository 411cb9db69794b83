package io.spinlane.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands in a process of their own: exit codes, and what a person reads. */
class CommandLineTest {
  private static final String EMPTY_CORE =
      """
      name: edge
      cores:
        - {id: ctl, cpu: 0, role: CONTROL}
        - {id: sw1, cpu: 0, role: SWITCH}
      """;

  @TempDir Path folder;

  @Test
  void brokenYamlIsOneErrorWithItsPlace() throws Exception {
    Path file = write("broken.yaml", "name: edge\nnics: [\n");

    Result result = run("validate", file.toString());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).startsWith(file + ":").contains(": error: ");
    assertThat(result.err()).doesNotContain("\tat ");
  }

  @Test
  void findsWhatTheRulesSayAtItsLine() throws Exception {
    Path file = write("twice.yaml", EMPTY_CORE);

    Result result = run("validate", file.toString());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).containsPattern(":4:\\d+: error: .* \\[CONTROL_CORE_SWITCHES]");
  }

  @Test
  void saysTheSameAsJson() throws Exception {
    Result result = run("validate", write("twice.yaml", EMPTY_CORE).toString(), "--json");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).contains("\"code\": \"CONTROL_CORE_SWITCHES\"", "\"line\": 4");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void acceptsATopologyWithoutErrors() throws Exception {
    Path file = write("good.yaml", "name: edge\ncores: [{id: ctl, cpu: 0, role: CONTROL}]\n");

    Result result = run("validate", file.toString());

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEqualTo(file + ": no errors" + System.lineSeparator());
  }

  @Test
  void aMissingFileAndAWrongFlagAreOneLineEach() throws Exception {
    Result missing = run("validate", folder.resolve("none.yaml").toString());
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.err()).contains("none.yaml: error: There is no such file.");

    Result flag = run("validate", "--jsn", "x.yaml");
    assertThat(flag.exitCode()).isEqualTo(2);
    assertThat(flag.err().lines()).singleElement().asString().contains("--jsn", "--help");

    assertThat(run().exitCode()).isEqualTo(2);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Result run(String... arguments) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--illegal-native-access=deny",
                "--sun-misc-unsafe-memory-access=deny",
                "-cp",
                System.getProperty("java.class.path"),
                "io.spinlane.agent.Main"));
    command.addAll(List.of(arguments));
    int exitCode =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    return new Result(
        exitCode,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  private record Result(int exitCode, String out, String err) {}
}

package io.spinlane.installers;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.testing.Needs;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Installs both packages on this machine, starts what they hold, and removes them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(180)
class InstalledOnceIT {
  private static final String AGENT = "/usr/bin/spinlane-agent";
  private static final String TOPOLOGY = "/etc/spinlane/topology.yaml";
  private static final List<String> PACKAGES = List.of("spinlane-agent", "spinlane");

  private static List<String> installed = List.of();

  @BeforeAll
  static void install() throws IOException {
    Needs.root();
    Needs.program("apt-get");
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      installed =
          files
              .filter(file -> file.toString().endsWith(".deb"))
              .map(file -> file.toAbsolutePath().toString())
              .toList();
    }
    assertThat(installed).hasSize(2);
    succeed(
        Stream.concat(
                Stream.of(
                    "env",
                    "DEBIAN_FRONTEND=noninteractive",
                    "apt-get",
                    "install",
                    "-q",
                    "-y",
                    "--reinstall",
                    "--no-install-recommends"),
                installed.stream())
            .toList());
  }

  @AfterAll
  static void purge() throws IOException {
    if (!installed.isEmpty()) {
      run(Stream.concat(Stream.of("dpkg", "--purge"), PACKAGES.stream()).toList());
    }
  }

  @Test
  @Order(1)
  void theAgentExplainsItself() throws IOException {
    assertThat(succeed(List.of(AGENT, "--help")))
        .contains("run", "validate", "inventory", "apply", "stat", "replay");
  }

  @Test
  @Order(1)
  void theTopologyOfTheServiceIsValid() throws IOException {
    succeed(List.of(AGENT, "validate", TOPOLOGY));
  }

  @Test
  @Order(1)
  void theUnitIsWellFormed() throws IOException {
    Needs.program("systemd-analyze");
    String complaints =
        succeed(
            List.of(
                "systemd-analyze",
                "verify",
                "--man=no",
                "/usr/lib/systemd/system/spinlane-agent.service"));
    assertThat(complaints).doesNotContain("spinlane-agent.service:");
  }

  @Test
  @Order(1)
  void theAgentRunsUntilItIsTold(@TempDir Path state) throws Exception {
    Process agent =
        new ProcessBuilder(
                AGENT,
                "run",
                "--topology",
                TOPOLOGY,
                "--listen",
                "127.0.0.1:" + freePort(),
                "--state-dir",
                state.toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output = new BufferedReader(agent.inputReader(StandardCharsets.UTF_8))) {
      assertThat(firstLine(output, "ready")).contains("127.0.0.1:");
      agent.destroy(); // SIGTERM
      assertThat(agent.waitFor(10, TimeUnit.SECONDS)).as("stops when told").isTrue();
      assertThat(agent.exitValue()).isZero();
    } finally {
      agent.destroyForcibly();
    }
  }

  /** {@code AOTMode=on}: Java ends with an error where it would otherwise do without the cache. */
  @Test
  @Order(1)
  void theAppOpensWithWhatWasLearntOfItAndCloses() throws IOException {
    String output =
        succeed(
            List.of(
                "env",
                "JAVA_TOOL_OPTIONS=-XX:AOTMode=on",
                "/usr/bin/spinlane",
                "--headless",
                "--seconds",
                "5"));
    assertThat(output).doesNotContainIgnoringCase("warning", "exception");
  }

  @Test
  @Order(1)
  void theMenuEntryIsWellFormedAndFilesAreAssociated() throws IOException {
    Needs.program("desktop-file-validate");
    Path entry = Path.of("/usr/share/applications/spinlane.desktop");
    succeed(List.of("desktop-file-validate", entry.toString()));
    assertThat(Files.readString(entry))
        .contains("application/vnd.spinlane.topology+yaml")
        .contains("application/vnd.spinlane.topology+json");
  }

  @Test
  @Order(2)
  void removalLeavesNothing() throws IOException {
    List<Path> files =
        succeed(Stream.concat(Stream.of("dpkg", "-L"), PACKAGES.stream()).toList())
            .lines()
            .filter(line -> line.startsWith("/"))
            .map(Path::of)
            .filter(Files::isRegularFile)
            .toList();
    assertThat(files).hasSizeGreaterThan(100);
    succeed(Stream.concat(Stream.of("dpkg", "--purge"), PACKAGES.stream()).toList());
    assertThat(files).noneMatch(Files::exists);
    assertThat(
            Stream.of("/usr/lib/spinlane", "/usr/lib/spinlane-agent", "/etc/spinlane")
                .map(Path::of))
        .noneMatch(Files::exists);
  }

  /** Reads up to the first line that starts with {@code word}. */
  private static String firstLine(BufferedReader output, String word) throws IOException {
    StringBuilder before = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(word)) {
        return line;
      }
      before.append(line).append('\n');
    }
    throw new AssertionError("no line \"" + word + "\" in:\n" + before);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private record Outcome(int status, String output) {}

  /** What a program printed, which must end with status 0. */
  private static String succeed(List<String> command) throws IOException {
    Outcome outcome = run(command);
    assertThat(outcome.status())
        .as("%s printed:%n%s", String.join(" ", command), outcome.output())
        .isZero();
    return outcome.output();
  }

  private static Outcome run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Outcome(process.waitFor(), output);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + command.getFirst() + " ran", e);
    }
  }
}

package io.spinlane.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.lab.AgentCommand;
import io.spinlane.testing.Needs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people read when a command cannot be done: one line, and at most a hint below it. */
class CommandErrorsTest {
  private static final String DEVICE =
      """
      name: edge
      nics: [{id: ext0, device: DEVICE, driver: AF_PACKET, side: BOTH, addresses: [192.0.2.1/24]}]
      cores:
        - {id: ctl, cpu: 0, role: CONTROL}
        - {id: sw1, cpu: 1, role: SWITCH, idle: BACKOFF}
      lanes: [{nic: ext0, queue: 0, core: sw1}]
      """;

  @TempDir private Path folder;

  /** A command, its exit code, and what its error names: what, where, how to fix it. */
  record Case(List<String> command, int exit, List<String> named) {
    @Override
    public String toString() {
      return String.join(" ", command);
    }
  }

  static List<Case> cases() {
    String none = "127.0.0.1:1"; // tcpmux, which nobody serves.
    return List.of(
        new Case(List.of("run", "--topology", "broken.yaml"), 1, List.of("broken.yaml:3:1:")),
        new Case(List.of("validate", "broken.yaml"), 1, List.of("broken.yaml:3:1:")),
        new Case(
            List.of("apply", "broken.yaml", "--connect", none), 1, List.of("broken.yaml:3:1:")),
        new Case(
            List.of("run", "--topology", "missing.yaml"),
            1,
            List.of("missing.yaml", "no such file")),
        new Case(List.of("replay", "missing.yaml"), 1, List.of("missing.yaml", "no such file")),
        new Case(List.of("run", "--topologie", "x.yaml"), 2, List.of("--topologie", "--help")),
        new Case(List.of("run", "--listen", "7420"), 2, List.of("--listen", "HOST:PORT")),
        new Case(List.of("stat", "--connect", none), 1, List.of(none, "spinlane-agent run")),
        new Case(
            List.of("apply", "good.yaml", "--connect", none),
            1,
            List.of(none, "spinlane-agent run")));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isOneLine(Case given) throws Exception {
    write("broken.yaml", "name: edge\nnics: [\n");
    write("good.yaml", "name: edge\ncores: [{id: ctl, cpu: 0, role: CONTROL}]\n");
    List<String> arguments = new ArrayList<>();
    for (String argument : given.command()) {
      arguments.add(argument.endsWith(".yaml") ? folder.resolve(argument).toString() : argument);
    }
    if (given.command().contains("run")) {
      arguments.addAll(List.of("--state-dir", folder.resolve("state").toString()));
    }
    assertOneLine(
        AgentCommand.run(folder, AgentCommand.of(arguments.toArray(String[]::new))),
        given.exit(),
        given.named());
  }

  @Test
  void unknownDeviceIsOneLine() throws Exception {
    Needs.root();
    Path file = write("device.yaml", DEVICE.replace("DEVICE", "nosuch0"));
    assertOneLine(AgentCommand.run(folder, start(file)), 1, List.of("device.yaml", "nosuch0"));
  }

  @Test
  void missingPrivilegeIsOneLine() throws Exception {
    Needs.linux();
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      // Still root, so that it may read the classes; without any of root's powers.
      Needs.program("setpriv");
      command.addAll(List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all"));
    }
    command.addAll(start(write("lo.yaml", DEVICE.replace("DEVICE", "lo"))));
    assertOneLine(
        AgentCommand.run(folder, command), 1, List.of("ext0", "CAP_NET_RAW", "run as root"));
  }

  @Test
  void busyPortIsOneLine() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + other.getLocalPort();
      String state = folder.resolve("state").toString();
      assertOneLine(
          AgentCommand.run(
              folder, AgentCommand.of("run", "--listen", address, "--state-dir", state)),
          1,
          List.of(address, "--listen"));
    }
  }

  private List<String> start(Path file) {
    String state = folder.resolve("state").toString();
    return AgentCommand.of(
        "run", "--topology", file.toString(), "--listen", "127.0.0.1:0", "--state-dir", state);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static void assertOneLine(AgentCommand.Result result, int exit, List<String> named) {
    assertThat(result.exit()).as(result.err()).isEqualTo(exit);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains(named).doesNotContain("Exception", "\tat ");
    List<String> lines = result.err().lines().toList();
    assertThat(lines).hasSizeBetween(1, 2);
    assertThat(lines.subList(1, lines.size())).allMatch(hint -> hint.startsWith("    "));
  }
}

package io.spinlane.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.spinlane.testing.Needs;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The agent as a process of its own, and the commands that talk to it. */
@Timeout(60)
final class RunCommandTest {
  @TempDir Path folder;
  private final List<Process> processes = new ArrayList<>();
  private Path topology;

  @BeforeEach
  void write() throws IOException {
    // One switch core, on a CPU that every machine has.
    String text =
        Simulated.text(1, 100).replace("cpu: 1", "cpu: 0").replace("ctl, cpu: 0", "ctl, cpu: 1");
    topology =
        Files.writeString(
            folder.resolve("one.spinlane.yaml"),
            Runtime.getRuntime().availableProcessors() > 1
                ? text
                : text.replaceFirst("  - \\{id: ctl.*\n", ""));
  }

  @AfterEach
  void end() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void runsUntilTheSignalAndRunsTheSameAgain() throws Exception {
    Process agent = start("run", "--topology", topology.toString());
    String ready = ready(agent);
    String address = ready.split(" ", -1)[1];
    assertThat(ready).contains("revision 1 cores sw1@0 nics ext0:SIM,int0:SIM");

    Said stat = say("stat", "--connect", address, "--count", "2", "--interval", "50ms");
    assertThat(stat.code()).isZero();
    assertThat(stat.out()).contains("sw1", "ext0", "http", "web1", "busy");
    String json = say("stat", "--connect", address, "--count", "1", "--json").out();
    assertThat(JsonParser.parseString(json).getAsJsonObject().getAsJsonObject("core").keySet())
        .containsExactly("sw1");

    Said apply = say("apply", topology.toString(), "--connect", address, "--note", "again");
    assertThat(apply.out()).contains("compiled", "published", "acknowledged  sw1", "revision 2");
    Said stale = say("apply", topology.toString(), "--connect", address, "--base", "1");
    assertThat(stale.code()).isEqualTo(1);
    assertThat(stale.err()).contains("Revision 2 by " + System.getProperty("user.name"));
    operate(address);

    stop(agent);
    assertThat(Files.readString(folder.resolve("err"))).isEmpty();

    assertThat(ready(start("run"))).contains("revision 4 cores sw1@0");
  }

  private static void operate(String address) {
    Said list = say("connections", "--connect", address, "--backend", "WEB1", "--count", "1");
    assertThat(list.err()).contains("There has been no back-end \"WEB1\" since the agent started.");
    while (!say("connections", "--connect", address).out().contains(" http ")) {
      Thread.onSpinWait(); // A client will come.
    }
    list = say("connections", "--connect", address, "--protocol", "tcp", "--count", "1");
    assertThat(list.out().lines().map(line -> line.replaceAll(" +", " ").strip()))
        .element(2)
        .asString()
        .matches("TCP 203[.]0[.]113[.][0-9]+:[0-9]+ http web[12] [A-Z]+ [0-9.]+ s sw1");
    assertThat(say("connections", "--connect", address, "--client", "192.0.2.1").out()).isEmpty();
    assertThat(say("connections", "--connect", address, "--kill").err()).contains("--all");
    assertThat(say("connections", "--connect", address, "--kill", "--service", "http").out())
        .matches("[1-9][0-9]* connections? ended\\R");
    Said drain = say("backend", "web1", "--state", "drain", "--connect", address);
    assertThat(drain.out()).startsWith("web1 is DRAIN in revision 3, with ");
    assertThat(say("backend", "web9", "--weight", "1", "--connect", address).err())
        .contains("no back-end \"web9\"");
    assertThat(say("backend", "web1", "--connect", address).code()).isEqualTo(2);
    Said rollback = say("rollback", "2", "--connect", address, "--note", "enough");
    assertThat(rollback.out()).contains("acknowledged  sw1", "revision 4");
    assertThat(say("rollback", "4", "--connect", address).err())
        .isEqualTo("spinlane-agent: Revision 4 runs already.\n");
    Said revisions = say("revisions", "--connect", address, "--count", "3");
    assertThat(revisions.out().lines().map(line -> line.replaceAll(" +", " ").strip()))
        .hasSize(5)
        .anyMatch(line -> line.matches("4 \\* \\S+ \\S+ \\S+ enough"))
        .anyMatch(line -> line.matches("3 \\S+ \\S+ \\S+ back-end web1 has the state DRAIN"));
  }

  @Test
  void aPushOutlivesARestartUntilTheFileIsEdited() throws Exception {
    Process agent = start("run", "--topology", topology.toString());
    String address = ready(agent).split(" ", -1)[1];
    Path pushed = folder.resolve("pushed.spinlane.yaml");
    Files.writeString(pushed, Files.readString(topology).replace("10.0.0.12", "10.0.0.13"));
    Said preview = say("apply", pushed.toString(), "--connect", address, "--dry-run");
    assertThat(preview.code()).isZero();
    assertThat(preview.out())
        .contains("changed   back-end web2: address: 10.0.0.12 -> 10.0.0.13")
        .containsPattern("touched   service http: [5-7][0-9][.][0-9] % of new connections go ");
    Said same = say("apply", topology.toString(), "--connect", address, "--dry-run");
    assertThat(same.out())
        .isEqualTo("no change from revision 1 but layout" + System.lineSeparator());
    assertThat(say("apply", pushed.toString(), "--connect", address).code()).isZero();
    stop(agent);

    agent = start("run", "--topology", topology.toString());
    assertThat(ready(agent)).contains("revision 2 cores sw1@0");
    stop(agent);
    assertThat(Files.readString(folder.resolve("err")))
        .startsWith("spinlane-agent: revision 2 by ")
        .contains("to run the file: spinlane-agent apply " + topology)
        .hasLineCount(1);

    Files.writeString(topology, Files.readString(topology).replace("web1", "web9"));
    assertThat(ready(start("run", "--topology", topology.toString()))).contains("revision 3 ");
    assertThat(Files.readString(folder.resolve("err")))
        .contains(topology + " is new or has changed and replaces revision 2 by ");
  }

  @Test
  void everythingButASwitchCoreLeavesItsCpu() throws Exception {
    Needs.linux();
    Needs.cpus(2);
    Process agent = start("run", "--topology", topology.toString());
    String address = ready(agent).split(" ", -1)[1];
    assertThat(cpus(agent)).containsEntry("spinlane-core-s", "0").containsEntry("master", "1");
    assertOthersOn("1", agent);

    Path swapped = folder.resolve("swapped.spinlane.yaml");
    Files.writeString(
        swapped,
        Files.readString(topology)
            .replace("sw1, cpu: 0", "sw9, cpu: 1")
            .replace("ctl, cpu: 1", "ctl, cpu: 0")
            .replace("core: sw1", "core: sw9"));
    // Before and after, calls make threads that were not there when the others were moved.
    assertThat(say("apply", swapped.toString(), "--connect", address).code()).isZero();
    assertThat(say("stat", "--connect", address, "--count", "1", "--json").code()).isZero();

    assertThat(cpus(agent)).containsEntry("spinlane-core-s", "1").containsEntry("master", "0");
    assertOthersOn("0", agent);
    assertThat(Files.readString(folder.resolve("err"))).isEmpty();
  }

  private static void assertOthersOn(String cpu, Process agent) throws IOException {
    Map<String, String> others = cpus(agent);
    others.remove("spinlane-core-s");
    assertThat(others).hasSizeGreaterThan(10);
    assertThat(others.values()).as(others.toString()).containsOnly(cpu);
  }

  /** Which CPUs each thread of a process may use, by the 15 letters the kernel keeps of a name. */
  private static Map<String, String> cpus(Process process) throws IOException {
    Map<String, String> cpus = new TreeMap<>();
    try (Stream<Path> tasks = Files.list(Path.of("/proc", process.pid() + "", "task"))) {
      for (Path task : tasks.toList()) {
        Map<String, String> status;
        try {
          status =
              Files.readAllLines(task.resolve("status")).stream()
                  .map(line -> line.split(":\\s*", 2))
                  .collect(Collectors.toMap(line -> line[0], line -> line[1]));
        } catch (IOException e) {
          continue; // It has ended.
        }
        cpus.merge(
            status.get("Name"),
            status.get("Cpus_allowed_list"),
            (one, other) -> one.equals(other) ? one : one + " and " + other);
      }
    }
    return cpus;
  }

  private static void stop(Process agent) throws InterruptedException {
    agent.toHandle().destroy(); // SIGTERM.
    assertThat(agent.waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(agent.exitValue()).isZero();
  }

  @Test
  void waitsForAPushWithoutATopology() throws Exception {
    assertThat(ready(start("run"))).contains("waiting for a push");
  }

  @Test
  void aBusyPortIsOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      Said said = say("run", "--listen", address, "--state-dir", folder.resolve("busy").toString());

      assertThat(said.code()).isEqualTo(1);
      assertThat(said.err().lines())
          .singleElement()
          .asString()
          .contains("cannot listen on " + address)
          .contains("--listen");
    }
  }

  @Test
  void noAgentIsOneLine() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    for (String[] command : new String[][] {{"stat"}, {"apply", topology.toString()}}) {
      List<String> arguments = new ArrayList<>(List.of(command));
      arguments.addAll(List.of("--connect", "127.0.0.1:" + free));
      Said said = say(arguments.toArray(String[]::new));

      assertThat(said.code()).isEqualTo(1);
      assertThat(said.err().lines())
          .singleElement()
          .asString()
          .contains("no agent answers at 127.0.0.1:" + free);
    }
  }

  @Test
  void aDeviceThatIsNotThereIsNamed() throws Exception {
    Path unknown =
        Files.writeString(
            folder.resolve("unknown.spinlane.yaml"),
            Files.readString(topology)
                .replaceFirst("driver: SIM", "driver: AF_PACKET, device: nowhere0")
                .replaceFirst(", sim: \\{seed: 1[^}]*}", ""));

    Said said =
        say(
            "run",
            "--topology",
            unknown.toString(),
            "--listen",
            "127.0.0.1:0",
            "--state-dir",
            folder.resolve("unknown").toString());

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err()).contains("NIC ext0").doesNotContain("\tat ");
  }

  private record Said(int code, String out, String err) {}

  private static Said say(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    return new Said(code, out.toString(), err.toString());
  }

  private Process start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--illegal-native-access=deny",
                "--sun-misc-unsafe-memory-access=deny",
                "-Dio.grpc.netty.shaded.io.netty.noUnsafe=true",
                "-Dio.grpc.netty.shaded.io.netty.transport.noNative=true",
                "-cp",
                classPath(),
                "io.spinlane.agent.Main"));
    command.addAll(List.of(arguments));
    command.addAll(
        List.of("--listen", "127.0.0.1:0", "--state-dir", folder.resolve("state").toString()));
    Process process =
        new ProcessBuilder(command).redirectError(folder.resolve("err").toFile()).start();
    processes.add(process);
    return process;
  }

  /** Without what tests bring along: a logging facade that Netty would find and that complains. */
  private static String classPath() {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(System.getProperty("java.class.path"))
        .filter(entry -> !entry.contains("slf4j"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private String ready(Process agent) throws IOException {
    BufferedReader out = agent.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    assertThat(line).as(Files.readString(folder.resolve("err"))).startsWith("ready 127.0.0.1:");
    return line;
  }
}

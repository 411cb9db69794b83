package io.spinlane.agent.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The command line as a process of its own, with the Java options of its start script. */
public final class AgentCommand {
  private static final List<String> JAVA_OPTIONS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "--illegal-native-access=deny",
          "--sun-misc-unsafe-memory-access=deny",
          "-Dio.grpc.netty.shaded.io.netty.noUnsafe=true",
          "-XX:+UseZGC",
          "-Xmx512m");

  /** How it ended. */
  public record Result(int exit, String out, String err) {}

  private AgentCommand() {}

  /** The whole command; the classes are those of the test that runs. */
  public static List<String> of(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JAVA_OPTIONS);
    command.addAll(List.of("-cp", classPath()));
    command.add("io.spinlane.agent.Main");
    command.addAll(List.of(arguments));
    return command;
  }

  /** Without the logging that a test library brings along, of which the start-up would warn. */
  private static String classPath() {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(System.getProperty("java.class.path"))
        .filter(entry -> !entry.contains("slf4j-api"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * Runs a command that is to end by itself, and keeps its two outputs apart.
   *
   * @param folder for the outputs while it runs
   * @throws AssertionError when it does not end within a minute
   */
  public static Result run(Path folder, List<String> command) throws Exception {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("did not end within a minute: " + read(out) + read(err));
    }
    return new Result(process.exitValue(), read(out), read(err));
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, UTF_8);
  }
}

package io.spinlane.installers;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;

/** Runs the tools of the JDK, and programs. */
final class Tools {
  private Tools() {}

  /**
   * Runs a tool of this JDK.
   *
   * @return what it printed
   * @throws IOException with its output when it fails
   */
  static String jdk(String tool, List<String> arguments) throws IOException {
    ToolProvider provider =
        ToolProvider.findFirst(tool)
            .orElseThrow(() -> new IOException("this Java has no " + tool + ": use a full JDK 25"));
    StringWriter output = new StringWriter();
    int status;
    try (PrintWriter writer = new PrintWriter(output)) {
      status = provider.run(writer, writer, arguments.toArray(String[]::new));
    }
    if (status != 0) {
      throw new IOException(tool + " failed:\n" + output);
    }
    return output.toString().strip();
  }

  /** Runs a program with the output of this process; anything but success is an error. */
  static void run(List<String> command) throws IOException {
    try {
      int status = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (status != 0) {
        throw new IOException(String.join(" ", command) + " ended with status " + status);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + command.getFirst() + " ran", e);
    }
  }

  /** What of these programs is not on the path. */
  static List<String> missing(String... programs) {
    List<String> missing = new ArrayList<>(List.of(programs));
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      missing.removeIf(program -> Files.isExecutable(Path.of(folder, program)));
    }
    return missing;
  }

  /** The jars of a folder, by name. */
  static List<Path> jars(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  /**
   * The modules that jars need, as a comma-separated list; with the management beans that a running
   * process is looked at through, which no jar names.
   *
   * @param modulePath jars that are modules, such as JavaFX; may be empty
   */
  static String modules(List<Path> jars, List<Path> modulePath) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--multi-release", "25", "--ignore-missing-deps"));
    arguments.add("--print-module-deps");
    if (!modulePath.isEmpty()) {
      arguments.addAll(
          List.of(
              "--module-path",
              String.join(File.pathSeparator, modulePath.stream().map(Path::toString).toList())));
    }
    jars.forEach(jar -> arguments.add(jar.toString()));
    // Warnings about jars of others come first; the list is the last line.
    String found = jdk("jdeps", arguments).lines().toList().getLast();
    return String.join(
        ",",
        Arrays.stream((found + ",jdk.management").split(",", -1)).distinct().sorted().toList());
  }
}

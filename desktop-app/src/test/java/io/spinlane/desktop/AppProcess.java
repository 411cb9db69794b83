package io.spinlane.desktop;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The app in a process of its own, run by this Java with the flags of this one. */
final class AppProcess {
  private AppProcess() {}

  /**
   * A process that has not started, with a home of its own.
   *
   * @param main whose main method begins
   * @param home where it keeps what it remembers
   */
  static ProcessBuilder of(Class<?> main, Path home, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-agent") && !flag.startsWith("-javaagent"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--headless", "--seconds", "300", "--language", "en"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("XDG_STATE_HOME", home.resolve("state").toString());
    builder.environment().put("HOME", home.toString());
    return builder;
  }
}

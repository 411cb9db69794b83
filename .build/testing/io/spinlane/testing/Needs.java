package io.spinlane.testing;

import java.io.File;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs of the machine. Where it is missing the test is skipped with a reason, which
 * the build lists at its end; with the system property {@value #REQUIRE_ALL} set to true the test
 * fails instead, so that nothing is skipped unnoticed where everything is meant to run.
 */
public final class Needs {
  static final String REQUIRE_ALL = "spinlane.require.all";

  private Needs() {}

  /** Linux, as any user. */
  public static void linux() {
    need(isLinux(), "needs Linux");
  }

  /** Linux and user 0. */
  public static void root() {
    need(
        isLinux() && "root".equals(System.getProperty("user.name")),
        "needs Linux and root, to make network namespaces and to install packages");
  }

  /** As many CPUs for this process. */
  public static void cpus(int count) {
    need(Runtime.getRuntime().availableProcessors() >= count, "needs " + count + " CPUs");
  }

  /** A program on the path. */
  public static void program(String name) {
    boolean found =
        Pattern.compile(File.pathSeparator, Pattern.LITERAL)
            .splitAsStream(System.getenv().getOrDefault("PATH", ""))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    need(found, "needs the program " + name + " on the path");
  }

  /** Files with owners and permissions (POSIX). */
  public static void permissions() {
    need(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
        "needs a file system with POSIX permissions");
  }

  /** A screen with a window system, real or virtual. */
  public static void display() {
    need(
        !isLinux() || System.getenv("DISPLAY") != null,
        "needs a display (without one: xvfb-run -a mvn verify)");
  }

  private static boolean isLinux() {
    return System.getProperty("os.name").equals("Linux");
  }

  private static void need(boolean met, String reason) {
    if (!met && Boolean.getBoolean(REQUIRE_ALL)) {
      throw new AssertionError(reason + " (" + REQUIRE_ALL + "=true)");
    }
    Assumptions.assumeTrue(met, reason);
  }
}

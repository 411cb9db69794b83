package io.spinlane.installers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * What Java learns of the app's classes in one run, kept so that the installed app has its window
 * sooner: an AOT cache (JEP 483, JEP 514, JEP 515). Java takes it only with the same runtime, the
 * same jars of the same age, and the same options; another folder is fine.
 *
 * <p>The run is a headless one with the sample, without anything of the user who builds.
 *
 * @param app the app image that jpackage made
 * @param scratch an empty folder for what the run leaves behind
 */
record StartCache(Path app, Path scratch) {
  private static final String FILE = "spinlane.aot";
  private static final int RUN_SECONDS = 8;
  private static final int LIMIT_SECONDS = 180;

  /** Runs the app once, and has its launcher use from now on what was learnt. */
  void make() throws IOException {
    Path folder = app.resolve("lib/app");
    Path cache = folder.resolve(FILE);
    Path output = scratch.resolve("start-cache.log");
    Files.createDirectories(scratch);
    ProcessBuilder run =
        new ProcessBuilder(
                app.resolve("bin/spinlane").toString(),
                "--headless",
                "--seconds",
                Integer.toString(RUN_SECONDS))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    run.environment().put("JAVA_TOOL_OPTIONS", "-XX:AOTCacheOutput=" + cache.toAbsolutePath());
    run.environment().put("XDG_STATE_HOME", scratch.resolve("state").toAbsolutePath().toString());
    if (status(run) != 0 || !Files.isRegularFile(cache)) {
      throw new IOException(
          "the app did not run once to learn how it starts:\n"
              + Files.readString(output, StandardCharsets.UTF_8));
    }
    Files.writeString(
        folder.resolve("spinlane.cfg"),
        "java-options=-XX:AOTCache=$APPDIR/" + FILE + "\n", // [JavaOptions] is the last section
        StandardOpenOption.APPEND);
  }

  private static int status(ProcessBuilder run) throws IOException {
    Process process = run.start();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the app did not end within " + LIMIT_SECONDS + " s");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the app ran", e);
    } finally {
      process.destroyForcibly();
    }
  }
}

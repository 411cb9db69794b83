package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a display a file that cannot be opened is said, and the app ends. */
class NobodyThereTest {
  @TempDir private Path folder;

  /** What the app prints until it ends, in a process of its own. */
  private String said(Path file) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-agent") && !flag.startsWith("-javaagent"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("--headless", "--seconds", "300", "--language", "en", file.toString()));
    Path out = folder.resolve("out.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
    builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
    builder.environment().put("HOME", folder.toString());
    Process app = builder.start();
    try {
      assertThat(app.waitFor(120, TimeUnit.SECONDS)).as("ends by itself").isTrue();
      assertThat(app.exitValue()).as(Files.readString(out)).isEqualTo(2);
      return Files.readString(out);
    } finally {
      app.destroyForcibly();
    }
  }

  @Test
  void aMissingFileIsSaid() throws Exception {
    assertThat(said(folder.resolve("nowhere.yaml")))
        .contains("spinlane: ")
        .contains("nowhere.yaml")
        .doesNotContain("Exception");
  }

  @Test
  void aBrokenFileIsSaidWithItsPlace() throws Exception {
    Path broken = Files.writeString(folder.resolve("edge.yaml"), "name: edge\ncores: many\n");
    assertThat(said(broken)).contains("edge.yaml").contains("Line 2").doesNotContain("Exception");
  }
}

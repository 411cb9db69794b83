package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a display a file that cannot be opened is said, and the app ends. */
class NobodyThereTest {
  @TempDir private Path folder;

  /** What the app prints until it ends by itself. */
  private String said(Path file) throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Process app =
        AppProcess.of(Main.class, folder, file.toString()).redirectOutput(out.toFile()).start();
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

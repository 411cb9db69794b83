package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.topology.sample.Samples;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/** Kills the app in the middle of an edit: the next start offers exactly the lost work. */
class CrashRecoveryTest {
  private static final String END = "the process has ended";

  @TempDir private Path folder;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endAll() {
    started.forEach(Process::destroyForcibly);
  }

  /** An app in a process of its own, and what it says. */
  private final class App {
    private final Process process;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    App(String what, Path file) throws IOException {
      process = AppProcess.of(CrashingApp.class, folder, what, file.toString()).start();
      started.add(process);
      Thread.ofVirtual().start(this::listen);
    }

    private void listen() {
      try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        out.lines().forEach(said::add);
      } catch (IOException | java.io.UncheckedIOException e) {
        said.add("cannot listen: " + e);
      }
      said.add(END);
    }

    /** The rest of the next line that begins so. */
    String hear(String beginning) throws InterruptedException {
      List<String> heard = new ArrayList<>();
      while (true) {
        String line = said.poll(120, TimeUnit.SECONDS);
        heard.add(String.valueOf(line));
        assertThat(line).as("said so far: %s", heard).isNotNull().isNotEqualTo(END);
        if (line.startsWith("APP " + beginning)) {
          return line.substring(4 + beginning.length());
        }
      }
    }

    /** SIGKILL where there are signals; no code of the app runs after it. */
    void kill() throws InterruptedException {
      process.destroyForcibly();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  private String kept() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".recovery")).toList()) {
        all.append(Files.readString(file));
      }
    } catch (java.nio.file.NoSuchFileException | java.io.UncheckedIOException e) {
      return ""; // written and renamed meanwhile
    }
    return all.toString();
  }

  @Test
  void aKilledAppLosesNothing() throws Exception {
    Path file = folder.resolve("edge-1.spinlane.yaml");
    TopologyFiles.save(file, Samples.all().getFirst().topology());
    String saved = Files.readString(file);
    App first = new App("edit", file);
    first.hear("edited");
    WaitForAsyncUtils.waitFor(
        60, TimeUnit.SECONDS, () -> kept().contains(" 3 ") && kept().contains("note3"));

    App neighbour = new App("look", file);
    assertThat(neighbour.hear("offered: ")).as("its app still lives").isEqualTo("nothing");
    assertThat(neighbour.process.waitFor(60, TimeUnit.SECONDS)).isTrue();

    first.kill();
    assertThat(Files.readString(file)).as("the file itself").isEqualTo(saved);

    App second = new App("look", file);
    assertThat(second.hear("offered: "))
        .contains(file.toString(), "3 edits")
        .as("and so it is when nobody has answered");
    assertThat(second.process.waitFor(60, TimeUnit.SECONDS)).isTrue();

    App third = new App("restore", file);
    assertThat(third.hear("offered: ")).contains(file.toString(), "3 edits");
    assertThat(third.hear("title: ")).isEqualTo("● edge-1.spinlane.yaml – Spinlane");
    assertThat(third.hear("notes: ")).isEqualTo("3");
    assertThat(third.hear("banner: ")).isEqualTo("gone");
    third.kill();

    App fourth = new App("look", file);
    assertThat(fourth.hear("offered: ")).as("restored, not saved, killed again").contains("1 edit");
    assertThat(Files.readString(file)).isEqualTo(saved);
  }
}

package io.spinlane.desktop;

import io.spinlane.agent.EmbeddedAgent;
import io.spinlane.desktop.remote.AgentPlace;
import io.spinlane.desktop.text.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The agent inside this app. It remembers nothing: its folder goes with it. */
final class EmbeddedPlace implements AgentPlace {
  @Override
  public String name() {
    return Texts.get("host.embedded");
  }

  @Override
  public Line open() throws IOException {
    Path folder = Files.createTempDirectory("spinlane-");
    EmbeddedAgent agent = EmbeddedAgent.start(folder);
    return new Line(
        agent.channel(),
        () -> {
          agent.close();
          remove(folder);
        });
  }

  private static void remove(Path folder) {
    try (Stream<Path> found = Files.walk(folder)) {
      List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.spinlane.agent.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spinlane.agent.control.RevisionStore.Stored;
import io.spinlane.topology.diff.ContentHash;
import io.spinlane.v1.Core;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.Revision;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class RevisionStoreTest {
  @TempDir Path folder;

  @Test
  void remembersWhatWasCommittedOverARestart() throws IOException {
    RevisionStore store = new RevisionStore(folder);
    assertThat(store.latest()).isEmpty();
    assertThat(store.nextNumber()).isEqualTo(1);
    store.stage(stored(1)).commit();
    store.stage(stored(2)).commit();

    RevisionStore again = new RevisionStore(folder);

    assertThat(again.latest()).contains(stored(2));
    assertThat(again.find(1)).contains(stored(1));
    assertThat(again.find(3)).isEmpty();
    assertThat(again.nextNumber()).isEqualTo(3);
  }

  @Test
  void whatIsOnlyStagedDoesNotCountAndIsClearedAway() throws IOException {
    RevisionStore store = new RevisionStore(folder);
    store.stage(stored(1)).commit();
    store.stage(stored(2)); // The process ends here.

    RevisionStore again = new RevisionStore(folder);

    assertThat(again.latest()).contains(stored(1));
    assertThat(again.nextNumber()).isEqualTo(2);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("00000001.json");
    }
  }

  @Test
  void discardLeavesNothing() throws IOException {
    RevisionStore store = new RevisionStore(folder);
    store.stage(stored(1)).discard();

    assertThat(folder).isEmptyDirectory();
  }

  /** What a crash, a full disk or a hand may make of the newest file. */
  static Stream<Arguments> damages() {
    return Stream.of(
        Arguments.of("empty", (Damage) text -> ""),
        Arguments.of("cut in the middle", (Damage) text -> text.substring(0, text.length() / 2)),
        Arguments.of("cut before its end", (Damage) text -> text.substring(0, text.length() - 3)),
        Arguments.of("zeros", (Damage) text -> "\0".repeat(text.length())),
        Arguments.of("other content", (Damage) text -> text.replace("core2", "core9")),
        Arguments.of("other number", (Damage) text -> text.replace("\"2\"", "\"7\"")),
        Arguments.of("unknown field", (Damage) text -> text.replace("\"author\"", "\"writer\"")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  void damagedFileIsPassedOverAndItsNumberNotUsedAgain(String name, Damage damage)
      throws IOException {
    RevisionStore store = new RevisionStore(folder);
    store.stage(stored(1)).commit();
    store.stage(stored(2)).commit();
    Path newest = folder.resolve("00000002.json");
    String text = Files.readString(newest);
    assertThat(damage.apply(text)).as(name).isNotEqualTo(text);
    Files.writeString(newest, damage.apply(text));

    RevisionStore again = new RevisionStore(folder);

    assertThat(again.latest()).contains(stored(1));
    assertThat(again.find(2)).isEmpty();
    assertThat(again.nextNumber()).isEqualTo(3);
  }

  @Test
  void folderThatCannotBeMadeIsOneSentence() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> new RevisionStore(file.resolve("state")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("--state-dir");
  }

  interface Damage {
    String apply(String text);
  }

  private static Stored stored(long number) {
    Topology topology =
        Topology.newBuilder()
            .addCores(Core.newBuilder().setId("core" + number).setRole(CoreRole.CORE_ROLE_CONTROL))
            .build();
    return new Stored(
        Revision.newBuilder()
            .setNumber(number)
            .setAuthor("ann")
            .setContentHash(ContentHash.of(topology))
            .build(),
        topology);
  }
}

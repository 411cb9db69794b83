package io.spinlane.desktop.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.Drawings;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Point;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.util.WaitForAsyncUtils;

/** What an app that dies leaves behind is exactly what was not saved. */
class RecoveryTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.89Z");

  @TempDir private Path folder;
  private final DesignModel model = new DesignModel();
  private final DesignFile file = new DesignFile(model);
  private final List<IOException> complaints = new ArrayList<>();

  private RecoveryFolder recovery() {
    return new RecoveryFolder(folder.resolve("recovery"));
  }

  private Journal journal(Slot slot) {
    return new Journal(model, file, slot, InstantSource.fixed(NOW), complaints::add);
  }

  /** What another app would be offered; everything is let go again. */
  private List<Snapshot> offered() throws IOException {
    List<Lost> lost = recovery().claim();
    lost.forEach(Lost::close);
    return lost.stream().map(one -> ((Lost.Work) one).snapshot()).toList();
  }

  private void move(int to) {
    model.apply(Edits.move(Map.of("vip1", new Point(to, 8))));
    model.endMerge();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.yaml", "mit Leerzeichen und ümläut.json", "line\nbreak %41.yaml"})
  void aSnapshotIsReadAsItWasWritten(String name) throws Exception {
    Topology drawn = Samples.all().getFirst().topology();
    for (Optional<Path> path : List.of(Optional.<Path>empty(), Optional.of(folder.resolve(name)))) {
      Snapshot snapshot = new Snapshot(path, path.isPresent() ? "12ab" : "", NOW, 7, drawn);
      assertThat(Snapshot.parse(snapshot.text(), "x")).isEqualTo(snapshot);
    }
  }

  @Test
  void unsavedWorkIsWrittenByItselfAndOfferedOnceItsAppIsGone() throws Exception {
    Drawings.small(model);
    Path path = folder.resolve("edge.yaml");
    Drafts.save(file, path);
    Slot slot = recovery().begin();
    Journal journal = journal(slot);
    model.markSaved(model.topology());
    move(100);
    move(200);
    move(300);
    WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> Files.exists(slot.file()));
    journal.flush();
    assertThat(offered()).as("while its app lives").isEmpty();
    slot.close();
    assertThat(offered())
        .containsExactly(new Snapshot(Optional.of(path), file.hash(), NOW, 3, model.topology()));
    assertThat(complaints).isEmpty();
  }

  @Test
  void savingOrUndoingEverythingLeavesNothing() throws Exception {
    Slot slot = recovery().begin();
    try (Journal journal = journal(slot)) {
      Drawings.small(model);
      journal.flush();
      assertThat(slot.file()).exists();
      Drafts.save(file, folder.resolve("edge.yaml"));
      journal.flush();
      assertThat(slot.file()).doesNotExist();
      move(100);
      journal.flush();
      assertThat(slot.file()).exists();
      model.undo();
      journal.flush();
      assertThat(slot.file()).doesNotExist();
      model.undo();
      journal.flush();
      assertThat(Snapshot.parse(Files.readString(slot.file()), "x").edits())
          .as("undone past the save")
          .isEqualTo(1);
      model.redo();
    }
    assertThat(files()).as("a clean end leaves nothing").containsExactly("all.lock");
  }

  @Test
  void whatWasDiscardedIsNotOffered() throws IOException {
    Journal journal = journal(recovery().begin());
    Drawings.small(model);
    journal.flush();
    journal.forget();
    assertThat(offered()).isEmpty();
    assertThat(files()).containsExactly("all.lock");
  }

  @Test
  void endingWithoutADecisionKeepsTheWork() throws IOException {
    journal(recovery().begin()).close();
    assertThat(offered()).isEmpty();
    Journal journal = journal(recovery().begin());
    Drawings.small(model);
    journal.close();
    assertThat(offered()).extracting(Snapshot::topology).containsExactly(model.topology());
    assertThat(offered()).as("undecided work is offered again").hasSize(1);
  }

  @Test
  void twoStartsAtOnceDoNotBothOffer() throws IOException {
    Journal journal = journal(recovery().begin());
    Drawings.small(model);
    journal.close();
    List<Lost> first = recovery().claim();
    assertThat(first).hasSize(1);
    assertThat(recovery().claim()).isEmpty();
    first.getFirst().discard();
    assertThat(recovery().claim()).isEmpty();
    assertThat(files()).containsExactly("all.lock");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "something else",
        "spinlane-recovery-1 yesterday 3 -\n{}",
        "spinlane-recovery-1 2026-03-04T05:06:07Z many -\n{}",
        "spinlane-recovery-1 2026-03-04T05:06:07Z 3 no-uri\n{}",
        "spinlane-recovery-1 2026-03-04T05:06:07Z 3 -\n{\"nics\": [{\"id\": \"a\"",
        "spinlane-recovery-1 2026-03-04T05:06:07Z 3 -\n{\n\"nisc\": []}"
      })
  void aBrokenRecoveryFileSaysSoAndIsKept(String text) throws IOException {
    try (Slot slot = recovery().begin()) {
      Files.writeString(slot.file(), text);
    }
    List<Lost> found = recovery().claim();
    assertThat(found).hasSize(1);
    Lost.Broken broken = (Lost.Broken) found.getFirst();
    assertThat(broken.reason()).matches("\\d+:\\d+: .+");
    assertThat(broken.recoveryFile()).hasContent(text);
    assertThat(recovery().claim()).as("told once").isEmpty();
    assertThat(broken.recoveryFile()).hasContent(text);
  }

  private void restore(Snapshot snapshot) {
    file.restore(snapshot, DesignFile.base(snapshot));
  }

  private boolean refusesToOverwrite(Path path) throws IOException {
    try {
      file.draft(path).write();
      return false;
    } catch (ChangedElsewhereException e) {
      return true;
    }
  }

  @Test
  void restoredWorkIsOneEditOverItsFile() throws Exception {
    Drawings.small(model);
    Path path = folder.resolve("edge.yaml");
    Drafts.save(file, path);
    Topology saved = model.topology();
    move(500);
    Snapshot snapshot = new Snapshot(file.path(), file.hash(), NOW, 1, model.topology());
    file.startNew();
    restore(snapshot);
    assertThat(model.topology()).isEqualTo(snapshot.topology());
    assertThat(model.dirty()).isTrue();
    assertThat(file.path()).contains(path);
    model.undo();
    assertThat(model.topology()).isEqualTo(saved);
    assertThat(model.dirty()).isFalse();
  }

  @Test
  void restoredWorkDoesNotOverwriteWhatTheFileBecameMeanwhile() throws Exception {
    Drawings.small(model);
    Path path = folder.resolve("edge.yaml");
    Drafts.save(file, path);
    move(500);
    Snapshot taken = new Snapshot(file.path(), file.hash(), NOW, 1, model.topology());
    Snapshot snapshot = Snapshot.parse(taken.text(), "x");
    file.startNew();
    restore(snapshot);
    assertThat(refusesToOverwrite(path)).as("nobody has written it").isFalse();
    assertThat(TopologyFiles.read(path).topology()).isEqualTo(model.topology());
    Files.writeString(path, "name: theirs\n");
    restore(snapshot);
    assertThat(refusesToOverwrite(path)).as("written after the snapshot").isTrue();
    Snapshot old =
        Snapshot.parse(
            "spinlane-recovery-1 " + NOW + " 1 " + path.toUri() + "\n{\"name\": \"mine\"}", "x");
    restore(old);
    assertThat(model.topology().getName()).as("a recovery file of before").isEqualTo("mine");
    assertThat(refusesToOverwrite(path)).as("nobody knows: ask").isTrue();
  }

  @Test
  void workWhoseFileIsGoneOrBrokenIsRestoredBesideIt() throws Exception {
    Topology drawn = Samples.all().getFirst().topology();
    Path path = folder.resolve("edge.yaml");
    for (int round = 0; round < 2; round++) {
      restore(new Snapshot(Optional.of(path), "", NOW, 1, drawn));
      assertThat(model.topology()).isEqualTo(drawn);
      assertThat(model.dirty()).isTrue();
      assertThat(file.path()).as("nothing may overwrite what is there").isEmpty();
      Files.writeString(path, "nics: [{");
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsToldOnce() throws IOException {
    Slot slot = recovery().begin();
    Journal journal = journal(slot);
    Files.createDirectory(slot.file()); // a rename onto a folder fails, even for root
    Files.writeString(slot.file().resolve("in"), "the way");
    Drawings.small(model);
    journal.flush();
    move(100);
    journal.flush();
    assertThat(complaints).hasSize(1);
    slot.close();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("recovery"))) {
      return all.map(path -> String.valueOf(path.getFileName())).sorted().toList();
    }
  }
}

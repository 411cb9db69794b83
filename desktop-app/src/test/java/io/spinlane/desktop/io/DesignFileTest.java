package io.spinlane.desktop.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spinlane.desktop.Drawings;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Point;
import io.spinlane.topology.file.TopologyFileException;
import io.spinlane.v1.Backend;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files come and go without loss, and a broken one changes nothing. */
class DesignFileTest {
  @TempDir private Path folder;
  private final DesignModel model = new DesignModel();
  private final DesignFile file = new DesignFile(model);

  @ParameterizedTest
  @ValueSource(strings = {"a.spinlane.yaml", "a.spinlane.json", "a.yml"})
  void whatIsSavedIsWhatIsOpened(String name) throws Exception {
    Drawings.small(model);
    Topology drawn = model.topology();
    Path path = folder.resolve(name);
    Drafts.save(file, path);
    assertThat(model.dirty()).isFalse();
    assertThat(file.title()).isEqualTo(name);
    file.startNew();
    assertThat(model.elements()).isEmpty();
    assertThat(file.open(path)).isEmpty();
    assertThat(model.topology()).isEqualTo(drawn);
    assertThat(model.dirty()).isFalse();
  }

  @Test
  void oneMoveIsOneChangedLineInAFile() throws Exception {
    Drawings.small(model);
    Path path = folder.resolve("a.yaml");
    Drafts.save(file, path);
    var before = Files.readAllLines(path);
    model.apply(Edits.move(Map.of("vip1", new Point(1000, 999))));
    Drafts.save(file, path);
    var after = Files.readAllLines(path);
    after.removeAll(before);
    assertThat(after).hasSize(1).first().asString().contains("vip1");
  }

  @Test
  void aBrokenFileTellsWhereAndLosesNothing() throws IOException {
    Drawings.small(model);
    Topology drawn = model.topology();
    Path path = folder.resolve("broken.yaml");
    Files.writeString(path, "name: x\nnics:\n  - {id: a, drivr: SIM}\n");
    assertThatThrownBy(() -> file.open(path))
        .isInstanceOfSatisfying(
            TopologyFileException.class,
            e -> {
              Diagnostic first = e.diagnostics().getFirst();
              assertThat(first.getLine()).isEqualTo(3);
              assertThat(first.getColumn()).isEqualTo(13);
              assertThat(first.getMessage()).contains("drivr");
            });
    assertThat(model.topology()).isSameAs(drawn);
    assertThat(file.path()).isEmpty();
    assertThat(model.undoNames()).as("even the undo list is kept").isNotEmpty();
  }

  @Test
  void aFolderThatIsNotThereLeavesTheDrawingDirty() {
    Drawings.small(model);
    assertThatThrownBy(() -> Drafts.save(file, folder.resolve("none/a.yaml")))
        .isInstanceOf(IOException.class);
    assertThat(model.dirty()).isTrue();
    assertThat(file.path()).isEmpty();
  }

  @Test
  void twoElementsWithOneIdBothGetDrawn() throws Exception {
    Path path = folder.resolve("twice.yaml");
    Files.writeString(
        path,
        """
        nics: [{id: a}, {id: a}]
        pools: [{id: p, backends: [{id: a}, {id: b}, {id: b}]}]
        """);
    assertThat(file.open(path)).containsExactly("a → a-2", "a → a-3", "b → b-2");
    assertThat(model.topology().getNicsList()).extracting(Nic::getId).containsExactly("a", "a-2");
    assertThat(model.topology().getPools(0))
        .extracting(Pool::getBackendsList)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Backend.class))
        .extracting(Backend::getId)
        .containsExactly("a-3", "b", "b-2");
    assertThat(model.dirty()).isTrue();
  }

  @Test
  void theNameOfTheSwitchStandsInForAFile() {
    assertThat(file.title()).isEqualTo("Untitled");
    file.startFrom(Topology.newBuilder().setName("edge-1").build());
    assertThat(file.title()).isEqualTo("edge-1");
  }
}

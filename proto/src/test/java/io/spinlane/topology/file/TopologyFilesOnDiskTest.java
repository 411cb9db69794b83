package io.spinlane.topology.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topologies in files that may be missing, strange, or in the way. */
class TopologyFilesOnDiskTest {
  @Test
  void savesAndReads(@TempDir Path directory) throws Exception {
    Topology topology = Samples.all().getFirst().topology();
    for (String name : List.of("a.spinlane.json", "a.spinlane.yaml", "a.yml")) {
      Path file = directory.resolve(name);
      TopologyFiles.save(file, Topology.getDefaultInstance());
      TopologyFiles.save(file, topology);
      assertThat(TopologyFiles.read(file).topology()).isEqualTo(topology);
    }
    try (var left = Files.list(directory)) {
      assertThat(left).hasSize(3);
    }
  }

  @Test
  void leavesTheOldFileWhenItCannotSave(@TempDir Path directory) throws Exception {
    Path target = directory.resolve("taken.spinlane.yaml");
    Files.createDirectory(target);
    Files.writeString(target.resolve("inside"), "kept");
    assertThatThrownBy(() -> TopologyFiles.save(target, Topology.getDefaultInstance()))
        .isInstanceOf(IOException.class);
    assertThat(target.resolve("inside")).hasContent("kept");
    try (var left = Files.list(directory)) {
      assertThat(left).containsExactly(target);
    }
  }

  @Test
  void saysWhyAFileCannotBeRead(@TempDir Path directory) throws Exception {
    Path latin = Files.write(directory.resolve("latin.yaml"), new byte[] {'a', (byte) 0xe9});
    Path strange = Files.createFile(directory.resolve("topology.txt"));
    Path missing = directory.resolve("missing.yaml");
    assertThat(reading(latin)).contains("UTF-8");
    assertThat(reading(strange)).contains(".spinlane.yaml");
    assertThat(reading(missing)).contains("There is no such file.");
    assertThat(reading(Files.createDirectory(directory.resolve("d.json")))).contains("be read");
  }

  private static String reading(Path file) {
    return String.valueOf(
        catchThrowableOfType(TopologyFileException.class, () -> TopologyFiles.read(file))
            .getMessage());
  }
}

package io.spinlane.topology.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spinlane.testing.Needs;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that is replaced stays what it was but for its content. */
class AtomicFileTest {
  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void permissionsAreKnown() throws IOException {
    Needs.permissions();
    file = Files.writeString(folder.resolve("a.yaml"), "old");
  }

  private void permissions(String of) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(of));
  }

  @ParameterizedTest
  @ValueSource(strings = {"r--------", "r--r--r--", "r-xr-xr-x"})
  void aFileThatMustNotBeWrittenStays(String permissions) throws IOException {
    permissions(permissions);
    assertThatThrownBy(() -> AtomicFile.write(file, "new"))
        .isInstanceOf(WriteProtectedException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("another name");
    assertThat(file).hasContent("old");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo(permissions);
    onlyHolds(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "rw-rw-rw-", "rwxr-x---"})
  void aFileKeepsItsPermissions(String permissions) throws IOException {
    permissions(permissions);
    AtomicFile.write(file, "new");
    assertThat(file).hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo(permissions);
    onlyHolds(file);
  }

  @Test
  void aLinkStaysALinkWhereverItLeads() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Path target = other.resolve("b.yaml");
    Path second = Files.createSymbolicLink(other.resolve("second"), Path.of("b.yaml"));
    Path first = Files.createSymbolicLink(folder.resolve("first"), Path.of("other/second"));
    for (String text : new String[] {"nothing was there", "and now it is"}) {
      AtomicFile.write(first, text);
      assertThat(first).isSymbolicLink();
      assertThat(second).isSymbolicLink();
      assertThat(target).isRegularFile().hasContent(text);
    }
    onlyHolds(file, first, other);
  }

  @Test
  void linksInACircleAreAnError() throws IOException {
    Path one = folder.resolve("one");
    Path two = Files.createSymbolicLink(folder.resolve("two"), one);
    Files.createSymbolicLink(one, two);
    assertThatThrownBy(() -> AtomicFile.write(one, "new")).isInstanceOf(FileSystemException.class);
    onlyHolds(file, one, two);
  }

  @Test
  void aWriteThatFailsHalfWayLeavesTheOldContent() throws IOException {
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write('n');
                      throw new IOException("full");
                    }))
        .hasMessage("full");
    assertThat(file).hasContent("old");
    onlyHolds(file);
  }

  private void onlyHolds(Path... files) throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactlyInAnyOrder(files);
    }
  }
}

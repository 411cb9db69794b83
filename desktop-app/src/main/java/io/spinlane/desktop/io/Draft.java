package io.spinlane.desktop.io;

import io.spinlane.topology.file.AtomicFile;
import io.spinlane.topology.file.Comments;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** The drawing as it was at one moment, on its way into a file. May be written on any thread. */
public final class Draft {
  private final Path file;
  private final Format format;
  private final Topology topology;
  private final Comments comments;
  private final int drawing;
  private final DesignFile.@Nullable Origin origin;
  private volatile String hash = "";

  /**
   * Takes a drawing down.
   *
   * @param drawing number of what was opened or begun, to know it again
   * @param origin the open file, as it was last seen
   */
  Draft(
      Path file,
      Format format,
      Topology topology,
      Comments comments,
      int drawing,
      DesignFile.@Nullable Origin origin) {
    this.file = file;
    this.format = format;
    this.topology = topology;
    this.comments = comments;
    this.drawing = drawing;
    this.origin = origin;
  }

  /** Where it goes. */
  public Path file() {
    return file;
  }

  Topology topology() {
    return topology;
  }

  int drawing() {
    return drawing;
  }

  /** Hash of what was written; empty before. */
  String hash() {
    return hash;
  }

  /**
   * Writes the file, unless that would overwrite what somebody else wrote into the open file since
   * it was read or written here. A file that is gone, or holds what would be written, is no reason
   * to refuse.
   *
   * @throws ChangedElsewhereException when it would
   * @throws CancellationException when its thread was interrupted; the old file is then as it was
   * @throws IOException when it cannot be written; likewise
   */
  public void write() throws IOException {
    String text = text();
    if (changedElsewhere(text)) {
      throw new ChangedElsewhereException(file);
    }
    write(text);
  }

  /** Writes the file whatever is there, otherwise like {@link #write()}. */
  public void overwrite() throws IOException {
    write(text());
  }

  private String text() {
    return TopologyFiles.write(topology, format, comments);
  }

  private void write(String text) throws IOException {
    if (Thread.interrupted()) {
      throw new CancellationException("interrupted before " + file + " was written");
    }
    AtomicFile.write(file, text);
    hash = ContentHash.of(text);
  }

  private boolean changedElsewhere(String text) {
    if (origin == null || !same(file, origin.path())) {
      return false;
    }
    try {
      String now = ContentHash.of(file);
      return !now.equals(origin.hash()) && !now.equals(ContentHash.of(text));
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      return true; // it could be read once, so somebody has changed it
    }
  }

  private static boolean same(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      return one.toAbsolutePath().equals(other.toAbsolutePath());
    }
  }
}

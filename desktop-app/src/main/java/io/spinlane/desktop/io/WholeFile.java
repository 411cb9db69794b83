package io.spinlane.desktop.io;

import io.spinlane.topology.file.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

/** Files that take their time to write: the old one stays until the new one is whole. */
public final class WholeFile {
  private WholeFile() {}

  /** Writes a file's bytes. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything; what is thrown leaves the old file as it was. */
    void write(OutputStream out) throws IOException;
  }

  /**
   * Writes beside the file and renames.
   *
   * @throws IOException when it cannot be written; the old file is then untouched
   * @throws CancellationException when the thread was interrupted; likewise
   */
  public static void write(Path file, Content content) throws IOException {
    AtomicFile.write(file, content::write);
  }
}

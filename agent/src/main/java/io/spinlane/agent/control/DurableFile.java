package io.spinlane.agent.control;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Text on its way to the disk: written beside its place under another name, and put there whole or
 * not at all. One thread.
 */
public final class DurableFile {
  /** What a name ends with until the text counts. */
  static final String TEMPORARY = ".tmp";

  private static final Logger LOG = System.getLogger(DurableFile.class.getName());

  private final Path target;
  private final Path temporary;

  private DurableFile(Path target, Path temporary) {
    this.target = target;
    this.temporary = temporary;
  }

  /** Writes the text to the disk, where it does not count yet. */
  public static DurableFile stage(Path target, String text) throws IOException {
    Path temporary = target.resolveSibling(target.getFileName() + TEMPORARY);
    DurableFile staged = new DurableFile(target, temporary);
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException e) {
      staged.discard();
      throw new IOException("cannot write " + temporary + ": " + e.getMessage(), e);
    }
    return staged;
  }

  /** Makes it count, over whatever was there. */
  public void commit() throws IOException {
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    // Makes the rename itself last; Windows neither needs it nor lets a folder be opened.
    if (!System.getProperty("os.name", "").startsWith("Windows")) {
      try (FileChannel folder =
          FileChannel.open(target.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
        folder.force(true);
      }
    }
  }

  /** Takes it away, unless it counts. */
  public void discard() {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "{0} is left behind: {1}", temporary, e.getMessage());
    }
  }
}

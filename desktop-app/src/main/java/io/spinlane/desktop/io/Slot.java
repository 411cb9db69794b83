package io.spinlane.desktop.io;

import io.spinlane.topology.file.AtomicFile;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One app's recovery file, and the lock that says that it lives: the operating system frees the
 * lock however the app ends. Safe from any thread.
 */
public final class Slot implements AutoCloseable {
  static final String EXTENSION = ".recovery";
  static final String LOCK = ".lock";

  private static final Logger LOG = System.getLogger(Slot.class.getName());

  /**
   * Locks of this process. Their files must not even be opened again: closing any descriptor of a
   * file frees all locks the process has on it (fcntl(2), "Advisory record locking").
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final Path lockFile;
  private final FileChannel channel;

  private Slot(Path file, Path lockFile, FileChannel channel) {
    this.file = file;
    this.lockFile = lockFile;
    this.channel = channel;
  }

  /** Takes the slot of this name; empty while another app, or this one, has it. */
  static Optional<Slot> take(Path folder, String name) throws IOException {
    Path lockFile = folder.resolve(name + LOCK);
    if (!OURS.add(lockFile)) {
      return Optional.empty();
    }
    FileLock lock = null;
    FileChannel channel = null;
    try {
      channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock = channel.tryLock();
    } finally {
      if (lock == null) {
        OURS.remove(lockFile);
        if (channel != null) {
          channel.close();
        }
      }
    }
    return lock == null
        ? Optional.empty()
        : Optional.of(new Slot(folder.resolve(name + EXTENSION), lockFile, channel));
  }

  /** The recovery file; it exists while there is something to lose. */
  Path file() {
    return file;
  }

  void write(Snapshot snapshot) throws IOException {
    AtomicFile.write(file, snapshot.text());
  }

  void clear() throws IOException {
    Files.deleteIfExists(file);
  }

  /** Deletes everything, and lets the slot go. */
  void discard() {
    deleteQuietly(file);
    deleteQuietly(lockFile);
    close();
  }

  /** Lets the slot go; what is in it stays. */
  @Override
  public void close() {
    try {
      channel.close();
      OURS.remove(lockFile);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "cannot let {0} go: {1}", lockFile, e.getMessage());
    }
  }

  static void deleteQuietly(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "cannot delete {0}: {1}", path, e.getMessage());
    }
  }
}

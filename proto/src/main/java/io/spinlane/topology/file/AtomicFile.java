package io.spinlane.topology.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.UUID;

/** Files that a reader, now or after a crash, sees with their old content or their new one. */
public final class AtomicFile {
  /** Links that Linux follows before it calls them a loop; path_resolution(7). */
  private static final int MOST_LINKS = 40;

  private AtomicFile() {}

  /** Writes a file's bytes. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything; what is thrown leaves the old file as it was. */
    void write(OutputStream out) throws IOException;
  }

  /** Writes a text as UTF-8, like any other content. */
  public static void write(Path file, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    write(file, out -> out.write(bytes));
  }

  /**
   * Writes beside the file, forces it to the disk, and renames it. A file that is a symbolic link
   * stays one, wherever it leads; one that is replaced keeps its permissions and, where the system
   * allows it, its owner.
   *
   * @throws WriteProtectedException when the file is there and must not be written
   * @throws IOException when it cannot be written; the old file is then untouched
   */
  public static void write(Path file, Content content) throws IOException {
    Path target = target(file);
    Path directory = target.getParent();
    if (directory == null) {
      throw new IOException(file + " is a directory");
    }
    Optional<PosixFileAttributes> old = posix(target);
    refuseProtected(target, old);
    Path temporary =
        directory.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      Files.createFile(temporary, access(old));
      try (OutputStream out =
          new BufferedOutputStream(Files.newOutputStream(temporary, StandardOpenOption.WRITE))) {
        content.write(out);
      }
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      if (old.isPresent()) {
        inherit(temporary, old.get());
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    syncDirectory(directory);
  }

  /** Where the links lead, also when nothing is there yet. */
  private static Path target(Path file) throws IOException {
    Path target = file.toAbsolutePath();
    for (int links = 0; Files.isSymbolicLink(target); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemLoopException(file.toString());
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }

  /** What is to be replaced; empty when nothing is there, or the system has no permissions. */
  private static Optional<PosixFileAttributes> posix(Path target) throws IOException {
    return Files.isRegularFile(target)
            && target.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? Optional.of(Files.readAttributes(target, PosixFileAttributes.class))
        : Optional.empty();
  }

  /** The owner's bit counts for root, too, whom the system lets write everything. */
  private static void refuseProtected(Path target, Optional<PosixFileAttributes> old)
      throws WriteProtectedException {
    boolean meantToStay =
        old.map(each -> !each.permissions().contains(PosixFilePermission.OWNER_WRITE))
            .orElse(false);
    if (meantToStay || (Files.exists(target) && !Files.isWritable(target))) {
      throw new WriteProtectedException(target);
    }
  }

  /** From the first moment no one may read the new file who may not read the old one. */
  private static FileAttribute<?>[] access(Optional<PosixFileAttributes> old) {
    return old.map(
            each ->
                new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(each.permissions())})
        .orElseGet(() -> new FileAttribute<?>[0]);
  }

  private static void inherit(Path temporary, PosixFileAttributes old) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
    try {
      view.setGroup(old.group());
      view.setOwner(old.owner());
    } catch (IOException e) {
      // Only root may give files away; chown(2). The file then belongs to who wrote it.
    }
    view.setPermissions(old.permissions());
  }

  /** Makes the rename itself last; Windows neither needs it nor lets a directory be opened. */
  private static void syncDirectory(Path directory) throws IOException {
    if (!System.getProperty("os.name", "").startsWith("Windows")) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}

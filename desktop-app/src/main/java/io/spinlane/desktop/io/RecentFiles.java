package io.spinlane.desktop.io;

import io.spinlane.topology.file.AtomicFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * The files that were opened or saved last, newest first, as one URI a line. Read again each time,
 * because other windows add to it too. One thread.
 */
public final class RecentFiles {
  /** As many as a menu can show. */
  static final int LIMIT = 10;

  private final Path list;

  /** The list in this file, which need not exist yet. */
  public RecentFiles(Path list) {
    this.list = list;
  }

  /** Files that still exist. */
  public List<Path> existing() {
    return all().stream().filter(Files::isRegularFile).toList();
  }

  private SequencedSet<Path> all() {
    SequencedSet<Path> paths = new LinkedHashSet<>();
    try {
      Files.readAllLines(list).stream()
          .map(RecentFiles::path)
          .filter(Objects::nonNull)
          .forEach(paths::add);
    } catch (NoSuchFileException e) {
      return paths; // nothing was opened yet
    } catch (IOException e) {
      System.getLogger(RecentFiles.class.getName())
          .log(System.Logger.Level.WARNING, "recent files in {0} are not used: {1}", list, e);
    }
    return paths;
  }

  private static @Nullable Path path(String line) {
    try {
      return Path.of(URI.create(line));
    } catch (IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
      return null; // another program wrote this line
    }
  }

  /** Puts a file first. */
  public void add(Path file) throws IOException {
    SequencedSet<Path> paths = all();
    paths.addFirst(file.toAbsolutePath().normalize());
    StringBuilder text = new StringBuilder();
    paths.stream()
        .limit(LIMIT)
        .forEach(path -> text.append(path.toUri().toASCIIString()).append('\n'));
    Path folder = list.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    AtomicFile.write(list, text.toString());
  }
}

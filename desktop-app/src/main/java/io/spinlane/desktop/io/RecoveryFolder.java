package io.spinlane.desktop.io;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The recovery files of all apps of one user: each app writes its own and sees which of the others
 * have lost theirs.
 *
 * <pre>
 *   recovery/  all.lock                held while slots are made or claimed
 *              1f0c….lock              locked as long as its app lives
 *              1f0c….recovery          its unsaved work, if any
 *              77aa….broken            could not be read; kept, but offered once only
 * </pre>
 */
public final class RecoveryFolder {
  private static final Logger LOG = System.getLogger(RecoveryFolder.class.getName());
  private static final String ALL = "all";
  private static final String BROKEN = ".broken";

  private final Path folder;

  /** The folder, which need not exist yet. */
  public RecoveryFolder(Path folder) {
    this.folder = folder;
  }

  /** A slot for an app that starts. */
  public Slot begin() throws IOException {
    Files.createDirectories(folder);
    return alone(
        () ->
            Slot.take(folder, UUID.randomUUID().toString())
                .orElseThrow(() -> new IOException("cannot lock a new file in " + folder)));
  }

  /** Claims everything that apps which no longer live have left, the newest first. */
  public List<Lost> claim() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    return alone(this::claimAll);
  }

  private List<Lost> claimAll() throws IOException {
    TreeSet<String> names = new TreeSet<>();
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.toList();
    }
    for (Path path : files) {
      String name = String.valueOf(path.getFileName());
      if (name.endsWith(Slot.EXTENSION) || name.endsWith(Slot.LOCK)) {
        names.add(name.substring(0, name.lastIndexOf('.')));
      }
    }
    names.remove(ALL);
    List<Lost> lost = new ArrayList<>();
    for (String name : names) {
      Optional<Slot> slot = Slot.take(folder, name);
      if (slot.isPresent()) {
        files.stream()
            .filter(path -> String.valueOf(path.getFileName()).startsWith("." + name))
            .forEach(Slot::deleteQuietly); // half of a write that was cut short
        found(slot.get()).ifPresent(lost::add);
      }
    }
    lost.sort(Comparator.comparing(RecoveryFolder::millis).reversed());
    return List.copyOf(lost);
  }

  private static Long millis(Lost lost) {
    return lost instanceof Lost.Work work ? work.snapshot().at().toEpochMilli() : 0L;
  }

  private static Optional<Lost> found(Slot slot) throws IOException {
    Path file = slot.file();
    if (!Files.exists(file)) {
      slot.discard();
      return Optional.empty();
    }
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return Optional.of(new Lost.Work(Snapshot.parse(text, file.toString()), slot));
    } catch (BrokenSnapshotException e) {
      Path aside =
          file.resolveSibling(String.valueOf(file.getFileName()).replace(Slot.EXTENSION, BROKEN));
      Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
      slot.discard();
      return Optional.of(new Lost.Broken(aside, String.valueOf(e.getMessage())));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "cannot read {0}: {1}", file, e.getMessage());
      slot.close();
      return Optional.empty();
    }
  }

  private interface Step<T> {
    T take() throws IOException;
  }

  /** Between processes a file lock, between threads of this one a monitor, keeps others away. */
  private <T> T alone(Step<T> step) throws IOException {
    synchronized (RecoveryFolder.class) {
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve(ALL + Slot.LOCK),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock _ = channel.lock()) {
        return step.take();
      }
    }
  }
}

package io.spinlane.agent.control;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.spinlane.topology.diff.ContentHash;
import io.spinlane.v1.GetRevisionResponse;
import io.spinlane.v1.Revision;
import io.spinlane.v1.Topology;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The applied topologies of a host, one file each: {@code 00000007.json} holds revision 7 with its
 * author, note and time, in the JSON form of {@link GetRevisionResponse}.
 *
 * <p>A file appears whole or not at all. One that is damaged all the same is passed over with a
 * warning, and its number is never used again. One thread writes; any may read.
 */
public final class RevisionStore {
  /** An applied topology. */
  public record Stored(Revision revision, Topology topology) {
    /** Nothing applied yet. */
    public static final Stored NOTHING =
        new Stored(Revision.getDefaultInstance(), Topology.getDefaultInstance());
  }

  /** A revision that is on the disk but does not count yet. */
  public interface Staged {
    /** Makes it count. */
    void commit() throws IOException;

    /** Takes it away, unless it counts. */
    void discard();
  }

  private static final Logger LOG = System.getLogger(RevisionStore.class.getName());
  private static final Pattern NAME = Pattern.compile("([0-9]{8,18})\\.json");

  private final Path folder;

  /**
   * Opens the store and clears what an interrupted write left.
   *
   * @param folder made when missing
   */
  public RevisionStore(Path folder) throws IOException {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(RevisionStore::isTemporary).toList()) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new IOException(
          "the state directory "
              + folder
              + " cannot be used ("
              + e
              + "): choose another with --state-dir",
          e);
    }
    if (!Files.isWritable(folder)) {
      throw new IOException(
          "the state directory "
              + folder
              + " may not be written by this user: choose another with --state-dir");
    }
  }

  /** The newest revision that can be read. */
  public Optional<Stored> latest() throws IOException {
    return numbers().stream().map(this::read).flatMap(Optional::stream).findFirst();
  }

  /** One revision; empty when it was never applied or its file is damaged. */
  public Optional<Stored> find(long number) {
    return Files.exists(file(number)) ? read(number) : Optional.empty();
  }

  /** The number of the next revision: one more than any that was ever used. */
  public long nextNumber() throws IOException {
    List<Long> numbers = numbers();
    return numbers.isEmpty() ? 1 : numbers.getFirst() + 1;
  }

  /** Writes a revision to the disk without making it count. */
  public Staged stage(Stored stored) throws IOException {
    GetRevisionResponse content =
        GetRevisionResponse.newBuilder()
            .setRevision(stored.revision())
            .setTopology(stored.topology())
            .build();
    ByteBuffer bytes =
        StandardCharsets.UTF_8.encode(JsonFormat.printer().sortingMapKeys().print(content) + "\n");
    Path target = file(stored.revision().getNumber());
    Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
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
      deleteQuietly(temporary);
      throw new IOException("cannot write " + temporary + ": " + e.getMessage(), e);
    }
    return new Staged() {
      @Override
      public void commit() throws IOException {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        syncFolder();
      }

      @Override
      public void discard() {
        deleteQuietly(temporary);
      }
    };
  }

  private Optional<Stored> read(long number) {
    Path file = file(number);
    try {
      GetRevisionResponse.Builder content = GetRevisionResponse.newBuilder();
      JsonFormat.parser().merge(Files.readString(file), content);
      Stored stored = new Stored(content.getRevision(), content.getTopology());
      String hash = ContentHash.of(stored.topology());
      if (stored.revision().getNumber() != number
          || !stored.revision().getContentHash().equals(hash)) {
        throw new InvalidProtocolBufferException("it is not what was written");
      }
      return Optional.of(stored);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "{0} is damaged and passed over ({1})", file, reason(e));
      return Optional.empty();
    }
  }

  /** The parser's first words; it may go on to cite the file. */
  private static String reason(IOException e) {
    String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return first.substring(0, Math.min(first.length(), 100));
  }

  /** All numbers in use, newest first. */
  private List<Long> numbers() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> NAME.matcher(String.valueOf(file.getFileName())))
          .filter(Matcher::matches)
          .map(name -> Long.parseLong(name.group(1)))
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  private Path file(long number) {
    return folder.resolve("%08d.json".formatted(number));
  }

  private static boolean isTemporary(Path file) {
    return String.valueOf(file.getFileName()).matches(NAME.pattern() + "\\.tmp");
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "{0} is left behind: {1}", file, e.getMessage());
    }
  }

  /** Makes the rename itself last; Windows neither needs it nor lets a folder be opened. */
  private void syncFolder() throws IOException {
    if (!System.getProperty("os.name", "").startsWith("Windows")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}

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
import java.nio.file.Files;
import java.nio.file.Path;
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

  /**
   * Revisions from newest to oldest.
   *
   * @param before only older ones than this number
   * @param limit at most as many
   */
  public List<Revision> list(long before, int limit) throws IOException {
    return numbers().stream()
        .filter(number -> number < before)
        .map(this::read)
        .flatMap(Optional::stream)
        .map(Stored::revision)
        .limit(limit)
        .toList();
  }

  /** The number of the next revision: one more than any that was ever used. */
  public long nextNumber() throws IOException {
    List<Long> numbers = numbers();
    return numbers.isEmpty() ? 1 : numbers.getFirst() + 1;
  }

  /** Writes a revision to the disk without making it count. */
  public DurableFile stage(Stored stored) throws IOException {
    GetRevisionResponse content =
        GetRevisionResponse.newBuilder()
            .setRevision(stored.revision())
            .setTopology(stored.topology())
            .build();
    return DurableFile.stage(
        file(stored.revision().getNumber()),
        JsonFormat.printer().sortingMapKeys().print(content) + "\n");
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
    return String.valueOf(file.getFileName())
        .matches(NAME.pattern() + Pattern.quote(DurableFile.TEMPORARY));
  }
}

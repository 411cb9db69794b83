package io.spinlane.desktop.io;

import io.spinlane.desktop.text.Said;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFileException;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.Topology;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Work that is in no file yet, as it was at one moment. As text it is one line of five words
 * (format, time, number of edits, file as a URI or "-", hash of the file or "-") and the drawing as
 * JSON. The first format had no hash.
 *
 * @param file the file it began from; empty when it was never saved
 * @param fileHash of what the file held when it was last read or written; empty when not known
 * @param at when it was taken
 * @param edits steps since the file was opened or saved, at least 1
 */
public record Snapshot(
    Optional<Path> file, String fileHash, Instant at, int edits, Topology topology) {
  private static final String FORMAT = "spinlane-recovery-2";
  private static final String FIRST_FORMAT = "spinlane-recovery-1";
  private static final String NONE = "-";

  /** The text of a recovery file. */
  String text() {
    String name = file.map(path -> path.toUri().toASCIIString()).orElse(NONE);
    String hash = fileHash.isEmpty() ? NONE : fileHash;
    return String.join(" ", FORMAT, at.toString(), Integer.toString(edits), name, hash)
        + "\n"
        + TopologyFiles.write(topology, Format.JSON);
  }

  /**
   * Reads such a text.
   *
   * @throws BrokenSnapshotException when it is none, with what is wrong and where
   */
  static Snapshot parse(String text, String sourceName) throws BrokenSnapshotException {
    int end = text.indexOf('\n');
    String[] head = text.substring(0, Math.max(end, 0)).split(" ", -1);
    boolean first = head.length == 4 && head[0].equals(FIRST_FORMAT);
    if (!first && (head.length != 5 || !head[0].equals(FORMAT))) {
      throw new BrokenSnapshotException("1:1: it does not begin with " + FORMAT);
    }
    try {
      return new Snapshot(
          head[3].equals(NONE) ? Optional.empty() : Optional.of(Path.of(URI.create(head[3]))),
          first || head[4].equals(NONE) ? "" : head[4],
          Instant.parse(head[1]),
          Integer.parseInt(head[2]),
          TopologyFiles.read(text.substring(end + 1), Format.JSON, sourceName).topology());
    } catch (TopologyFileException e) {
      var problem = e.diagnostics().getFirst();
      throw new BrokenSnapshotException(
          (problem.getLine() + 1) + ":" + problem.getColumn() + ": " + Said.message(problem));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new BrokenSnapshotException("1:1: " + e.getMessage());
    }
  }
}

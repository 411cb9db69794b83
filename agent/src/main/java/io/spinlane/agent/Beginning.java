package io.spinlane.agent;

import io.spinlane.agent.control.DurableFile;
import io.spinlane.agent.control.Master;
import io.spinlane.agent.control.Refusal;
import io.spinlane.agent.control.RevisionStore;
import io.spinlane.agent.control.RevisionStore.Stored;
import io.spinlane.topology.diff.ContentHash;
import io.spinlane.topology.file.TopologyDocument;
import io.spinlane.v1.ApplyTopologyRequest;
import io.spinlane.v1.Revision;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a starting agent runs. Whoever changed something last is right: a file that is new or was
 * changed since the last start runs; otherwise the last applied revision runs again, such as one
 * that was pushed since.
 *
 * <p>For this the state folder keeps {@code topology-file}: the content hash that the file had at
 * the last start, and the revision it runs or ran as. One thread.
 */
final class Beginning {
  private static final Pattern MEMORY = Pattern.compile("([0-9a-f]{64}) ([0-9]{1,18})\n");

  /** The file at a start. */
  private record Memory(String hash, long revision) {
    static final Memory NOTHING = new Memory("", Long.MAX_VALUE);
  }

  private final Path memoryFile;
  private final RevisionStore store;
  private final @Nullable TopologyDocument document;
  private final Stored latest;
  private final Memory memory;
  private final boolean fromFile;

  /**
   * Decides.
   *
   * @param state the agent's state folder
   * @param document the file, if it was given one
   */
  Beginning(Path state, @Nullable TopologyDocument document) throws IOException {
    this.memoryFile = state.resolve("topology-file");
    this.store = new RevisionStore(state.resolve("revisions"));
    this.document = document;
    this.latest = store.latest().orElse(Stored.NOTHING);
    this.memory = memory();
    this.fromFile = document != null && ranAs(ContentHash.of(document.topology())) == 0;
  }

  /** What will run; empty when nothing will. */
  Topology topology() {
    return fromFile && document != null ? document.topology() : latest.topology();
  }

  /** Where that comes from, for error messages. */
  String source() {
    return fromFile && document != null ? document.sourceName() : "the last applied revision";
  }

  /** The document, when that is what runs. */
  Optional<TopologyDocument> document() {
    return fromFile ? Optional.ofNullable(document) : Optional.empty();
  }

  /** Makes it run and remembers the file. */
  void run(Master master) throws Refusal, IOException, InterruptedException {
    if (fromFile && document != null) {
      master.apply(
          ApplyTopologyRequest.newBuilder()
              .setTopology(document.topology())
              .setOverwrite(true)
              .setAuthor(System.getProperty("user.name", ""))
              .setNote("from " + document.sourceName())
              .build(),
          _ -> {});
    } else if (latest.revision().getNumber() > 0) {
      master.restore(latest);
    }
    if (document != null) {
      String hash = ContentHash.of(document.topology());
      remember(new Memory(hash, fromFile ? master.running().revision().getNumber() : ranAs(hash)));
    }
  }

  /**
   * Which of file and push won where both could have been meant, and how to get the other; nothing
   * where there was no choice.
   */
  Optional<String> choice(HostPort agent) {
    if (document == null || latest.revision().getNumber() == 0) {
      return Optional.empty();
    }
    boolean same = latest.revision().getContentHash().equals(ContentHash.of(document.topology()));
    boolean pushed = memory.revision() != latest.revision().getNumber();
    if (same || !pushed) {
      return Optional.empty();
    }
    String file = document.sourceName();
    return Optional.of(
        fromFile
            ? "%s is new or has changed and replaces %s; to get that back: spinlane-agent rollback %d --connect %s"
                .formatted(file, name(latest.revision()), latest.revision().getNumber(), agent)
            : "%s runs, which was applied after %s; to run the file: spinlane-agent apply %s --connect %s"
                .formatted(name(latest.revision()), file, file, agent));
  }

  private static String name(Revision revision) {
    return "revision "
        + revision.getNumber()
        + (revision.getAuthor().isEmpty() ? "" : " by " + revision.getAuthor());
  }

  /** The revision with this content that is no older than the file at the last start; 0: none. */
  private long ranAs(String hash) {
    long newest = latest.revision().getNumber();
    for (long n = newest; n > 0 && n >= Math.min(newest, memory.revision()); n--) {
      if (store.find(n).filter(s -> s.revision().getContentHash().equals(hash)).isPresent()) {
        return n;
      }
    }
    return newest > 0 && memory.hash().equals(hash) ? memory.revision() : 0;
  }

  /** What is missing or damaged is no memory; the file then counts as new. */
  private Memory memory() throws IOException {
    if (!Files.exists(memoryFile)) {
      return Memory.NOTHING;
    }
    Matcher words = MEMORY.matcher(Files.readString(memoryFile, StandardCharsets.ISO_8859_1));
    return words.matches()
        ? new Memory(words.group(1), Long.parseLong(words.group(2)))
        : Memory.NOTHING;
  }

  private void remember(Memory now) throws IOException {
    if (!now.equals(memory)) {
      DurableFile.stage(memoryFile, now.hash() + " " + now.revision() + "\n").commit();
    }
  }
}

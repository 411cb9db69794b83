package io.spinlane.desktop.io;

import io.spinlane.desktop.io.picture.BrokenPictureException;
import io.spinlane.desktop.io.picture.PictureTopology;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edit;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.file.AtomicFile;
import io.spinlane.topology.file.TopologyDocument;
import io.spinlane.topology.file.TopologyFileException;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which file is open, and the ways from it to the drawing and back. */
public final class DesignFile {
  private final DesignModel model;
  private final List<Consumer<Path>> listeners = new CopyOnWriteArrayList<>();
  private @Nullable Origin origin;

  /** The file that is open, and the hash of what it held when it was last read or written. */
  record Origin(Path path, String hash) {
    static Origin of(Path path, String text) {
      return new Origin(path, ContentHash.of(text));
    }
  }

  /** No file yet. */
  public DesignFile(DesignModel model) {
    this.model = model;
  }

  /** The file that is open; empty for a drawing that was never saved. */
  public Optional<Path> path() {
    return Optional.ofNullable(origin).map(Origin::path);
  }

  /** Hash of what the file held when it was last read or written; empty when there is none. */
  String hash() {
    return origin == null ? "" : origin.hash();
  }

  /** Nothing was drawn, opened or taken back: whatever takes its place, nobody's work is lost. */
  public boolean untouched() {
    return origin == null
        && !model.dirty()
        && model.elements().isEmpty()
        && model.undoNames().isEmpty()
        && model.redoNames().isEmpty();
  }

  /** Has someone told of every file that was opened or saved. */
  public void listen(Consumer<Path> listener) {
    listeners.add(listener);
  }

  /** Name of the drawing for titles. */
  public String title() {
    if (origin != null && origin.path().getFileName() != null) {
      return origin.path().getFileName().toString();
    }
    String name = model.topology().getName();
    return name.isEmpty() ? Texts.get("file.untitled") : name;
  }

  /** Starts an empty drawing. */
  public void startNew() {
    origin = null;
    model.open(Topology.getDefaultInstance());
  }

  /** Starts from a drawing that is in no file, such as a sample or one a host runs. */
  public void startFrom(Topology topology) {
    origin = null;
    model.open(topology);
  }

  /**
   * Opens a file; its extension tells the format. A picture that was exported with its drawing
   * inside opens as that drawing, which then is in no file: saving must not turn the picture into a
   * topology file.
   *
   * @return ids that had to be changed because two elements had the same
   * @throws TopologyFileException when it cannot be read; the drawing is then as it was
   * @throws BrokenPictureException when it is a picture without a drawing; likewise
   */
  public List<String> open(Path file) throws TopologyFileException, BrokenPictureException {
    return show(read(file));
  }

  /**
   * What a file holds.
   *
   * @param origin the file to save to; empty when it is a picture with a drawing inside
   */
  public record Content(Path file, Topology topology, Optional<Origin> origin) {
    /** The file is a picture. */
    public boolean picture() {
      return origin.isEmpty();
    }
  }

  /** The first half of {@link #open}: reads, and changes nothing. Any thread. */
  public static Content read(Path file) throws TopologyFileException, BrokenPictureException {
    Optional<Topology> inside = PictureTopology.read(file);
    if (inside.isPresent()) {
      return new Content(file, inside.get(), Optional.empty());
    }
    TopologyDocument document = TopologyFiles.read(file);
    return new Content(file, document.topology(), Optional.of(Origin.of(file, document.text())));
  }

  /** The second half of {@link #open}: what was read is the drawing now. */
  public List<String> show(Content content) {
    Path file = content.file();
    Topology opened = content.topology();
    origin = content.origin().orElse(null);
    model.open(opened);
    UniqueIds unique = UniqueIds.of(opened);
    if (!unique.renamed().isEmpty()) {
      model.apply(Edit.of(Texts.get("edit.uniqueIds"), _ -> unique.topology()));
    }
    listeners.forEach(listener -> listener.accept(file));
    return unique.renamed();
  }

  /**
   * Brings lost work back as one edit over the file it began from, so that undo leads to the file.
   * Without a file that can be read it is a drawing that was never saved, and no file is touched.
   */
  public void restore(Snapshot snapshot) {
    Topology base = Topology.getDefaultInstance();
    origin = null;
    if (snapshot.file().isPresent()) {
      try {
        base = TopologyFiles.read(snapshot.file().get()).topology();
        origin = new Origin(snapshot.file().get(), snapshot.fileHash());
      } catch (TopologyFileException e) {
        System.getLogger(DesignFile.class.getName())
            .log(System.Logger.Level.WARNING, "restored without its file: {0}", e.getMessage());
      }
    }
    model.open(base);
    model.apply(Edit.of(Texts.get("edit.restore"), _ -> snapshot.topology()));
  }

  /**
   * Whether saving there would overwrite what somebody else wrote into the open file since it was
   * read or written here. A file that is gone, or holds what would be written, is no reason to ask.
   */
  public boolean changedElsewhere(Path target) {
    if (origin == null || !same(target, origin.path())) {
      return false;
    }
    try {
      String now = ContentHash.of(target);
      return !now.equals(origin.hash()) && !now.equals(ContentHash.of(text(target)));
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      return true; // it could be read once, so somebody has changed it
    }
  }

  private static boolean same(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      return one.toAbsolutePath().equals(other.toAbsolutePath());
    }
  }

  /**
   * Takes what the open file holds now as one edit, so that undo leads back to what was drawn.
   *
   * @return ids that had to be changed because two elements had the same
   * @throws TopologyFileException when it cannot be read; the drawing is then as it was
   */
  public List<String> reload() throws TopologyFileException {
    Path file = path().orElseThrow();
    TopologyDocument document = TopologyFiles.read(file);
    UniqueIds unique = UniqueIds.of(document.topology());
    origin = Origin.of(file, document.text());
    model.endMerge();
    model.apply(Edit.of(Texts.get("edit.reload"), _ -> unique.topology()));
    model.markSaved(document.topology());
    return unique.renamed();
  }

  /**
   * Saves the drawing to a file, which then is the one that is open.
   *
   * @throws IOException when it cannot be written; the old file is then as it was
   */
  public void save(Path file) throws IOException {
    Topology written = model.topology();
    String text = text(file);
    AtomicFile.write(file, text);
    origin = Origin.of(file, text);
    model.markSaved(written);
    listeners.forEach(listener -> listener.accept(file));
  }

  /** What saving to a file would write. */
  private String text(Path file) throws IOException {
    return TopologyFiles.write(model.topology(), TopologyFiles.format(file));
  }
}

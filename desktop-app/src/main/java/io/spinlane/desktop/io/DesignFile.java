package io.spinlane.desktop.io;

import io.spinlane.desktop.io.picture.BrokenPictureException;
import io.spinlane.desktop.io.picture.PictureTopology;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edit;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.file.Comments;
import io.spinlane.topology.file.TopologyDocument;
import io.spinlane.topology.file.TopologyFileException;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.Topology;
import java.io.IOException;
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
  private Comments comments = Comments.NONE;

  /** How many drawings were opened or begun: tells one from the next. */
  private int drawing;

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
    begin(null);
    model.open(Topology.getDefaultInstance());
  }

  /** Starts from a drawing that is in no file, such as a sample or one a host runs. */
  public void startFrom(Topology topology) {
    begin(null);
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
   * @param comments what people wrote beside it
   */
  public record Content(Path file, Topology topology, Optional<Origin> origin, Comments comments) {
    /** The file is a picture. */
    public boolean picture() {
      return origin.isEmpty();
    }
  }

  /** The first half of {@link #open}: reads, and changes nothing. Any thread. */
  public static Content read(Path file) throws TopologyFileException, BrokenPictureException {
    Optional<Topology> inside = PictureTopology.read(file);
    if (inside.isPresent()) {
      return new Content(file, inside.get(), Optional.empty(), Comments.NONE);
    }
    return readTopology(file);
  }

  /** What a topology file holds. Any thread. */
  public static Content readTopology(Path file) throws TopologyFileException {
    TopologyDocument document = TopologyFiles.read(file);
    Origin origin = Origin.of(file, document.text());
    return new Content(file, document.topology(), Optional.of(origin), document.comments());
  }

  /** The second half of {@link #open}: what was read is the drawing now. */
  public List<String> show(Content content) {
    Path file = content.file();
    Topology opened = content.topology();
    begin(content.origin().orElse(null));
    comments = content.comments();
    model.open(opened);
    UniqueIds unique = UniqueIds.of(opened);
    if (!unique.renamed().isEmpty()) {
      model.apply(Edit.of(Texts.get("edit.uniqueIds"), _ -> unique.topology()));
    }
    listeners.forEach(listener -> listener.accept(file));
    return unique.renamed();
  }

  /** What lost work began from: its file, or nothing if that cannot be read. Any thread. */
  public static Optional<Content> base(Snapshot snapshot) {
    try {
      return snapshot.file().isPresent()
          ? Optional.of(readTopology(snapshot.file().get()))
          : Optional.empty();
    } catch (TopologyFileException e) {
      System.getLogger(DesignFile.class.getName())
          .log(System.Logger.Level.WARNING, "restored without its file: {0}", e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Brings lost work back as one edit over the file it began from, so that undo leads to the file.
   * Without a file that can be read it is a drawing that was never saved, and no file is touched.
   *
   * @param base what it began from
   */
  public void restore(Snapshot snapshot, Optional<Content> base) {
    begin(base.map(content -> new Origin(content.file(), snapshot.fileHash())).orElse(null));
    comments = base.map(Content::comments).orElse(Comments.NONE);
    model.open(base.map(Content::topology).orElse(Topology.getDefaultInstance()));
    model.apply(Edit.of(Texts.get("edit.restore"), _ -> snapshot.topology()));
  }

  /**
   * Takes what the open file holds now as one edit, so that undo leads back to what was drawn.
   *
   * @param content of the open file
   * @return ids that had to be changed because two elements had the same
   */
  public List<String> reload(Content content) {
    UniqueIds unique = UniqueIds.of(content.topology());
    origin = content.origin().orElse(origin);
    comments = content.comments();
    model.endMerge();
    model.apply(Edit.of(Texts.get("edit.reload"), _ -> unique.topology()));
    model.markSaved(content.topology());
    return unique.renamed();
  }

  /**
   * The drawing as it is now, to be written to a file.
   *
   * @throws IOException when the file's name does not say of which kind it is
   */
  public Draft draft(Path file) throws IOException {
    return new Draft(file, TopologyFiles.format(file), model.topology(), comments, drawing, origin);
  }

  /** A draft has been written: its file is the one that is open, unless another was opened. */
  public void saved(Draft draft) {
    if (draft.drawing() != drawing) {
      return;
    }
    origin = new Origin(draft.file(), draft.hash());
    model.markSaved(draft.topology());
    listeners.forEach(listener -> listener.accept(draft.file()));
  }

  /** Comments of the file the drawing came from: JSON files and pictures cannot hold them. */
  public Comments comments() {
    return comments;
  }

  private void begin(@Nullable Origin from) {
    origin = from;
    comments = Comments.NONE;
    drawing++;
  }
}

package io.spinlane.desktop.io;

import io.spinlane.desktop.io.picture.BrokenPictureException;
import io.spinlane.desktop.io.picture.PictureTopology;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edit;
import io.spinlane.desktop.text.Texts;
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
  private @Nullable Path path;

  /** No file yet. */
  public DesignFile(DesignModel model) {
    this.model = model;
  }

  /** The file that is open; empty for a drawing that was never saved. */
  public Optional<Path> path() {
    return Optional.ofNullable(path);
  }

  /** Nothing was drawn, opened or taken back: whatever takes its place, nobody's work is lost. */
  public boolean untouched() {
    return path == null
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
    if (path != null && path.getFileName() != null) {
      return path.getFileName().toString();
    }
    String name = model.topology().getName();
    return name.isEmpty() ? Texts.get("file.untitled") : name;
  }

  /** Starts an empty drawing. */
  public void startNew() {
    path = null;
    model.open(Topology.getDefaultInstance());
  }

  /** Starts from a drawing that is in no file, such as a sample or one a host runs. */
  public void startFrom(Topology topology) {
    path = null;
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
   * @param picture the file is a picture with a drawing inside
   */
  public record Content(Path file, Topology topology, boolean picture) {}

  /** The first half of {@link #open}: reads, and changes nothing. Any thread. */
  public static Content read(Path file) throws TopologyFileException, BrokenPictureException {
    Optional<Topology> inside = PictureTopology.read(file);
    Topology topology = inside.isPresent() ? inside.get() : TopologyFiles.read(file).topology();
    return new Content(file, topology, inside.isPresent());
  }

  /** The second half of {@link #open}: what was read is the drawing now. */
  public List<String> show(Content content) {
    Path file = content.file();
    Topology opened = content.topology();
    path = content.picture() ? null : file;
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
    path = null;
    if (snapshot.file().isPresent()) {
      try {
        base = TopologyFiles.read(snapshot.file().get()).topology();
        path = snapshot.file().get();
      } catch (TopologyFileException e) {
        System.getLogger(DesignFile.class.getName())
            .log(System.Logger.Level.WARNING, "restored without its file: {0}", e.getMessage());
      }
    }
    model.open(base);
    model.apply(Edit.of(Texts.get("edit.restore"), _ -> snapshot.topology()));
  }

  /**
   * Saves the drawing to a file, which then is the one that is open.
   *
   * @throws IOException when it cannot be written; the old file is then as it was
   */
  public void save(Path file) throws IOException {
    Topology written = model.topology();
    TopologyFiles.save(file, written);
    path = file;
    model.markSaved(written);
    listeners.forEach(listener -> listener.accept(file));
  }
}

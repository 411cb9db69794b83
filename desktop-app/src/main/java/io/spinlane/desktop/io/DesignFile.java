package io.spinlane.desktop.io;

import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edit;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.file.TopologyDocument;
import io.spinlane.topology.file.TopologyFileException;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which file is open, and the ways from it to the drawing and back. */
public final class DesignFile {
  private final DesignModel model;
  private @Nullable Path path;

  /** No file yet. */
  public DesignFile(DesignModel model) {
    this.model = model;
  }

  /** The file that is open; empty for a drawing that was never saved. */
  public Optional<Path> path() {
    return Optional.ofNullable(path);
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
   * Opens a file; its extension tells the format.
   *
   * @return ids that had to be changed because two elements had the same
   * @throws TopologyFileException when it cannot be read; the drawing is then as it was
   */
  public List<String> open(Path file) throws TopologyFileException {
    TopologyDocument document = TopologyFiles.read(file);
    path = file;
    model.open(document.topology());
    UniqueIds unique = UniqueIds.of(document.topology());
    if (!unique.renamed().isEmpty()) {
      model.apply(Edit.of(Texts.get("edit.uniqueIds"), _ -> unique.topology()));
    }
    return unique.renamed();
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
  }
}

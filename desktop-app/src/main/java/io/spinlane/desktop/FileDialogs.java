package io.spinlane.desktop;

import io.spinlane.desktop.io.foreign.ForeignFormat;
import java.nio.file.Path;
import java.util.Optional;

/** Questions about files. A test answers them itself. */
public interface FileDialogs {
  /** What to do with unsaved changes. */
  enum Answer {
    SAVE,
    DISCARD,
    CANCEL
  }

  /** What to do when a save would overwrite what somebody else wrote. */
  enum Overwrite {
    OVERWRITE,
    SAVE_AS,
    RELOAD,
    CANCEL
  }

  /** What to do when the kind of file cannot hold what people wrote beside the topology. */
  enum Uncommented {
    SAVE,
    SAVE_AS,
    CANCEL
  }

  /** Which file to open; asked beside the last one. */
  Optional<Path> askOpen();

  /** A file was opened that was not asked for, such as a recent one. */
  default void opened(Path file) {}

  /** Where to save a topology. */
  Optional<Path> askSave(String suggestedName);

  /** Where to save a picture; the ending of the name says which kind. */
  Optional<Path> askPicture(String suggestedName);

  /** Which file of another program to read, or where to write one. */
  Optional<Path> askForeign(ForeignFormat format, boolean write, String suggestedName);

  /** Which inventory of a host to read, or where to write one. */
  Optional<Path> askInventory(boolean write, String suggestedName);

  /** What to do with unsaved changes. */
  Answer askDiscard(String name);

  /** What to do about a file that was written by somebody else since it was opened or saved. */
  Overwrite askOverwrite(String name);

  /** What to do about comments that would stay behind, so many of them. */
  Uncommented askUncommented(String name, long comments);

  /** Tells what went wrong; the details may have many lines. */
  void tell(String title, String sentence, String details);
}

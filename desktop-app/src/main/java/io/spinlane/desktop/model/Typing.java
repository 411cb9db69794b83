package io.spinlane.desktop.model;

import org.jspecify.annotations.Nullable;

/**
 * What somebody types that is not in the drawing yet, because it is written as a whole: an id, a
 * chip, a note. One field at a time; whatever uses the drawing finishes it first. Belongs to the
 * model's thread.
 */
public final class Typing {
  private @Nullable Runnable finish;

  /**
   * Somebody begins to type; what was typed elsewhere is finished.
   *
   * @param writing writes what was typed, or drops it when it is wrong
   */
  public void begin(Runnable writing) {
    if (!writing.equals(finish)) {
      finish();
      finish = writing;
    }
  }

  /** What began with this has been written or dropped. */
  public void end(Runnable writing) {
    if (writing.equals(finish)) {
      finish = null;
    }
  }

  /** Has it written now; nothing happens when nothing is typed. */
  public void finish() {
    Runnable writing = finish;
    finish = null; // writing may ask again
    if (writing != null) {
      writing.run();
    }
  }
}

package io.spinlane.desktop.io;

import java.io.IOException;
import java.nio.file.Path;

/** Saves at once, for tests without a window. */
final class Drafts {
  private Drafts() {}

  static void save(DesignFile file, Path path) throws IOException {
    Draft draft = file.draft(path);
    draft.write();
    file.saved(draft);
  }
}

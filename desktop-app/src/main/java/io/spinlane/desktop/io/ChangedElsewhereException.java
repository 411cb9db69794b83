package io.spinlane.desktop.io;

import java.io.IOException;
import java.nio.file.Path;

/** Somebody else has written the file since it was read or written here. */
public final class ChangedElsewhereException extends IOException {
  private static final long serialVersionUID = 1;

  ChangedElsewhereException(Path file) {
    super(file + " was written by somebody else");
  }
}

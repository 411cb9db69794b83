package io.spinlane.topology.file;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A file is there whose permissions say that it must not be written. */
public final class WriteProtectedException extends FileSystemException {
  private static final long serialVersionUID = 1L;

  WriteProtectedException(Path file) {
    super(
        file.toString(),
        null,
        "the file is write-protected; write to another name, or allow writing with chmod u+w");
  }
}

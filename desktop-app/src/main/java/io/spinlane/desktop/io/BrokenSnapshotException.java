package io.spinlane.desktop.io;

/** A recovery file cannot be read; the message begins with line and column. */
final class BrokenSnapshotException extends Exception {
  private static final long serialVersionUID = 1;

  BrokenSnapshotException(String message) {
    super(message);
  }
}

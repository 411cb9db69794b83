package io.spinlane.desktop.io.foreign;

/** A file that is not what it was taken for, or stops in the middle of something. */
public final class BrokenFileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  /** A mistake at a place, both counted from 1. */
  public BrokenFileException(int line, int column, String reason) {
    super(reason);
    this.line = line;
    this.column = column;
  }

  /** Line of the mistake, from 1. */
  public int line() {
    return line;
  }

  /** Column of the mistake, from 1. */
  public int column() {
    return column;
  }
}

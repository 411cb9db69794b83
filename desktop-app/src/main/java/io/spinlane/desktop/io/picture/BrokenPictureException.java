package io.spinlane.desktop.io.picture;

/** A picture cannot be opened as a drawing; the message is a sentence for the person. */
public final class BrokenPictureException extends Exception {
  private static final long serialVersionUID = 1;

  private final int line;
  private final int column;

  BrokenPictureException(String message) {
    this(0, 0, message);
  }

  BrokenPictureException(int line, int column, String message) {
    super(message);
    this.line = line;
    this.column = column;
  }

  /** From 1; 0 where the file has no lines. */
  public int line() {
    return line;
  }

  /** From 1; 0 where the file has no lines. */
  public int column() {
    return column;
  }
}

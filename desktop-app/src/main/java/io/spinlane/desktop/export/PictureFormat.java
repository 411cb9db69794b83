package io.spinlane.desktop.export;

import java.util.Locale;

/** Kinds of picture files. */
public enum PictureFormat {
  /** Pixels. */
  PNG,
  /** Shapes and text, for web pages and drawing programs. */
  SVG,
  /** One page, for printing. */
  PDF;

  /** How names of such files end, with the dot. */
  public String extension() {
    return "." + name().toLowerCase(Locale.ROOT);
  }

  /** Such a file can hold the drawing itself, to be opened again. */
  public boolean keepsTopology() {
    return this != PDF;
  }
}

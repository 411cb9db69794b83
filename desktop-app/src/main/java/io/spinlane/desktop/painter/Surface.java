package io.spinlane.desktop.painter;

import javafx.scene.paint.Color;

/**
 * What a drawing is drawn on: the screen, pixels of a file, SVG, or a page of PDF. All places and
 * sizes are in canvas units, from the left and from the top; later calls cover earlier ones.
 * Belongs to the thread that draws.
 */
public interface Surface {
  /** Which end of a line of text its place names. */
  enum Align {
    LEFT,
    CENTER,
    RIGHT
  }

  /** Fills a rectangle whose corners are quarters of circles. */
  default void fillRect(
      double x, double y, double width, double height, double radius, Color fill) {
    fill(Outline.rect(x, y, width, height, radius), fill);
  }

  /** Draws the outline of such a rectangle, half of the line inside. */
  default void strokeRect(
      double x,
      double y,
      double width,
      double height,
      double radius,
      Color stroke,
      double lineWidth) {
    stroke(Outline.rect(x, y, width, height, radius), stroke, lineWidth);
  }

  /** Fills a circle. */
  default void fillCircle(double x, double y, double radius, Color fill) {
    fillRect(x - radius, y - radius, 2 * radius, 2 * radius, radius, fill);
  }

  /** Fills what an outline encloses. */
  void fill(Outline outline, Color fill);

  /**
   * Draws an outline with round ends and corners.
   *
   * @param dashes lengths of dash and gap in turn; none for a whole line
   */
  void stroke(Outline outline, Color stroke, double lineWidth, double... dashes);

  /**
   * Writes one line of text.
   *
   * @param x the end or the middle, as the alignment says
   * @param baseline what letters without a tail stand on
   */
  void text(String text, double x, double baseline, Type type, Align align, Color fill);

  /** Width of a text, for leaving out what does not fit. */
  double width(String text, Type type);

  /**
   * Begins what belongs to one thing of the drawing, for formats that keep it together.
   *
   * @param title what a reader is told about it
   */
  default void begin(String title) {}

  /** Ends what was begun last. */
  default void end() {}
}

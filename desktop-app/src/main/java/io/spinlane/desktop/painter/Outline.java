package io.spinlane.desktop.painter;

import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.util.Arrays;

/**
 * A path of straight lines and cubic Bézier curves, in canvas units. Filled with the same object
 * again and again where the screen draws it each frame; not safe for threads while it grows.
 */
public final class Outline {
  /** Handles of a quarter circle, as a share of its radius. */
  private static final double QUARTER = 0.552285;

  /** Takes the pieces of an outline in order. */
  public interface Pen {
    /** Begins a part of its own. */
    void moveTo(double x, double y);

    /** A straight line. */
    void lineTo(double x, double y);

    /** A curve with two handles. */
    void curveTo(double x1, double y1, double x2, double y2, double x, double y);

    /** Back to where this part began. */
    void close();
  }

  private final StringBuilder kinds = new StringBuilder();
  private double[] places = new double[16];
  private int count;

  /** A rectangle whose corners are quarters of circles. */
  public static Outline rect(double x, double y, double width, double height, double radius) {
    double right = x + width;
    double bottom = y + height;
    if (radius == 0) {
      return new Outline()
          .moveTo(x, y)
          .lineTo(right, y)
          .lineTo(right, bottom)
          .lineTo(x, bottom)
          .close();
    }
    double handle = radius * (1 - QUARTER);
    return new Outline()
        .moveTo(x + radius, y)
        .lineTo(right - radius, y)
        .curveTo(right - handle, y, right, y + handle, right, y + radius)
        .lineTo(right, bottom - radius)
        .curveTo(right, bottom - handle, right - handle, bottom, right - radius, bottom)
        .lineTo(x + radius, bottom)
        .curveTo(x + handle, bottom, x, bottom - handle, x, bottom - radius)
        .lineTo(x, y + radius)
        .curveTo(x, y + handle, x + handle, y, x + radius, y)
        .close();
  }

  /** The outline of a Java2D shape, such as an icon or letters. */
  public static Outline of(Shape shape) {
    Outline outline = new Outline();
    double[] at = new double[6];
    for (PathIterator pieces = shape.getPathIterator(null); !pieces.isDone(); pieces.next()) {
      switch (pieces.currentSegment(at)) {
        case PathIterator.SEG_MOVETO -> outline.moveTo(at[0], at[1]);
        case PathIterator.SEG_LINETO -> outline.lineTo(at[0], at[1]);
        case PathIterator.SEG_QUADTO -> outline.quadTo(at[0], at[1], at[2], at[3]);
        case PathIterator.SEG_CUBICTO -> outline.curveTo(at[0], at[1], at[2], at[3], at[4], at[5]);
        default -> outline.close();
      }
    }
    return outline;
  }

  /** Begins a part of its own. */
  public Outline moveTo(double x, double y) {
    return add('M', x, y);
  }

  /** Adds a straight line. */
  public Outline lineTo(double x, double y) {
    return add('L', x, y);
  }

  /** Adds a curve with two handles. */
  public Outline curveTo(double x1, double y1, double x2, double y2, double x, double y) {
    return add('C', x1, y1, x2, y2, x, y);
  }

  /** A curve with one handle is one with two, each two thirds of the way to it. */
  private void quadTo(double x1, double y1, double x, double y) {
    double fromX = places[count - 2];
    double fromY = places[count - 1];
    curveTo(
        fromX + (x1 - fromX) * 2 / 3,
        fromY + (y1 - fromY) * 2 / 3,
        x + (x1 - x) * 2 / 3,
        y + (y1 - y) * 2 / 3,
        x,
        y);
  }

  /** Goes back to where this part began. */
  public Outline close() {
    return add('Z');
  }

  private Outline add(char kind, double... place) {
    kinds.append(kind);
    if (count + place.length > places.length) {
      places = Arrays.copyOf(places, 2 * places.length);
    }
    System.arraycopy(place, 0, places, count, place.length);
    count += place.length;
    return this;
  }

  /** Nothing was added. */
  public boolean isEmpty() {
    return kinds.isEmpty();
  }

  /** The same outline, scaled about the origin and then moved. */
  public Outline placed(double scale, double x, double y) {
    Outline placed = new Outline();
    placed.kinds.append(kinds);
    placed.places = Arrays.copyOf(places, Math.max(16, count));
    placed.count = count;
    for (int i = 0; i < count; i++) {
      placed.places[i] = places[i] * scale + (i % 2 == 0 ? x : y);
    }
    return placed;
  }

  /** Hands every piece to a pen. */
  public void draw(Pen pen) {
    double[] at = places;
    int i = 0;
    for (int piece = 0; piece < kinds.length(); piece++) {
      switch (kinds.charAt(piece)) {
        case 'M' -> pen.moveTo(at[i++], at[i++]);
        case 'L' -> pen.lineTo(at[i++], at[i++]);
        case 'C' -> pen.curveTo(at[i++], at[i++], at[i++], at[i++], at[i++], at[i++]);
        default -> pen.close();
      }
    }
  }
}

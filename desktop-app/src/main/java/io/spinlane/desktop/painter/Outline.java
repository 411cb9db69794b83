package io.spinlane.desktop.painter;

import java.util.Arrays;

/**
 * A path of straight lines and cubic Bézier curves, in canvas units. Filled with the same object
 * again and again where the screen draws it each frame; not safe for threads while it grows.
 */
public final class Outline {
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

package io.spinlane.desktop.painter;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Path data of SVG as an outline: what the project's icons are drawn with, which is M, L, H, V, C,
 * A of circles, Z, and their relative forms (SVG 1.1 §8.3).
 */
final class PathData {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z]|[-+]?(?:\\d+\\.?\\d*|\\.\\d+)");

  private final Matcher tokens;
  private final Outline outline = new Outline();
  private boolean more;
  private double x;
  private double y;
  private double startX;
  private double startY;

  private PathData(String data) {
    tokens = TOKEN.matcher(data);
    more = tokens.find();
  }

  /**
   * Reads path data.
   *
   * @throws IllegalArgumentException for what no icon uses
   */
  static Outline read(String data) {
    return new PathData(data).outline();
  }

  private Outline outline() {
    char command = 'M';
    while (more) {
      if (Character.isLetter(tokens.group().charAt(0))) {
        command = tokens.group().charAt(0);
        more = tokens.find();
      }
      step(command);
      if (Character.toUpperCase(command) == 'M') {
        command = command == 'm' ? 'l' : 'L';
      }
    }
    return outline;
  }

  private void step(char command) {
    boolean relative = Character.isLowerCase(command);
    double fromX = relative ? x : 0;
    double fromY = relative ? y : 0;
    switch (Character.toUpperCase(command)) {
      case 'M' -> {
        become(fromX + number(), fromY + number());
        startX = x;
        startY = y;
        outline.moveTo(x, y);
      }
      case 'L' -> lineTo(fromX + number(), fromY + number());
      case 'H' -> lineTo(fromX + number(), y);
      case 'V' -> lineTo(x, fromY + number());
      case 'C' -> {
        double x1 = fromX + number();
        double y1 = fromY + number();
        double x2 = fromX + number();
        double y2 = fromY + number();
        become(fromX + number(), fromY + number());
        outline.curveTo(x1, y1, x2, y2, x, y);
      }
      case 'A' -> arc(fromX, fromY);
      case 'Z' -> {
        outline.close();
        become(startX, startY);
      }
      default -> throw new IllegalArgumentException("path command " + command);
    }
  }

  private void lineTo(double toX, double toY) {
    become(toX, toY);
    outline.lineTo(x, y);
  }

  private void become(double toX, double toY) {
    x = toX;
    y = toY;
  }

  /** From end points to centre and angles: SVG 1.1 appendix F.6.5, for a circle. */
  private void arc(double fromX, double fromY) {
    double radius = number();
    if (radius != number() || number() != 0) {
      throw new IllegalArgumentException("only arcs of circles are used in the icon family");
    }
    boolean large = number() != 0;
    boolean sweep = number() != 0;
    double toX = fromX + number();
    double toY = fromY + number();
    double chord = Math.hypot(toX - x, toY - y);
    if (chord == 0) {
      return;
    }
    radius = Math.max(radius, chord / 2);
    double height =
        Math.sqrt(Math.max(0, radius * radius - chord * chord / 4)) * (large == sweep ? -1 : 1);
    double centreX = (x + toX) / 2 - height * (toY - y) / chord;
    double centreY = (y + toY) / 2 + height * (toX - x) / chord;
    double start = Math.atan2(y - centreY, x - centreX);
    double extent = Math.atan2(toY - centreY, toX - centreX) - start;
    extent = extent - Math.floor(extent / (2 * Math.PI)) * 2 * Math.PI;
    turn(centreX, centreY, radius, start, sweep ? extent : extent - 2 * Math.PI);
    become(toX, toY);
  }

  /** A quarter of a circle at most is one curve: the error is then below 0.03 % of the radius. */
  private void turn(double centreX, double centreY, double radius, double start, double extent) {
    int parts = Math.max(1, (int) Math.ceil(Math.abs(extent) / (Math.PI / 2) - 1e-9));
    double step = extent / parts;
    double handle = 4.0 / 3 * Math.tan(step / 4) * radius;
    for (int i = 0; i < parts; i++) {
      double a = start + i * step;
      double b = a + step;
      double ax = centreX + radius * Math.cos(a);
      double ay = centreY + radius * Math.sin(a);
      double bx = centreX + radius * Math.cos(b);
      double by = centreY + radius * Math.sin(b);
      outline.curveTo(
          ax - handle * Math.sin(a),
          ay + handle * Math.cos(a),
          bx + handle * Math.sin(b),
          by - handle * Math.cos(b),
          bx,
          by);
    }
  }

  private double number() {
    if (!more) {
      throw new IllegalArgumentException("path data ends in the middle of a command");
    }
    double value = Double.parseDouble(tokens.group());
    more = tokens.find();
    return value;
  }
}

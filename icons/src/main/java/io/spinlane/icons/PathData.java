package io.spinlane.icons;

import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SVG path data as a Java2D path: M, L, H, V, C, A with equal radii, Z, and their relative forms
 * (SVG 1.1 §8.3), which is what the family is drawn with.
 */
public final class PathData {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z]|[-+]?(?:\\d+\\.?\\d*|\\.\\d+)");

  private final Matcher tokens;
  private final Path2D.Double path = new Path2D.Double();
  private boolean more;

  private PathData(String data) {
    tokens = TOKEN.matcher(data);
    more = tokens.find();
  }

  /**
   * Reads path data.
   *
   * @throws IllegalArgumentException for what no icon uses
   */
  public static Path2D read(String data) {
    return new PathData(data).path();
  }

  private Path2D path() {
    char command = 'M';
    while (more) {
      if (Character.isLetter(tokens.group().charAt(0))) {
        command = tokens.group().charAt(0);
        more = tokens.find();
      }
      boolean relative = Character.isLowerCase(command);
      Point2D from = path.getCurrentPoint();
      double x = relative && from != null ? from.getX() : 0;
      double y = relative && from != null ? from.getY() : 0;
      switch (Character.toUpperCase(command)) {
        case 'M' -> {
          path.moveTo(x + number(), y + number());
          command = relative ? 'l' : 'L';
        }
        case 'L' -> path.lineTo(x + number(), y + number());
        case 'H' -> path.lineTo(x + number(), from.getY());
        case 'V' -> path.lineTo(from.getX(), y + number());
        case 'C' ->
            path.curveTo(
                x + number(), y + number(), x + number(), y + number(), x + number(), y + number());
        case 'A' -> arc(from, x, y);
        case 'Z' -> path.closePath();
        default -> throw new IllegalArgumentException("path command " + command);
      }
    }
    return path;
  }

  /** From end points to centre and angles: SVG 1.1 appendix F.6.5, for a circle. */
  private void arc(Point2D from, double x, double y) {
    double radius = number();
    if (radius != number() || number() != 0) {
      throw new IllegalArgumentException("only arcs of circles are used in the icon family");
    }
    boolean large = number() != 0;
    boolean sweep = number() != 0;
    Point2D to = new Point2D.Double(x + number(), y + number());
    double chord = from.distance(to);
    if (chord == 0) {
      return;
    }
    radius = Math.max(radius, chord / 2);
    double height =
        Math.sqrt(Math.max(0, radius * radius - chord * chord / 4)) * (large == sweep ? -1 : 1);
    double centreX = (from.getX() + to.getX()) / 2 - height * (to.getY() - from.getY()) / chord;
    double centreY = (from.getY() + to.getY()) / 2 + height * (to.getX() - from.getX()) / chord;
    double start = Math.toDegrees(Math.atan2(from.getY() - centreY, from.getX() - centreX));
    double end = Math.toDegrees(Math.atan2(to.getY() - centreY, to.getX() - centreX));
    double extent = ((end - start) % 360 + 360) % 360;
    if (!sweep) {
      extent -= 360;
    }
    // Arc2D turns against the clock on a screen; SVG angles grow with it.
    Arc2D arc =
        new Arc2D.Double(
            centreX - radius,
            centreY - radius,
            2 * radius,
            2 * radius,
            -start,
            -extent,
            Arc2D.OPEN);
    path.append(arc.getPathIterator(new AffineTransform()), true);
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

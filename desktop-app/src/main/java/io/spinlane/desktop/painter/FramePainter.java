package io.spinlane.desktop.painter;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Cards;
import io.spinlane.desktop.model.Frame;
import javafx.scene.paint.Color;

/** Draws the frames around cores, in canvas units, on any surface. */
public final class FramePainter {
  private static final double RADIUS = 8;
  private static final double TEXT_X = 26;
  private static final Type TITLE = Type.bold(11);

  /** Zoomed out, titles are written larger. */
  private static final Type LARGE = Type.bold(20);

  private static final Type COUNT = Type.plain(11);
  private static final double PORT_RADIUS = 4.5;

  private FramePainter() {}

  /**
   * Draws one frame; those around it must have been drawn before.
   *
   * @param far zoomed out so far that small words cannot be read
   */
  public static void paint(Surface surface, Ink ink, Frame frame, boolean far) {
    Area area = frame.area();
    Color edge = ink.lane().deriveColor(0, 0.6, 1, 0.55);
    surface.begin(frame.title());
    Color fill = frame.collapsed() ? ink.paper() : ink.lane().deriveColor(0, 1, 1, 0.05);
    surface.fillRect(area.x(), area.y(), area.width(), area.height(), RADIUS, fill);
    surface.strokeRect(area.x(), area.y(), area.width(), area.height(), RADIUS, edge, 1.2);
    Type type = far ? LARGE : TITLE;
    double left = area.x() + TEXT_X;
    String title = fitting(surface, frame.title(), type, area.width() - TEXT_X - 6);
    if (frame.collapsed()) {
      surface.text(title, left, area.y() + 24, type, Surface.Align.LEFT, ink.text());
      surface.text(
          frame.count(),
          left,
          area.y() + 42,
          far ? type : COUNT,
          Surface.Align.LEFT,
          ink.caption());
      surface.fillCircle(area.x(), area.y() + Cards.PORT_Y, PORT_RADIUS, ink.lane());
    } else {
      surface.text(
          title,
          left,
          TITLE.baseline(area.y() + Frame.TITLE_HEIGHT / 2),
          TITLE,
          Surface.Align.LEFT,
          ink.caption());
    }
    surface.end();
  }

  /** As much of a text as there is room for. */
  private static String fitting(Surface surface, String text, Type type, double room) {
    if (surface.width(text, type) <= room) {
      return text;
    }
    int end = text.length();
    while (end > 0 && surface.width(text.substring(0, end) + "…", type) > room) {
      end--;
    }
    return text.substring(0, end).stripTrailing() + "…";
  }
}

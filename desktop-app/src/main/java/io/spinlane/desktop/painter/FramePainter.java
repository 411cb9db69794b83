package io.spinlane.desktop.painter;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Cards;
import io.spinlane.desktop.model.Frame;
import javafx.scene.paint.Color;

/**
 * Draws the frames around cores, in canvas units, on any surface. Open ones lie under the wires;
 * collapsed ones are boxes over them, as cards are.
 */
public final class FramePainter {
  private static final double RADIUS = 8;
  private static final double TEXT_X = 26;
  private static final double PAD = 12;
  private static final Type TITLE = Type.bold(11);

  /** Zoomed out, titles are written larger. */
  private static final Type LARGE = Type.bold(20);

  private static final Type LARGE_TITLE = Type.bold(17);

  private static final Type COUNT = Type.plain(11);
  private static final Type CPUS = Type.plain(12);
  private static final Type NUMBER = Type.bold(12);
  private static final double PORT_RADIUS = 4.5;

  private FramePainter() {}

  /**
   * Draws one frame; those around it must have been drawn before.
   *
   * @param far zoomed out so far that small words cannot be read
   */
  public static void paint(Surface surface, Ink ink, FrameFace face, boolean far) {
    Frame frame = face.frame();
    Area area = frame.area();
    Color edge = ink.lane().deriveColor(0, 0.6, 1, 0.55);
    surface.begin(frame.title());
    if (frame.collapsed()) {
      rect(surface, area, ink.paper());
    }
    rect(surface, area, ink.lane().deriveColor(0, 1, 1, 0.05));
    surface.strokeRect(area.x(), area.y(), area.width(), area.height(), RADIUS, edge, 1.2);
    if (frame.collapsed()) {
      words(surface, ink, face, far);
      surface.fillCircle(area.x(), area.y() + Cards.PORT_Y, PORT_RADIUS + 1.5, ink.paper());
      surface.fillCircle(area.x(), area.y() + Cards.PORT_Y, PORT_RADIUS, ink.lane());
    } else {
      double middle = area.y() + Frame.TITLE_HEIGHT / 2;
      Type type = far ? LARGE_TITLE : TITLE;
      line(surface, frame.title(), area, TEXT_X, type.baseline(middle), type, ink.caption());
    }
    surface.end();
  }

  private static void rect(Surface surface, Area area, Color fill) {
    surface.fillRect(area.x(), area.y(), area.width(), area.height(), RADIUS, fill);
  }

  /** What it is and how many; far away no more, near also which CPUs, or what they do now. */
  private static void words(Surface surface, Ink ink, FrameFace face, boolean far) {
    Frame frame = face.frame();
    Area area = frame.area();
    double top = area.y();
    line(
        surface,
        frame.title(),
        area,
        TEXT_X,
        top + (far ? 32 : 24),
        far ? LARGE : TITLE,
        ink.text());
    String more = far || face.detail().isEmpty() ? "" : " · " + face.detail();
    line(
        surface,
        frame.count() + more,
        area,
        TEXT_X,
        top + (far ? 62 : 42),
        far ? LARGE : COUNT,
        ink.caption());
    if (!far) {
      boolean live = !face.live().isEmpty();
      Color color = face.stale() ? ink.stale() : live ? ink.text() : ink.caption();
      Type type = live && !face.stale() ? NUMBER : CPUS;
      line(surface, live ? face.live() : frame.cpus(), area, PAD, top + 66, type, color);
    }
  }

  private static void line(
      Surface surface, String text, Area area, double x, double baseline, Type type, Color color) {
    String fitting = Lines.parts(surface, text, type, area.width() - x - 6);
    surface.text(fitting, area.x() + x, baseline, type, Surface.Align.LEFT, color);
  }
}

package io.spinlane.desktop.io;

import io.spinlane.desktop.model.Area;
import java.util.List;
import java.util.Optional;

/**
 * Where a window was, in screen units.
 *
 * @param maximized it filled its screen; the area is the one it returns to
 */
public record WindowPlace(Area area, boolean maximized) {
  /** As much of a title bar must be on a screen that a hand can take hold of it. */
  private static final double GRIP_WIDTH = 120;

  private static final double GRIP_HEIGHT = 30;

  /** What the settings remember; empty when there is nothing that makes sense. */
  public static Optional<WindowPlace> of(Settings settings) {
    double x = settings.number("window.x").orElse(Double.NaN);
    double y = settings.number("window.y").orElse(Double.NaN);
    double width = settings.number("window.width").orElse(Double.NaN);
    double height = settings.number("window.height").orElse(Double.NaN);
    boolean maximized = settings.word("window.maximized").map(Boolean::valueOf).orElse(false);
    return width > 0 && height > 0 && !Double.isNaN(x) && !Double.isNaN(y)
        ? Optional.of(new WindowPlace(new Area(x, y, width, height), maximized))
        : Optional.empty();
  }

  /** Puts it into the settings. */
  public void put(Settings settings) {
    settings.put("window.x", area.x());
    settings.put("window.y", area.y());
    settings.put("window.width", area.width());
    settings.put("window.height", area.height());
    settings.put("window.maximized", Boolean.toString(maximized));
  }

  /**
   * The place on the screens there are now: as it was if its title bar can be reached, otherwise in
   * the middle of the first screen; never larger than its screen.
   *
   * @param screens their usable areas, the main one first, at least one
   */
  public WindowPlace on(List<Area> screens) {
    for (Area screen : screens) {
      if (reachable(screen)) {
        return new WindowPlace(
            new Area(
                area.x(),
                area.y(),
                Math.min(area.width(), screen.width()),
                Math.min(area.height(), screen.height())),
            maximized);
      }
    }
    Area main = screens.getFirst();
    double width = Math.min(area.width(), main.width());
    double height = Math.min(area.height(), main.height());
    return new WindowPlace(
        new Area(
            main.x() + (main.width() - width) / 2,
            main.y() + (main.height() - height) / 2,
            width,
            height),
        maximized);
  }

  private boolean reachable(Area screen) {
    double left = Math.max(area.x(), screen.x());
    double right = Math.min(area.x() + area.width(), screen.x() + screen.width());
    return right - left >= GRIP_WIDTH
        && area.y() >= screen.y() - 1
        && area.y() + GRIP_HEIGHT <= screen.y() + screen.height();
  }
}

package io.spinlane.desktop.canvas;

import io.spinlane.desktop.gesture.Viewport;
import io.spinlane.desktop.model.Area;
import java.util.Optional;

/** The view in which something is as large as there is room for below the captions of the lanes. */
final class Fitting {
  private static final double MARGIN = 24;

  private Fitting() {}

  /** Everything at its own size when there is nothing to fit, or no window yet to fit it into. */
  static Viewport of(Optional<Area> shown, double width, double height) {
    return shown
        .filter(_ -> width > 0)
        .map(area -> Viewport.fit(area.grow(MARGIN), width, height - LaneBar.HEIGHT))
        .map(view -> view.pan(0, LaneBar.HEIGHT))
        .orElse(Viewport.IDENTITY);
  }

  /** The view moved as little as it takes to show an area below the captions of the lanes. */
  static Viewport revealing(Viewport now, Area area, double width, double height) {
    return width > 0 ? now.revealing(area, width, height, LaneBar.HEIGHT, MARGIN) : now;
  }
}

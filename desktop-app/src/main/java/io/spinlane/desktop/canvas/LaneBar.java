package io.spinlane.desktop.canvas;

import io.spinlane.desktop.gesture.Viewport;
import io.spinlane.desktop.model.LaneColumns;
import io.spinlane.desktop.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** The lanes' captions along the top of the view, over whatever is drawn there. */
final class LaneBar extends Region {
  /** Its height in pixels. */
  static final double HEIGHT = 30;

  /** A lane narrower than this, in pixels, has no caption. */
  private static final double LEAST_WIDTH = 56;

  private final List<Label> captions = new ArrayList<>();
  private LaneColumns lanes = LaneColumns.USUAL;
  private Viewport viewport = Viewport.IDENTITY;

  LaneBar() {
    setManaged(false);
    setMouseTransparent(true);
    getStyleClass().add("lane-bar");
    for (int lane = 0; lane < LaneColumns.LANES; lane++) {
      Label caption = new Label(Texts.get("lane." + lane));
      caption.getStyleClass().add("lane-caption");
      captions.add(caption);
      getChildren().add(caption);
    }
  }

  void show(Viewport shown) {
    viewport = shown;
    requestLayout();
  }

  /** Puts the captions where the lanes are now. */
  void show(LaneColumns now) {
    if (!now.equals(lanes)) {
      lanes = now;
      requestLayout();
    }
  }

  @Override
  protected void layoutChildren() {
    for (int lane = 0; lane < captions.size(); lane++) {
      double width = lanes.width(lane) * viewport.zoom();
      Label caption = captions.get(lane);
      caption.setVisible(width >= LEAST_WIDTH);
      double own = Math.max(width, caption.prefWidth(HEIGHT)); // a little over the next, then
      double left = viewport.screenX(lanes.left(lane)) - (own - width) / 2;
      caption.resizeRelocate(left, 0, own, HEIGHT);
    }
  }
}

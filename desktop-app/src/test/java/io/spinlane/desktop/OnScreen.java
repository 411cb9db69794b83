package io.spinlane.desktop;

import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import org.testfx.api.FxRobot;

/** Where on the screen a robot finds things. */
final class OnScreen {
  private OnScreen() {}

  static Bounds bounds(FxRobot robot, String query) {
    Node node = robot.lookup(query).query();
    return node.localToScreen(node.getLayoutBounds());
  }

  static Point2D middle(FxRobot robot, String query) {
    Bounds bounds = bounds(robot, query);
    return new Point2D(bounds.getCenterX(), bounds.getCenterY());
  }
}

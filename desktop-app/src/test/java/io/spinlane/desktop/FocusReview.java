package io.spinlane.desktop;

import io.spinlane.desktop.pictures.FocusRing;
import io.spinlane.desktop.pictures.FocusRound;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import org.testfx.api.FxRobot;

/** What a person without a mouse would find wrong with a window. Not on the JavaFX thread. */
final class FocusReview {
  private final FxRobot robot;
  private final Theme theme;

  FocusReview(FxRobot robot, Theme theme) {
    this.robot = robot;
    this.theme = theme;
  }

  /** Goes through the window by Tab, a line for each thing; empty when all is well. */
  List<String> order(Scene scene) {
    return round(scene).found();
  }

  /** The same, and whether one sees where one is, in both themes. */
  List<String> all(Scene scene) {
    FocusRound round = round(scene);
    List<String> found = new ArrayList<>(round.found());
    for (Theme.Kind kind : Theme.Kind.values()) {
      robot.interact(() -> theme.show(kind));
      List<Node> stops = round.stops();
      FocusRing.faint(scene, stops.size()).forEach(one -> found.add(kind + " " + one));
    }
    return found;
  }

  private FocusRound round(Scene scene) {
    List<FocusRound> round = new ArrayList<>();
    robot.interact(() -> round.add(FocusRound.of(scene)));
    return round.getFirst();
  }
}

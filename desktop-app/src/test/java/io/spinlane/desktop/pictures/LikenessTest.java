package io.spinlane.desktop.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.Answers;
import io.spinlane.desktop.Workbench;
import io.spinlane.topology.sample.Samples;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The comparison sees what people would miss, and no more. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class LikenessTest {
  private Workbench workbench;

  @Start
  void start(Stage stage) {
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(new Answers());
    workbench.show();
    stage.setWidth(1280);
    stage.setHeight(800);
    workbench.fileActions().open(Samples.all().getFirst());
  }

  /** How much differs when something is done to a part of the window. */
  private double after(FxRobot robot, String part, Consumer<Node> change) {
    robot.interact(() -> workbench.canvas().zoomToFit());
    Image before = fields(robot);
    Node node = robot.lookup(part).query();
    robot.interact(() -> change.accept(node));
    return Likeness.difference(before, fields(robot));
  }

  private Image fields(FxRobot robot) {
    Image[] fields = new Image[1];
    robot.interact(
        () -> {
          workbench.stage().getScene().getRoot().applyCss();
          workbench.stage().getScene().getRoot().layout();
          fields[0] = Likeness.fields(Shots.of(workbench.stage().getScene(), 1));
        });
    return fields[0];
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"#node-web1", "#node-ext0", "#inspector", "#left", "#button-save", "#canvas"})
  void whatIsGoneIsSeen(String part, FxRobot robot) {
    assertThat(after(robot, part, node -> node.setOpacity(0))).isGreaterThan(Likeness.TOLERANCE);
  }

  @Test
  void theSameIsTheSame(FxRobot robot) {
    assertThat(after(robot, "#inspector", _ -> {})).isZero();
  }

  @Test
  void aPixelToTheSideIsNothing(FxRobot robot) {
    assertThat(after(robot, "#node-web1", node -> node.setTranslateX(1)))
        .isLessThan(Likeness.TOLERANCE);
  }

  @Test
  void anotherFontIsNothing(FxRobot robot) {
    assertThat(after(robot, "#inspector", node -> node.setStyle("-fx-font-family: Serif")))
        .isPositive()
        .isLessThan(Likeness.TOLERANCE);
  }
}

package io.spinlane.desktop.widget;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerLight;
import java.util.List;
import javafx.application.Application;
import javafx.geometry.Bounds;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Where the buttons go, and that nothing is cut whatever the room and the size of the words. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class BannerTest {
  private static final String LONG =
      "Revision 12 by somebody with a long name runs there. ".repeat(3);

  private Banner banner;
  private VBox box;
  private List<Button> buttons;

  @Start
  void start(Stage stage) {
    Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
    banner = new Banner("test");
    box = new VBox(banner);
    buttons =
        List.of(
            banner.offer("compare", "Compare", () -> {}),
            banner.offer("take-over", "Take over what runs", () -> {}),
            banner.offer("dismiss", "Dismiss", () -> {}));
    stage.setScene(new Scene(box, 1200, 400));
    stage.show();
  }

  @ParameterizedTest(name = "{0} px, {1} px words, {2}: {3}")
  @CsvSource({
    "1100, 14, long, beside, 1",
    " 900, 14, long, beside, 1",
    " 460, 14, long, below, 1",
    " 460, 14, short, beside, 1",
    "1600, 21, long, beside, 1",
    " 560, 21, long, below, 1",
    " 260, 21, long, below, 3",
  })
  void buttons(double width, int size, String words, String place, int rows, FxRobot robot) {
    robot.interact(
        () -> {
          box.setStyle("-fx-font-size: " + size + "px");
          box.setMaxWidth(width);
          box.setPrefWidth(width);
          banner.say(words.equals("long") ? LONG : "Lost.");
          box.resize(width, 400);
          box.applyCss();
          box.layout();
        });
    Label said = (Label) banner.lookup("#test-text");
    double firstTop = buttons.getFirst().getBoundsInParent().getMinY();
    boolean below = firstTop >= said.getBoundsInParent().getMaxY();
    assertThat(below ? "below" : "beside").isEqualTo(place);
    assertThat(buttons.stream().map(one -> one.getBoundsInParent().getMinY()).distinct())
        .as("rows of buttons")
        .hasSize(rows);
    assertThat(said.getHeight()).isGreaterThanOrEqualTo(said.prefHeight(said.getWidth()) - 1);
    for (Button button : buttons) {
      Bounds at = button.getBoundsInParent();
      assertThat(at.getWidth())
          .as(button.getText())
          .isGreaterThanOrEqualTo(button.prefWidth(-1) - 1);
      assertThat(at.getMaxX()).as(button.getText()).isLessThanOrEqualTo(banner.getWidth() + 0.5);
      assertThat(at.getMaxY()).as(button.getText()).isLessThanOrEqualTo(banner.getHeight() + 0.5);
    }
  }
}

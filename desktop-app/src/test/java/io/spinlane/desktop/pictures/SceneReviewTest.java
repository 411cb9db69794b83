package io.spinlane.desktop.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The eye sees what it is there to see, and nothing where all is well. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class SceneReviewTest {
  private final VBox box = new VBox();
  private Scene scene;

  @Start
  void start(Stage stage) {
    box.setStyle("-fx-background-color: white; -fx-font-size: 14px;");
    scene = new Scene(box, 300, 200);
    stage.setScene(scene);
    stage.show();
  }

  private Set<String> review(FxRobot robot, javafx.scene.Node node) {
    robot.interact(() -> box.getChildren().setAll(node));
    AtomicReference<Set<String>> found = new AtomicReference<>(Set.of());
    robot.interact(
        () -> {
          box.applyCss();
          box.layout();
          found.set(SceneReview.of(scene));
        });
    return Objects.requireNonNull(found.get());
  }

  @Test
  void seesWhatIsWrong(FxRobot robot) {
    Button nameless = new Button("Go");
    nameless.setTextFill(Color.BLACK);
    assertThat(review(robot, nameless)).singleElement().asString().startsWith("no id");
    TextField silent = new TextField();
    silent.setId("silent");
    assertThat(review(robot, silent)).singleElement().asString().startsWith("nothing for a screen");
    Label faint = new Label("Faint");
    faint.setTextFill(Color.web("#999999"));
    assertThat(review(robot, faint)).singleElement().asString().startsWith("contrast 2.8 of");
    Label half = new Label("Half");
    half.setTextFill(Color.BLACK);
    half.setOpacity(0.5);
    assertThat(review(robot, half)).singleElement().asString().startsWith("contrast 4.0 of");
    Label cut = new Label("Much too long for the place it has");
    cut.setTextFill(Color.BLACK);
    cut.setMaxWidth(60);
    assertThat(review(robot, cut)).singleElement().asString().startsWith("cut off");
    Label low = new Label("Wrapped over several lines but not given the room for them");
    low.setTextFill(Color.BLACK);
    low.setWrapText(true);
    low.setMaxWidth(80);
    low.setMinHeight(20);
    low.setMaxHeight(20);
    assertThat(review(robot, low)).isNotEmpty();
  }

  @Test
  void seesWhatIsNoNode(FxRobot robot) {
    TabPane tabs = new TabPane(new Tab("First"));
    tabs.setId("tabs");
    assertThat(review(robot, tabs)).containsExactly("no id: tab “First”");
    MenuItem silent = new MenuItem("");
    silent.setId("silent");
    MenuButton menu = new MenuButton("Menu", null, new MenuItem("Open"), silent);
    menu.setId("menu");
    assertThat(review(robot, menu))
        .contains("no id: menu item “Open”", "no words: menu item silent");
    TableColumn<String, String> column = new TableColumn<>("Much too long for its width");
    column.setPrefWidth(60);
    TableView<String> table = new TableView<>();
    table.setId("table");
    table.setAccessibleText("Table");
    table.getColumns().add(column);
    assertThat(review(robot, table))
        .anySatisfy(line -> assertThat(line).startsWith("no id: column “Much"))
        .anySatisfy(line -> assertThat(line).startsWith("cut off: “Much"));
  }

  @Test
  void findsNothingWhereAllIsWell(FxRobot robot) {
    Button button = new Button("Go");
    button.setId("go");
    button.setTextFill(Color.BLACK);
    assertThat(review(robot, button)).isEmpty();
    Label label = new Label("Clear");
    label.setTextFill(Color.web("#595959"));
    assertThat(review(robot, label)).isEmpty();
  }

  @Test
  void contrastIsThatOfTheStandard() {
    assertThat(Contrast.between(Color.BLACK, Color.WHITE)).isCloseTo(21, within(0.01));
    assertThat(Contrast.between(Color.web("#767676"), Color.WHITE)).isCloseTo(4.54, within(0.01));
    assertThat(Contrast.between(Color.RED, Color.RED)).isEqualTo(1);
  }
}

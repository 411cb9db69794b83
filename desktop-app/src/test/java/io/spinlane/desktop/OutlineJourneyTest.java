package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.model.DesignModel;
import io.spinlane.topology.sample.Samples;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.TabPane;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The outline and the canvas select the same. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class OutlineJourneyTest {
  private Workbench workbench;
  private DesignModel model;
  private TreeView<String> tree;

  @Start
  void start(Stage stage) {
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(new Answers());
    workbench.show();
    stage.setWidth(1280);
    stage.setHeight(900);
    model = workbench.model();
  }

  @BeforeEach
  @SuppressWarnings("unchecked")
  void open(FxRobot robot) {
    robot.interact(
        () -> {
          workbench.fileActions().open(Samples.all().getFirst());
          ((TabPane) workbench.window().lookup("#left")).getSelectionModel().select(1);
        });
    tree = robot.lookup("#outline-tree").queryAs(TreeView.class);
  }

  private List<String> inTree(FxRobot robot) {
    List<String> ids = new ArrayList<>();
    robot.interact(
        () ->
            tree.getSelectionModel().getSelectedItems().stream()
                .map(TreeItem::getValue)
                .forEach(ids::add));
    return ids;
  }

  @Test
  void itFollowsTheCanvas(FxRobot robot) {
    robot.clickOn("#node-www");
    assertThat(inTree(robot)).containsExactly("www");
    robot.interact(() -> model.selection().select(List.of("web3", "ext0")));
    assertThat(inTree(robot)).containsExactly("ext0", "web3");
    assertThat(model.selection().ids()).containsExactly("web3", "ext0");
    robot.interact(() -> model.selection().clear());
    assertThat(inTree(robot)).isEmpty();
  }

  @Test
  void itStaysWithWhatIsSelectedWhenTheDrawingChanges(FxRobot robot) {
    robot.clickOn("#node-www");
    robot.push(KeyCode.CONTROL, KeyCode.D);
    assertThat(inTree(robot)).containsExactlyElementsOf(model.selection().ids()).hasSize(1);
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(inTree(robot)).containsExactlyElementsOf(model.selection().ids());
  }

  @Test
  void theCanvasFollowsItByMouseAndKeys(FxRobot robot) {
    robot.clickOn(robot.from(tree).lookup("web1").queryLabeled());
    assertThat(model.selection().ids()).containsExactly("web1");
    robot.push(KeyCode.DOWN);
    assertThat(model.selection().ids()).containsExactly("web2");
    robot.push(KeyCode.SHIFT, KeyCode.DOWN);
    assertThat(model.selection().ids()).containsExactlyInAnyOrder("web2", "web3");
    assertThat(inTree(robot)).containsExactly("web2", "web3");
  }
}

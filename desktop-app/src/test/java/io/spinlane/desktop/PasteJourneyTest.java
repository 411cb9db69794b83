package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.model.Area;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.Box;
import io.spinlane.v1.Topology;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** What is pasted can be seen, wherever it came from, and whatever was pasted before. */
@ExtendWith(ApplicationExtension.class)
class PasteJourneyTest extends SmallDrawingJourney {

  @Start
  void start(Stage stage) {
    show(stage);
  }

  private static void put(FxRobot robot, String text) {
    robot.interact(
        () -> {
          ClipboardContent content = new ClipboardContent();
          content.putString(text);
          Clipboard.getSystemClipboard().setContent(content);
        });
  }

  private void copy(FxRobot robot, String... ids) {
    robot.interact(() -> model.selection().select(List.of(ids)));
    robot.push(KeyCode.CONTROL, KeyCode.C);
  }

  private boolean inView(FxRobot robot, String id) {
    WaitForAsyncUtils.waitForFxEvents();
    Bounds view = workbench.canvas().localToScreen(workbench.canvas().getLayoutBounds());
    return view.contains(OnScreen.bounds(robot, "#node-" + id));
  }

  @Test
  void eachCopyLiesBesideTheOneBefore(FxRobot robot) {
    copy(robot, "vip1");
    for (int n = 1; n <= 3; n++) {
      robot.push(KeyCode.CONTROL, KeyCode.V);
      assertThat(area("vip" + (n + 1)).x()).isEqualTo(area("vip1").x() + 24 * n);
      assertThat(area("vip" + (n + 1)).y()).isEqualTo(area("vip1").y() + 24 * n);
      assertThat(status(robot)).isEqualTo("vip" + (n + 1) + " is pasted.");
    }
    assertThat(model.undoNames()).containsExactly("Paste vip4", "Paste vip3", "Paste vip2");
  }

  @Test
  void whatIsCutComesBackWhereItWas(FxRobot robot) {
    Area before = area("vip1");
    robot.interact(() -> model.selection().select(List.of("vip1")));
    robot.push(KeyCode.CONTROL, KeyCode.X);
    robot.push(KeyCode.CONTROL, KeyCode.V);
    assertThat(area("vip1")).isEqualTo(before);
  }

  @Test
  void aCopyIsBroughtIntoView(FxRobot robot) {
    copy(robot, "vip1", "pool1");
    robot.interact(() -> workbench.canvas().jumpTo("backend2"));
    robot.interact(() -> workbench.canvas().zoomBy(4 / workbench.canvas().zoomProperty().get()));
    assertThat(inView(robot, "vip1")).isFalse();
    robot.push(KeyCode.CONTROL, KeyCode.V);
    assertThat(model.selection().ids()).containsExactlyInAnyOrder("vip2", "pool2");
    assertThat(inView(robot, "vip2")).isTrue();
    assertThat(inView(robot, "pool2")).isTrue();
    assertThat(status(robot)).isEqualTo("2 elements are pasted.");
  }

  @Test
  void theMenuPastesWhereItWasOpened(FxRobot robot) {
    copy(robot, "vip1");
    Bounds view = workbench.canvas().localToScreen(workbench.canvas().getLayoutBounds());
    Point2D paper = new Point2D(view.getMinX() + 80, view.getMinY() + 420);
    robot.rightClickOn(paper);
    robot.clickOn("#menu-paste");
    WaitForAsyncUtils.waitForFxEvents();
    Bounds card = OnScreen.bounds(robot, "#node-vip2");
    assertThat(new Point2D(card.getMinX(), card.getMinY()).distance(paper)).isLessThan(16);
  }

  @Test
  void aTopologyFromAnEditorIsPastedWhole(FxRobot robot) {
    Topology bare = model.topology().toBuilder().clearLayout().build();
    put(robot, TopologyFiles.write(bare, Format.YAML));
    robot.push(KeyCode.CONTROL, KeyCode.V);
    assertThat(status(robot)).isEqualTo("9 elements are pasted.");
    assertThat(model.elements()).hasSize(18);
    Topology odd =
        bare.toBuilder()
            .putLayout("vip1", Box.newBuilder().setX(800).build())
            .putLayout("numa:0", Box.newBuilder().setCollapsed(true).build())
            .build();
    put(robot, TopologyFiles.write(odd, Format.JSON));
    robot.push(KeyCode.CONTROL, KeyCode.V);
    assertThat(model.elements()).hasSize(27);
    assertThat(model.topology().getLayoutMap()).containsOnlyKeys(model.elements().keySet());
    assertThat(model.undoNames()).containsExactly("Paste 9 elements", "Paste 9 elements");
    model.elements().keySet().stream()
        .filter(model.selection().ids()::contains)
        .forEach(id -> assertThat(inView(robot, id)).as(id).isTrue());
  }

  @Test
  void whatCannotBePastedSaysWhereAndLeavesNothing(FxRobot robot) {
    Topology before = model.topology();
    put(robot, "vips:\n  - id: www\n    adress: 192.0.2.1\n");
    robot.push(KeyCode.CONTROL, KeyCode.V);
    assertThat(status(robot))
        .startsWith("The clipboard cannot be pasted: Line 3, column 5")
        .contains("adress");
    put(robot, "{\n \"vips\": [");
    robot.push(KeyCode.CONTROL, KeyCode.V);
    assertThat(status(robot)).startsWith("The clipboard cannot be pasted: Line 2, column ");
    put(robot, "vips:\n  - address: 192.0.2.1\n");
    robot.push(KeyCode.CONTROL, KeyCode.V);
    assertThat(status(robot)).contains("has no id");
    for (String nothing :
        new String[] {"https://example.com/vips", "{\"layout\":{\"ghost\":{}}}", "name: empty"}) {
      put(robot, nothing);
      robot.push(KeyCode.CONTROL, KeyCode.V);
      assertThat(status(robot)).isEqualTo("The clipboard holds no elements of a drawing.");
    }
    assertThat(model.topology()).isSameAs(before);
    assertThat(model.undoNames()).isEmpty();
  }
}

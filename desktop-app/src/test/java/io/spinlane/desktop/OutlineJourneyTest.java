package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.model.Branch;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.model.Wire;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The outline and the canvas select the same. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class OutlineJourneyTest {
  private Workbench workbench;
  private DesignModel model;
  private TreeView<Branch> tree;

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
                .map(item -> item.getValue().words())
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

  private TreeItem<Branch> line(String words) {
    return line(tree.getRoot(), words).orElseThrow();
  }

  private static Optional<TreeItem<Branch>> line(TreeItem<Branch> item, String words) {
    return item.getValue().words().equals(words)
        ? Optional.of(item)
        : item.getChildren().stream().flatMap(inner -> line(inner, words).stream()).findFirst();
  }

  @Test
  void aQueueIsItsWireAndAPieceOfTheHostItsCores(FxRobot robot) {
    robot.interact(() -> workbench.canvas().useHost(Hosts.of(1, 2, 1, 1)));
    robot.clickOn(robot.from(tree).lookup("NUMA 1").queryLabeled());
    assertThat(model.selection().ids()).containsExactly("sw1");
    robot.clickOn(robot.from(tree).lookup("Queue 0 → sw1").queryLabeled());
    assertThat(model.selection().wire()).contains(new Wire(Wire.Kind.LANE, "ext0", "sw1", 0));
    robot.interact(() -> model.selection().select(new Wire(Wire.Kind.LANE, "int0", "sw1", 0)));
    assertThat(inTree(robot)).containsExactly("Queue 0 → sw1");
  }

  @Test
  void closedLinesStayClosedAndOpenOnesOpenWhateverIsDrawn(FxRobot robot) {
    robot.interact(
        () -> {
          line("ext0").setExpanded(false);
          line("web").setExpanded(false);
        });
    TreeItem<Branch> service = line("http");
    robot.interact(() -> model.apply(Edits.move(Map.of("http", new Point(900, 700)))));
    robot.interact(() -> model.apply(Edits.rename("http", "plain")));
    assertThat(line("plain")).isSameAs(service);
    assertThat(line("plain").isExpanded()).isTrue();
    assertThat(line("web").isExpanded()).isFalse();
    robot.clickOn("#outline-search").write("web2");
    assertThat(line("web2")).isNotNull();
    robot.interact(() -> robot.lookup("#outline-search").queryTextInputControl().clear());
    assertThat(line("web").isExpanded()).isFalse();
    assertThat(line("ext0").isExpanded()).isFalse();
    robot.interact(() -> model.selection().select(List.of("web2")));
    assertThat(line("web").isExpanded()).isTrue();
    assertThat(inTree(robot)).containsExactly("web2");
  }

  @Test
  void anotherDrawingBeginsAsIfNothingHadBeenClosed(FxRobot robot) {
    robot.interact(() -> line("ext0").setExpanded(false));
    robot.interact(() -> workbench.fileActions().open(Samples.all().getFirst()));
    assertThat(line("ext0").isExpanded()).isTrue();
  }

  @Test
  void whatAnEditLeavesAloneStaysWhereItIs(FxRobot robot) {
    robot.interact(() -> model.open(LargeDrawing.of(500)));
    robot.interact(() -> tree.scrollTo(60));
    WaitForAsyncUtils.waitForFxEvents();
    int first = firstRow(robot);
    assertThat(first).isGreaterThan(10);
    List<TreeItem<Branch>> before = List.copyOf(line("VIPs (33)").getChildren());
    robot.interact(() -> model.apply(Edits.rename("vip29", "www")));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(line("VIPs (33)").getChildren()).containsExactlyElementsOf(before);
    assertThat(firstRow(robot)).isEqualTo(first);
    robot.interact(() -> model.apply(Edits.remove(model.elements(), Set.of("vip32"))));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(line("VIPs (32)").getChildren())
        .containsExactlyElementsOf(before.subList(0, before.size() - 1));
    assertThat(firstRow(robot)).isEqualTo(first);
  }

  private int firstRow(FxRobot robot) {
    VirtualFlow<?> flow = robot.from(tree).lookup(".virtual-flow").queryAs(VirtualFlow.class);
    return flow.getFirstVisibleCell().getIndex();
  }

  @Test
  void anEmptyOneAndASearchForNothingSaySo(FxRobot robot) {
    Label nothing = robot.lookup("#outline-nothing").queryAs(Label.class);
    assertThat(nothing.isVisible()).isFalse();
    robot.clickOn("#outline-search").write("no such thing");
    assertThat(nothing.isVisible()).isTrue();
    assertThat(nothing.getText()).isEqualTo("Nothing has that id or address.");
    robot.interact(() -> model.open(Topology.getDefaultInstance()));
    assertThat(nothing.getText()).isEqualTo("Nothing is drawn yet.");
  }
}

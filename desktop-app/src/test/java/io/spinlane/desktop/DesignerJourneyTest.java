package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.NewElement;
import io.spinlane.desktop.model.Wire;
import io.spinlane.topology.rule.Rules;
import io.spinlane.v1.Backend;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Tab;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** A robot uses the designer like a person: palette, wires, inspector, undo, files. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start and begin
class DesignerJourneyTest {
  @TempDir private Path folder;
  private Workbench workbench;
  private DesignModel model;
  private DrawJourney journey;

  @Start
  void start(Stage stage) {
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(new Answers());
    workbench.show();
  }

  @BeforeEach
  void begin(FxRobot robot) {
    model = workbench.model();
    journey = new DrawJourney(robot, workbench);
  }

  @Test
  void drawsAWorkingSwitchFromAnEmptyCanvas(FxRobot robot) {
    journey.draw();
    assertThat(model.elements())
        .containsOnlyKeys(
            "nic1",
            "nic2",
            "control1",
            "switch1",
            "vip1",
            "service1",
            "pool1",
            "backend1",
            "backend2");
    assertThat(model.wires())
        .containsExactlyInAnyOrder(
            new Wire(Wire.Kind.LANE, "nic1", "switch1", 0),
            new Wire(Wire.Kind.LANE, "nic2", "switch1", 0),
            Wire.of(Wire.Kind.ANNOUNCE, "nic1", "vip1"),
            Wire.of(Wire.Kind.SERVICE, "vip1", "service1"),
            Wire.of(Wire.Kind.POOL, "service1", "pool1"),
            Wire.of(Wire.Kind.MEMBER, "pool1", "backend1"),
            Wire.of(Wire.Kind.MEMBER, "pool1", "backend2"));
    List<Diagnostic> found = Rules.check(model.topology());
    assertThat(found).extracting(Diagnostic::getSeverity).doesNotContain(Severity.SEVERITY_ERROR);
    undoEverything(robot);
  }

  private void undoEverything(FxRobot robot) {
    for (int steps = model.undoNames().size(); steps > 0; steps--) {
      robot.push(KeyCode.CONTROL, KeyCode.Z);
    }
    assertThat(model.elements()).isEmpty();
    assertThat(model.dirty()).isFalse();
    assertThat(robot.lookup(".element-card").queryAll()).isEmpty();
  }

  @Test
  void aRefusedWireSaysWhyAndDrawsNothing(FxRobot robot) {
    journey.makeRoom();
    journey.drag(NewElement.SIM_NIC, 0, 0);
    journey.drag(NewElement.CONTROL_CORE, 2, 0);
    journey.wire("#port-nic1-q0", "#node-control1");
    assertThat(model.wires()).isEmpty();
    assertThat(robot.lookup("#status").queryAs(Label.class).getText())
        .contains("control1 is the control core");
  }

  @Test
  void theInspectorJudgesWhileTypingAndWritesWhatIsRight(FxRobot robot) {
    journey.makeRoom();
    journey.drag(NewElement.BACKEND, 5, 0);
    journey.select("backend1");
    journey.type("port", "80808");
    assertThat(robot.lookup("#field-port-error").queryAs(Label.class).getText())
        .contains("from 1 to 65,535");
    assertThat(backend().getPort()).as("what it was before the typing began").isEqualTo(8080);
    journey.type("port", "9090");
    assertThat(robot.lookup("#field-port-error").queryAs(Label.class).isVisible()).isFalse();
    assertThat(backend().getPort()).isEqualTo(9090);
    journey.type("id", "web1");
    robot.push(KeyCode.ENTER);
    assertThat(model.elements()).containsKey("web1").doesNotContainKey("backend1");
    assertThat(robot.lookup("#inspector-heading").queryAs(Label.class).getText())
        .isEqualTo("Back-end web1");
    assertThat(robot.lookup("#node-web1").tryQuery()).isPresent();
  }

  private Backend backend() {
    return (Backend) model.element("backend1").orElseThrow().message();
  }

  @Test
  void deleteInATextFieldDeletesTextOnly(FxRobot robot) {
    journey.makeRoom();
    journey.drag(NewElement.VIP, 2, 0);
    journey.select("vip1");
    journey.type("address", "203.0.113.99");
    robot.push(KeyCode.BACK_SPACE);
    assertThat(model.elements()).containsKey("vip1");
    assertThat(robot.lookup("#field-address").queryAs(TextField.class).getText())
        .isEqualTo("203.0.113.9");
    robot.clickOn("#node-vip1");
    robot.push(KeyCode.DELETE);
    assertThat(model.elements()).isEmpty();
  }

  @Test
  void aDragMovesAndArrowKeysNudge(FxRobot robot) {
    journey.makeRoom();
    journey.drag(NewElement.VIP, 2, 0);
    double before = model.topology().getLayoutOrThrow("vip1").getX();
    robot.drag("#node-vip1").dropBy(60, 0);
    double after = model.topology().getLayoutOrThrow("vip1").getX();
    assertThat(after).isGreaterThan(before + 100);
    assertThat(after % 8).as("on the grid").isZero();
    robot.push(KeyCode.RIGHT);
    robot.push(KeyCode.RIGHT);
    assertThat(model.topology().getLayoutOrThrow("vip1").getX()).isEqualTo(after + 2);
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(model.topology().getLayoutOrThrow("vip1").getX())
        .as("a run of nudges is one step")
        .isEqualTo(after);
  }

  @Test
  void aMarqueeSelectsAndEscapeLetsGo(FxRobot robot) {
    journey.makeRoom();
    journey.drag(NewElement.VIP, 1, 1);
    journey.drag(NewElement.POOL, 3, 1);
    var view = workbench.canvas().localToScreen(workbench.canvas().getLayoutBounds());
    robot
        .drag(new javafx.geometry.Point2D(view.getMinX() + 20, view.getMinY() + 80))
        .dropTo(new javafx.geometry.Point2D(view.getMaxX() - 20, view.getMinY() + 300));
    assertThat(model.selection().ids()).containsExactlyInAnyOrder("vip1", "pool1");
    robot.push(KeyCode.ESCAPE);
    assertThat(model.selection().ids()).isEmpty();
    robot.push(KeyCode.CONTROL, KeyCode.A);
    robot.push(KeyCode.DELETE);
    assertThat(model.elements()).isEmpty();
  }

  @Test
  void problemsAreListedAndLeadToTheirElement(FxRobot robot) throws TimeoutException {
    journey.makeRoom();
    journey.drag(NewElement.SERVICE, 3, 0);
    ListView<?> list = robot.lookup("#problems-list").queryListView();
    until(() -> !list.getItems().isEmpty());
    assertThat(robot.lookup("#badge-service1").queryAs(Label.class).getText()).startsWith("✖");
    robot.interact(() -> model.selection().clear());
    robot.interact(
        () -> {
          for (int i = 0; i < list.getItems().size(); i++) {
            Diagnostic problem = (Diagnostic) list.getItems().get(i);
            if (problem.getElement().getId().equals("service1")) {
              list.getSelectionModel().select(i);
              list.scrollTo(i);
              break;
            }
          }
          list.requestFocus();
        });
    robot.push(KeyCode.ENTER);
    assertThat(model.selection().ids()).containsExactly("service1");
    Tab tab = workbench.window().bottomTabs().getTabs().getFirst();
    assertThat(tab.getText()).matches("Problems \\(\\d+\\)");
  }

  @Test
  void savesOpensAndNeverLosesWork(FxRobot robot) throws Exception {
    Path path = folder.resolve("drawn.spinlane.yaml");
    Answers answers = new Answers().path(path).discard(FileDialogs.Answer.CANCEL);
    workbench.fileActions().useDialogs(answers);
    robot.doubleClickOn("#palette-VIP");
    assertThat(workbench.stage().getTitle()).startsWith("●");
    robot.push(KeyCode.CONTROL, KeyCode.N);
    assertThat(model.elements()).as("cancel keeps the drawing").containsKey("vip1");
    robot.push(KeyCode.CONTROL, KeyCode.S);
    Saves.end(workbench);
    assertThat(workbench.stage().getTitle()).isEqualTo("drawn.spinlane.yaml – Spinlane");
    assertThat(Files.readString(path)).contains("vip1");
    robot.push(KeyCode.CONTROL, KeyCode.N);
    assertThat(model.elements()).isEmpty();
    robot.push(KeyCode.CONTROL, KeyCode.O);
    until(() -> model.elements().containsKey("vip1"));
    Files.writeString(path, "vips: [{id: vip1, adress: 1.2.3.4}]\n");
    robot.push(KeyCode.CONTROL, KeyCode.O);
    until(() -> !answers.told().isEmpty());
    assertThat(answers.told()).singleElement().asString().contains("Line 1, column 19");
    assertThat(model.elements()).containsKey("vip1");
  }

  @Test
  void escapeTakesAGestureBack(FxRobot robot) {
    journey.makeRoom();
    journey.drag(NewElement.VIP, 1, 1);
    journey.drag(NewElement.SERVICE, 3, 1);
    var before = model.topology();
    robot.drag("#port-vip1-out").moveTo("#node-service1");
    robot.push(KeyCode.ESCAPE).drop();
    robot.drag("#node-vip1").moveBy(80, 60);
    robot.push(KeyCode.ESCAPE).drop();
    robot.drag("#palette-POOL").moveTo("#canvas");
    robot.push(KeyCode.ESCAPE).drop();
    assertThat(model.topology()).isSameAs(before);
  }

  @Test
  void wiresCanBeDrawnFromTheContextMenu(FxRobot robot) {
    journey.makeRoom();
    journey.drag(NewElement.VIP, 1, 1);
    journey.drag(NewElement.SERVICE, 3, 1);
    robot.rightClickOn("#node-vip1");
    robot.clickOn("#menu-connect");
    robot.clickOn("#menu-connect-service1");
    assertThat(model.wires()).containsExactly(Wire.of(Wire.Kind.SERVICE, "vip1", "service1"));
  }

  @Test
  void theOutlineFindsAndShows(FxRobot robot) {
    robot.interact(() -> Drawings.small(model));
    robot.clickOn("#tab-outline");
    robot.clickOn("#outline-search").write("0.0.12");
    robot.clickOn("backend2");
    assertThat(model.selection().ids()).containsExactly("backend2");
  }

  @Test
  void copiesAreNewElementsWiredLikeTheOld(FxRobot robot) {
    robot.interact(() -> Drawings.small(model));
    robot.interact(workbench.canvas()::zoomToFit);
    robot.interact(() -> model.selection().select(List.of("service1", "pool1")));
    robot.interact(workbench.canvas()::requestFocus);
    robot.push(KeyCode.CONTROL, KeyCode.C);
    robot.push(KeyCode.CONTROL, KeyCode.V);
    assertThat(model.selection().ids()).containsExactlyInAnyOrder("service2", "pool2");
    assertThat(model.wires())
        .contains(
            Wire.of(Wire.Kind.SERVICE, "vip1", "service2"),
            Wire.of(Wire.Kind.POOL, "service2", "pool2"));
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(model.elements()).doesNotContainKeys("service2", "pool2");
  }

  @Test
  void aFirstTimerFindsASampleOnTheEmptyCanvas(FxRobot robot) {
    robot.clickOn("#welcome-sample-two-nic-nat");
    assertThat(model.elements()).isNotEmpty();
    assertThat(model.dirty()).isFalse();
    assertThat(Rules.hasErrors(Rules.check(model.topology()))).isFalse();
  }
}

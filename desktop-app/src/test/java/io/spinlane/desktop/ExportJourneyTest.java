package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.io.picture.PictureTopology;
import io.spinlane.desktop.model.Drawing;
import io.spinlane.desktop.painter.Png;
import io.spinlane.desktop.pictures.Shots;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.Backend;
import io.spinlane.v1.Box;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Somebody makes pictures of a drawing, and opens them again. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class ExportJourneyTest {
  private static final Path PICTURES = Path.of("target", "pictures");

  @TempDir private Path folder;
  private Workbench workbench;
  private final Answers answers = new Answers();

  @Start
  void start(Stage stage) {
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(answers);
    workbench.show();
    workbench.fileActions().open(Samples.all().getFirst());
  }

  private static void await(String what, BooleanSupplier met) {
    try {
      until(met::getAsBoolean);
    } catch (TimeoutException e) {
      throw new AssertionError("waited for " + what, e);
    }
  }

  private static boolean open(FxRobot robot) {
    return robot.lookup("#export-dialog").tryQuery().isPresent();
  }

  private void openDialog(FxRobot robot) {
    robot.push(KeyCode.CONTROL, KeyCode.E);
    await("the dialog", () -> open(robot));
    await(
        "its preview",
        () ->
            robot
                    .from(robot.lookup("#export-preview"))
                    .lookup(".image-view")
                    .queryAs(ImageView.class)
                    .getImage()
                != null);
  }

  /** Kept for people to look at. */
  private void picture(FxRobot robot, String name) {
    Scene scene = robot.lookup("#export-dialog").query().getScene();
    Shots.save(robot, scene, PICTURES.resolve(name + ".png"));
  }

  @Test
  void aPictureOpensAgainAsTheDrawing(FxRobot robot) throws Exception {
    Topology drawn = workbench.model().topology();
    for (String format : List.of("png", "svg")) {
      Path file = folder.resolve("drawing." + format);
      answers.path(file);
      openDialog(robot);
      robot.clickOn("#export-" + format);
      picture(robot, "export-" + format);
      robot.clickOn("#export-go");
      await("the end of the export", () -> !open(robot));
      assertThat(robot.lookup("#status").queryAs(Label.class).getText()).contains(file.toString());
      robot.push(KeyCode.CONTROL, KeyCode.N);
      assertThat(workbench.model().elements()).isEmpty();
      robot.push(KeyCode.CONTROL, KeyCode.O);
      await("the drawing", () -> !workbench.model().elements().isEmpty());
      assertThat(workbench.model().topology()).as(format).isEqualTo(drawn);
      assertThat(workbench.file().path()).as("saving must not replace the picture").isEmpty();
      assertThat(workbench.model().dirty()).isFalse();
    }
  }

  @Test
  void onlyTheSelectionInTheColoursAndSizeAskedFor(FxRobot robot) throws Exception {
    robot.interact(() -> workbench.model().selection().select(List.of("web", "web1", "web2")));
    Path file = folder.resolve("part"); // the ending is added
    answers.path(file);
    for (Theme.Kind theme : Theme.Kind.values()) {
      robot.interact(() -> workbench.theme().show(theme));
      openDialog(robot);
      robot.clickOn("#export-selection").clickOn("#export-dark").clickOn("#export-scale-4");
      WaitForAsyncUtils.waitForFxEvents();
      picture(robot, "export-selection-" + theme);
      robot.clickOn("#export-go");
      await("the end of the export", () -> !open(robot));
    }
    Path written = folder.resolve("part.png");
    assertThat(Drawing.index(PictureTopology.read(written).orElseThrow()).keySet())
        .containsExactlyInAnyOrder("web", "web1", "web2");
    var image = new javafx.scene.image.Image(written.toUri().toString());
    assertThat(image.getWidth()).isEqualTo(4 * (1080 - 872 + 164 + 48));
    assertThat(image.getPixelReader().getArgb(1, 1)).isEqualTo(0xff0d1117);
  }

  @Test
  void aPdfCannotHoldTheDrawing(FxRobot robot) throws IOException {
    Path file = folder.resolve("drawing.pdf");
    answers.path(file);
    openDialog(robot);
    robot.clickOn("#export-pdf");
    assertThat(robot.lookup("#export-topology").query().isDisabled()).isTrue();
    picture(robot, "export-pdf");
    robot.clickOn("#export-go");
    await("the end of the export", () -> !open(robot));
    assertThat(Files.readAllBytes(file)).startsWith('%', 'P', 'D', 'F');
  }

  @Test
  void stoppingLeavesNoFileAndKeepsTheDialog(FxRobot robot) throws IOException {
    Topology.Builder tall = Topology.newBuilder();
    Pool.Builder many = Pool.newBuilder().setId("many");
    for (int i = 0; i < 800; i++) {
      many.addBackends(Backend.newBuilder().setId("b" + i).setAddress("10.1.1.1"));
      tall.putLayout("b" + i, Box.newBuilder().setX(1080).setY(i * 104).build());
    }
    robot.interact(() -> workbench.model().open(tall.addPools(many).build()));
    Path file = folder.resolve("large.svg");
    answers.path(file);
    openDialog(robot);
    robot.clickOn("#export-scale-4");
    assertThat(robot.lookup("#export-go").query().isDisabled()).as("too many pixels").isTrue();
    picture(robot, "export-too-large");
    robot.clickOn("#export-svg");
    robot.interact(
        () -> {
          robot.lookup("#export-go").queryButton().fire();
          robot.lookup("#export-cancel").queryButton().fire();
        });
    await("the end of the work", () -> !robot.lookup("#export-progress").query().isVisible());
    assertThat(open(robot)).isTrue();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
    robot.clickOn("#export-cancel");
    await("the end of the dialog", () -> !open(robot));
  }

  @Test
  void aPictureWithoutADrawingIsExplained(FxRobot robot) throws IOException {
    Path file = folder.resolve("holiday.png");
    byte[][] png = new byte[1][];
    robot.interact(() -> png[0] = Png.of(workbench.canvas().snapshot(null, null)));
    Files.write(file, png[0]);
    answers.path(file);
    Topology before = workbench.model().topology();
    robot.push(KeyCode.CONTROL, KeyCode.O);
    await("the explanation", () -> !answers.told().isEmpty());
    assertThat(answers.told()).singleElement().asString().contains("holds no drawing");
    Files.writeString(folder.resolve("cut.svg"), "<svg xmlns='http://www.w3.org/2000/svg'>\n  <g>");
    answers.path(folder.resolve("cut.svg"));
    robot.push(KeyCode.CONTROL, KeyCode.O);
    await("the other explanation", () -> answers.told().size() > 1);
    assertThat(answers.told().getLast()).contains("Line 2, column");
    assertThat(workbench.model().topology()).isEqualTo(before);
  }
}

package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.pictures.Shots;
import io.spinlane.desktop.remote.AgentPlace;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.topology.sample.Sample;
import io.spinlane.topology.sample.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Somebody starts the app for the first time. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class WelcomeJourneyTest {
  private static final Path PICTURES = Path.of("target", "pictures");

  @TempDir private Path folder;
  private Workbench workbench;
  private final Answers answers = new Answers();

  @Start
  void start(Stage stage) {
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(answers);
    workbench.show();
    stage.setWidth(1280); // another test may have left it so small that the page must be scrolled
    stage.setHeight(800);
    workbench.welcome().showNewcomer(() -> {});
  }

  /** Kept for people to look at. */
  private static void picture(FxRobot robot, String name, Scene scene) {
    Shots.save(robot, scene, PICTURES.resolve(name + ".png"));
  }

  private static String text(FxRobot robot, String id) {
    return robot.lookup(id).queryAs(Label.class).getText();
  }

  @Test
  void everySampleCanBeChosen(FxRobot robot) {
    for (Theme.Kind theme : Theme.Kind.values()) {
      robot.interact(() -> workbench.theme().show(theme));
      WaitForAsyncUtils.waitForFxEvents();
      picture(robot, "welcome-" + theme, workbench.stage().getScene());
    }
    List<String> opened = new ArrayList<>();
    robot.interact(() -> workbench.welcome().onSample(() -> opened.add(workbench.file().title())));
    for (Sample sample : Samples.all()) {
      robot.interact(() -> robot.lookup("#welcome-sample-" + sample.id()).queryButton().fire());
      assertThat(workbench.model().topology()).isEqualTo(sample.topology());
      assertThat(workbench.model().dirty()).isFalse();
      picture(robot, "sample-" + sample.id(), workbench.stage().getScene());
      robot.push(KeyCode.CONTROL, KeyCode.N);
      assertThat(robot.lookup("#welcome").query().getParent().isVisible()).isTrue();
    }
    assertThat(opened).hasSameSizeAs(Samples.all());
  }

  @Test
  void filesThatWereOpenAreAClickAway(FxRobot robot) throws IOException {
    Path file = folder.resolve("edge-1.spinlane.yaml");
    TopologyFiles.save(file, Samples.all().getLast().topology());
    StageDialogs dialogs = new StageDialogs(workbench.stage());
    workbench.fileActions().useDialogs(dialogs);
    robot.interact(() -> workbench.welcome().showRecent(() -> List.of(file)));
    Hyperlink link = robot.lookup("#welcome-file-0").queryAs(Hyperlink.class);
    assertThat(link.getText()).isEqualTo("edge-1.spinlane.yaml");
    robot.interact(link::fire);
    assertThat(workbench.file().path()).contains(file);
    assertThat(dialogs.folder()).as("where the next is asked for").isEqualTo(folder.toFile());
  }

  @Test
  void aHostIsConnectedToOrTheAddressIsExplained(FxRobot robot) {
    List<AgentPlace> places = new ArrayList<>();
    robot.interact(() -> workbench.welcome().onConnect(places::add));
    robot.clickOn("#welcome-host").write("edge-1:99999").push(KeyCode.ENTER);
    assertThat(text(robot, "#welcome-wrong")).contains("edge-1:99999");
    assertThat(places).isEmpty();
    robot.clickOn("#welcome-host").push(KeyCode.CONTROL, KeyCode.A).write("edge-1");
    robot.clickOn("#welcome-connect");
    assertThat(places).singleElement().extracting(AgentPlace::name).isEqualTo("edge-1:7420");
    assertThat(text(robot, "#welcome-wrong")).isEmpty();
  }

  @Test
  void theTourHasFiveStopsAndCanBeLeft(FxRobot robot) {
    List<String> ends = new ArrayList<>();
    robot.interact(() -> workbench.welcome().showNewcomer(() -> ends.add("end")));
    robot.interact(() -> workbench.fileActions().open(Samples.all().getFirst()));
    for (Theme.Kind theme : Theme.Kind.values()) {
      robot.interact(() -> workbench.theme().show(theme));
      robot.interact(() -> workbench.commands().run(workbench.commands().get("tour")));
      for (int stop = 1; stop <= 5; stop++) {
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(text(robot, "#tour-count")).isEqualTo(stop + " of 5");
        assertThat(text(robot, "#tour-text")).isNotBlank();
        picture(robot, "tour-" + stop + "-" + theme, robot.lookup("#tour").query().getScene());
        robot.push(KeyCode.RIGHT);
      }
      assertThat(robot.lookup("#tour-bubble").tryQuery()).as("over").isEmpty();
    }
    assertThat(ends).hasSize(2);
    robot.interact(() -> workbench.commands().run(workbench.commands().get("tour")));
    robot.push(KeyCode.RIGHT);
    robot.push(KeyCode.LEFT);
    assertThat(text(robot, "#tour-count")).isEqualTo("1 of 5");
    robot.push(KeyCode.ESCAPE);
    assertThat(robot.lookup("#tour-bubble").tryQuery()).isEmpty();
  }

  @Test
  void thePageCanBeAskedForOverADrawing(FxRobot robot) {
    robot.interact(() -> workbench.fileActions().open(Samples.all().getFirst()));
    for (Theme.Kind theme : Theme.Kind.values()) {
      robot.interact(() -> workbench.theme().show(theme));
      robot.interact(() -> workbench.commands().run(workbench.commands().get("welcome")));
      WaitForAsyncUtils.waitForFxEvents();
      picture(robot, "welcome-over-" + theme, robot.lookup("#welcome-dialog").query().getScene());
      robot.push(KeyCode.ESCAPE);
    }
    robot.interact(() -> workbench.commands().run(workbench.commands().get("welcome")));
    String id = "#welcome-sample-" + Samples.all().getLast().id();
    robot.interact(
        () -> robot.from(robot.lookup("#welcome-dialog")).lookup(id).queryButton().fire());
    assertThat(workbench.model().topology()).isEqualTo(Samples.all().getLast().topology());
    assertThat(robot.lookup("#welcome-dialog").tryQuery()).isEmpty();
  }
}

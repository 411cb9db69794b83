package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.model.DesignModel;
import io.spinlane.testing.Needs;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.topology.sample.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** One change in the window is one line for whoever reads the file's history. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class OneLineJourneyTest {
  @TempDir private Path folder;
  private Workbench workbench;
  private DesignModel model;
  private Path file;
  private Path before;

  @Start
  void start(Stage stage) {
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(new Answers());
    workbench.show();
    model = workbench.model();
  }

  @ParameterizedTest
  @ValueSource(strings = {"edge.spinlane.json", "edge.spinlane.yaml"})
  void whatPeopleDoIsWhatTheDiffShows(String name, FxRobot robot) throws Exception {
    file = folder.resolve(name);
    before = folder.resolve("before");
    TopologyFiles.save(file, Samples.find("two-nic-nat").orElseThrow().topology());
    reopen(robot);

    nudge(robot, "web1", KeyCode.RIGHT);
    expect(robot, "moved to the right", 1);
    nudge(robot, "web1", KeyCode.DOWN);
    nudge(robot, "web1", KeyCode.RIGHT);
    expect(robot, "moved both ways", 1);

    type(robot, "web2", "port", "8099");
    expect(robot, "another port", 1);
    type(robot, "web1", "weight", "70");
    // in JSON on a line of its own, and a comma behind the one before
    expect(robot, "a weight where there was none", 1, name.endsWith("json") ? 2 : 1);
    type(robot, "web1", "weight", "30");
    expect(robot, "another weight", 1);
    type(robot, "www", "address", "203.0.113.77");
    expect(robot, "another address", 1);
    reopen(robot);
    expect(robot, "opened again and saved unchanged", 0);
    type(robot, "web2", "port", "8100");
    expect(robot, "another port after that", 1);

    // its name, and its place, which is kept under its name
    robot.interact(() -> model.selection().select(List.of("web2")));
    robot.interact(() -> workbench.canvas().requestFocus());
    robot.push(KeyCode.F2);
    robot.push(KeyCode.CONTROL, KeyCode.A).write("web2b").push(KeyCode.ENTER);
    assertThat(model.elements()).containsKey("web2b");
    expect(robot, "renamed", 2);
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    expect(robot, "the name taken back", 2);
  }

  private void reopen(FxRobot robot) throws Exception {
    robot.interact(() -> workbench.fileActions().open(file));
    until(() -> workbench.file().path().filter(file::equals).isPresent());
    Files.writeString(before, Files.readString(file));
  }

  private void nudge(FxRobot robot, String id, KeyCode key) {
    robot.interact(
        () -> {
          model.selection().select(List.of(id));
          workbench.canvas().requestFocus();
        });
    robot.push(key);
  }

  private void type(FxRobot robot, String id, String field, String value) {
    robot.interact(() -> model.selection().select(List.of(id)));
    WaitForAsyncUtils.waitForFxEvents();
    robot.interact(robot.lookup("#field-" + field).query()::requestFocus);
    robot.push(KeyCode.CONTROL, KeyCode.A).write(value).push(KeyCode.ENTER);
  }

  private void expect(FxRobot robot, String what, int lines) throws Exception {
    expect(robot, what, lines, lines);
  }

  /** Saves, and counts lines as git does. */
  private void expect(FxRobot robot, String what, int removed, int added) throws Exception {
    robot.push(KeyCode.CONTROL, KeyCode.S);
    Saves.end(workbench);
    assertThat(TopologyFiles.read(file).topology()).isEqualTo(model.topology());
    Needs.program("git");
    Process git =
        new ProcessBuilder("git", "diff", "--no-index", "--numstat", before + "", file + "")
            .redirectErrorStream(true)
            .start();
    String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(git.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said)
        .as("%s:%n%s", what, Files.readString(file))
        .matches(added == 0 ? "" : "(?s)" + added + "\t" + removed + "\t.*");
    Files.writeString(before, Files.readString(file));
  }
}

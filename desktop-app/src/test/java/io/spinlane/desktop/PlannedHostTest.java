package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.assign.Hosts;
import io.spinlane.desktop.io.HostSource;
import io.spinlane.desktop.io.InventoryFile;
import io.spinlane.desktop.io.Settings;
import io.spinlane.v1.Inventory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The host somebody plans for is planned for in the next window, too. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class PlannedHostTest {
  @TempDir private Path folder;
  private final Answers answers = new Answers();
  private Stage stage;
  private Workbench workbench;

  @Start
  void start(Stage shown) {
    stage = shown;
    begin();
  }

  private void begin() {
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(answers);
    workbench.show();
  }

  private static boolean there(FxRobot robot, String node) {
    return robot.lookup(node).tryQuery().isPresent();
  }

  private void run(String command) {
    Platform.runLater(() -> workbench.commands().run(workbench.commands().get(command)));
  }

  private void leaveTheOffer(FxRobot robot) throws TimeoutException {
    until(() -> there(robot, "#import-draw"));
    robot.push(KeyCode.ESCAPE);
    until(() -> !there(robot, "#import-draw"));
  }

  /** Closes the window and opens the next one, as the app does. */
  private void startAgain(FxRobot robot) throws IOException {
    Path file = folder.resolve("settings");
    Settings settings = Settings.read(file);
    robot.interact(() -> new WindowMemory(workbench, settings).remember());
    settings.save();
    robot.interact(
        () -> {
          begin();
          new WindowMemory(workbench, Settings.read(file)).restoreParts();
        });
  }

  @Test
  void aMadeUpHostIsThereAgainUntilItIsForgotten(FxRobot robot) throws Exception {
    run("inventory-made-up");
    until(() -> there(robot, "#made-up-line"));
    TextField line = robot.lookup("#made-up-line").queryAs(TextField.class);
    robot.interact(() -> line.setText("node:2 core:8 nic:2"));
    ButtonBase use = robot.lookup("#made-up-use").queryAs(ButtonBase.class);
    Platform.runLater(use::fire);
    leaveTheOffer(robot);
    Inventory before = workbench.host().inventory();
    assertThat(before).isNotNull();
    startAgain(robot);
    until(() -> workbench.host().isOffline());
    assertThat(workbench.host().inventory()).isEqualTo(before);
    assertThat(workbench.host().name()).isEqualTo("node:2 core:8 nic:2");
    assertThat(there(robot, "#import-draw")).as("nobody asked for it to be drawn").isFalse();
    run("inventory-forget");
    until(() -> !workbench.host().hasOffline());
    startAgain(robot);
    assertThat(workbench.hosts().planned()).isEmpty();
    assertThat(workbench.host().hasOffline()).isFalse();
    assertThat(answers.told()).isEmpty();
  }

  @Test
  void anInventoryIsReadAgainAndOneThatIsGoneIsToldOnce(FxRobot robot) throws Exception {
    Path file = folder.resolve("edge-7" + InventoryFile.EXTENSION);
    Inventory first = named("node:1 core:4 nic:2");
    InventoryFile.write(file, first);
    answers.path(file);
    run("inventory-open");
    leaveTheOffer(robot);
    assertThat(workbench.host().inventory()).isEqualTo(first);
    Inventory grown = named("node:2 core:8 nic:4");
    InventoryFile.write(file, grown);
    startAgain(robot);
    until(() -> workbench.host().isOffline());
    assertThat(workbench.host().inventory()).as("as it is now").isEqualTo(grown);
    assertThat(workbench.host().name()).isEqualTo("edge-7.example");

    Files.delete(file);
    startAgain(robot);
    until(() -> !answers.told().isEmpty());
    assertThat(answers.told()).singleElement().asString().contains("planned for", file.toString());
    assertThat(workbench.host().hasOffline()).isFalse();
    assertThat(robot.lookup("#status").queryAs(Label.class).getText()).isNotBlank();
    startAgain(robot);
    assertThat(workbench.hosts().planned()).isEmpty();
    assertThat(answers.told()).as("told once").hasSize(1);
  }

  private static Inventory named(String line) {
    return Hosts.host(line).toBuilder().setHostname("edge-7.example").build();
  }

  @Test
  void wordsOfTheSettingsLeadToTheirSource() {
    HostSource file = new HostSource.InFile(folder.resolve("a b.inventory.json"));
    HostSource line = new HostSource.MadeUp("core:4 nic:2");
    assertThat(HostSource.of(file.word())).contains(file);
    assertThat(HostSource.of(line.word())).contains(line);
    for (String rubbish : new String[] {"", "made-up", "file", "disk /x", "file \0"}) {
      assertThat(HostSource.of(rubbish)).as(rubbish).isEmpty();
    }
  }
}

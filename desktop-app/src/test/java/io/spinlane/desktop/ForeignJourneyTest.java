package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.painter.Png;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.scene.control.TableView;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Somebody brings a keepalived.conf, looks at what was left behind, and leaves with a haproxy.cfg.
 */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class ForeignJourneyTest {
  private static final String KEEPALIVED =
      """
      vrrp_instance VI_1 { state MASTER }
      virtual_server 192.0.2.10 80 {
          lb_algo wlc
          lb_kind NAT
          protocol TCP
          real_server 10.0.0.11 8080 { weight 3 }
          real_server 10.0.0.12 8080 { weight 1 }
      }
      """;

  private static final Path PICTURES = Path.of("target", "pictures");

  @TempDir private Path folder;
  private Workbench workbench;
  private final Answers answers = new Answers();

  @Start
  void start(Stage stage) {
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(answers);
    workbench.show();
  }

  private static void await(String what, BooleanSupplier met) {
    try {
      WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, met::getAsBoolean);
    } catch (TimeoutException e) {
      throw new AssertionError("waited 30 s for " + what, e);
    }
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void choose(FxRobot robot, String menu, String item) {
    robot.clickOn("#menu-file").clickOn(menu).clickOn(item);
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** Kept for people to look at. */
  private static void picture(FxRobot robot) {
    robot.interact(
        () -> {
          try {
            Files.createDirectories(PICTURES);
            Image image = robot.lookup("#foreign-report").query().getScene().snapshot(null);
            Files.write(PICTURES.resolve("foreign-report.png"), Png.of(image));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static boolean reported(FxRobot robot) {
    return robot.lookup("#foreign-report").tryQuery().isPresent();
  }

  @Test
  void bringsAKeepalivedConfAndLeavesWithAHaproxyCfg(FxRobot robot) throws Exception {
    Path conf = folder.resolve("keepalived.conf");
    Files.writeString(conf, KEEPALIVED);
    answers.path(conf);
    Topology before = workbench.model().topology();
    choose(robot, "#menu-foreign-import", "#menu-import-keepalived");
    await("the report", () -> reported(robot));
    TableView<?> report = robot.lookup("#foreign-report").queryTableView();
    assertThat(report.getItems()).hasSize(1);
    picture(robot);
    robot.push(KeyCode.ESCAPE);
    await("the report's end", () -> !reported(robot));
    Topology drawn = workbench.model().topology();
    assertThat(drawn.getVipsList()).extracting("address").containsExactly("192.0.2.10");
    assertThat(drawn.getPools(0).getBackendsList()).hasSize(2);
    assertThat(drawn.getLayoutMap()).hasSizeGreaterThanOrEqualTo(5);

    Path cfg = folder.resolve("haproxy.cfg");
    answers.path(cfg);
    robot.interact(() -> workbench.commands().run(workbench.commands().get("export-haproxy")));
    await("the file", () -> Files.exists(cfg));
    assertThat(Files.readString(cfg))
        .contains("bind 192.0.2.10:80", "10.0.0.11:8080 weight 3", "balance leastconn");
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(reported(robot)).as("nothing stayed behind").isFalse();
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(workbench.model().topology()).as("one step").isEqualTo(before);
  }

  @Test
  void saysWhereABrokenFileIsBroken(FxRobot robot) throws Exception {
    Path conf = folder.resolve("keepalived.conf");
    Files.writeString(conf, "virtual_server 192.0.2.1 80 {\n");
    answers.path(conf);
    choose(robot, "#menu-foreign-import", "#menu-import-keepalived");
    await("the message", () -> !answers.told().isEmpty());
    assertThat(answers.told().getFirst()).contains("keepalived.conf", "1", "virtual_server");
    assertThat(workbench.model().undoNames()).isEmpty();
  }
}

package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.io.foreign.Checkers;
import io.spinlane.desktop.io.foreign.ForeignFormat;
import io.spinlane.desktop.pictures.Shots;
import io.spinlane.testing.Needs;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.Core;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.robot.Motion;
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
      until(met::getAsBoolean);
    } catch (TimeoutException e) {
      throw new AssertionError("waited for " + what, e);
    }
  }

  private void choose(FxRobot robot, String menu, String item) {
    // straight into the submenu: whoever crosses other items on the way opens those
    robot.clickOn("#menu-file").clickOn(menu).clickOn(item, Motion.HORIZONTAL_FIRST);
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** Kept for people to look at. */
  private static void picture(FxRobot robot) {
    Scene scene = robot.lookup("#foreign-report").query().getScene();
    Shots.save(robot, scene, PICTURES.resolve("foreign-report.png"));
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

  /** What the menu brings in, what is drawn of it, and how much was left behind. */
  private record Bringing(String format, String text, String drawn, int leftOut) {}

  @Test
  void bringsServicesFromWhateverBalancedThemBefore(FxRobot robot) throws Exception {
    List<Bringing> all =
        List.of(
            new Bringing(
                "haproxy",
                """
                defaults
                    mode tcp
                listen db
                    bind 192.0.2.20:5432
                    balance leastconn
                    server pg1 10.0.1.1:5432 weight 10
                    server pg2 10.0.1.2:5432 weight 20 send-proxy
                """,
                "192.0.2.20 TCP 5432 10.0.1.1:5432 10.0.1.2:5432",
                1),
            new Bringing(
                "ipvsadm",
                """
                -A -t 192.0.2.30:443 -s wrr
                -a -t 192.0.2.30:443 -r 10.0.0.1:8443 -m -w 5
                -a -t 192.0.2.30:443 -r 10.0.0.2:8443 -m -w 1
                -A -f 9 -s rr
                """,
                "192.0.2.30 TCP 443 10.0.0.1:8443 10.0.0.2:8443",
                1));
    for (Bringing each : all) {
      Topology before = workbench.model().topology();
      answers.path(Files.writeString(folder.resolve(each.format()), each.text()));
      choose(robot, "#menu-foreign-import", "#menu-import-" + each.format());
      await("the report on " + each.format(), () -> reported(robot));
      assertThat(robot.lookup("#foreign-report").queryTableView().getItems())
          .hasSize(each.leftOut());
      robot.push(KeyCode.ESCAPE);
      await("the report's end", () -> !reported(robot));
      assertThat(meaning(workbench.model().topology())).isEqualTo(each.drawn());
      robot.push(KeyCode.CONTROL, KeyCode.Z);
      assertThat(workbench.model().topology()).as("one step").isEqualTo(before);
    }
  }

  private static String meaning(Topology drawn) {
    Service service = drawn.getServices(0);
    String servers =
        drawn.getPools(0).getBackendsList().stream()
            .map(each -> each.getAddress() + ":" + each.getPort())
            .collect(Collectors.joining(" "));
    String name = service.getProtocol().name().replace("PROTOCOL_", "");
    return drawn.getVips(0).getAddress() + " " + name + " " + service.getPorts(0) + " " + servers;
  }

  @Test
  void plansForAHostThatLstopoHasDescribed(FxRobot robot) throws Exception {
    Needs.program("lstopo-no-graphics");
    Path xml = folder.resolve("rack4.xml");
    Process process =
        new ProcessBuilder("lstopo-no-graphics", "-i", "node:2 core:2 pu:1", "--of", "xml")
            .redirectOutput(xml.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    answers.path(xml);
    choose(robot, "#menu-foreign-import", "#menu-import-lstopo");
    await("the offer", () -> robot.lookup("#import-draw").tryQuery().isPresent());
    assertThat(robot.lookup("#import-summary").queryLabeled().getText()).contains("4", "2");
    robot.clickOn("#import-draw");
    await("the cores", () -> !workbench.model().topology().getCoresList().isEmpty());
    assertThat(workbench.model().topology().getCoresList())
        .extracting(Core::getCpu)
        .containsExactlyInAnyOrder(0, 1, 2, 3);
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(workbench.model().topology().getCoresList()).as("one step").isEmpty();
    assertThat(workbench.host().hasOffline()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"KEEPALIVED", "HAPROXY", "NFTABLES"})
  void whatLeavesThroughTheMenuIsTakenByTheProgramItself(ForeignFormat format, FxRobot robot)
      throws Exception {
    Path file = folder.resolve("out" + format.extension());
    answers.path(file);
    robot.interact(() -> workbench.fileActions().open(Samples.find("dual-stack").orElseThrow()));
    choose(robot, "#menu-foreign-export", "#menu-export-" + format.name().toLowerCase(Locale.ROOT));
    await("the file", () -> Files.exists(file));
    Checkers.accept(format, file, "dual-stack");
    await("what became of it", () -> status(robot).contains(file.getFileName().toString()));
    if (reported(robot)) {
      assertThat(robot.lookup("#foreign-report").queryTableView().getItems()).isNotEmpty();
      robot.push(KeyCode.ESCAPE);
      await("the report's end", () -> !reported(robot));
    }
    assertThat(workbench.model().dirty()).as("nothing was changed").isFalse();
  }

  private static String status(FxRobot robot) {
    return robot.lookup("#status").queryLabeled().getText();
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

package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.host.InventoryImport;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.pictures.Shots;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.Backend;
import io.spinlane.v1.DeviceInfo;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Lane;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** What large pools and hosts look like after a layout, an import, and collapsed. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class PoolPicturesTest {
  private static final Path FOLDER = Path.of("target", "pictures");

  private Workbench workbench;

  @Start
  void start(Stage stage) throws IOException {
    Files.createDirectories(FOLDER);
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(new Answers());
    stage.setX(0);
    stage.setY(0);
    stage.setWidth(1280);
    stage.setHeight(900);
    workbench.show();
  }

  @Test
  void aLargePoolFitsAWindow(FxRobot robot) throws TimeoutException {
    for (int backends : new int[] {40, 200}) {
      Topology sample = Samples.find(Samples.FIRST).orElseThrow().topology();
      Pool.Builder pool = sample.getPools(0).toBuilder().clearBackends();
      for (int i = 0; i < backends; i++) {
        pool.addBackends(
            Backend.newBuilder().setId("srv" + i).setAddress("10.1.0." + (11 + i)).setPort(8080));
      }
      Topology drawing = sample.toBuilder().clearLayout().setPools(0, pool).build();
      robot.interact(
          () -> {
            workbench.model().open(drawing);
            workbench.canvas().zoomToFit();
          });
      take(robot, "pool-" + backends + "-unplaced");
      layout(robot);
      take(robot, "pool-" + backends);
      assertThat(all().height()).isLessThan(1.2 * all().width());
    }
  }

  @Test
  void aHostOfSixtyFourCores(FxRobot robot) throws TimeoutException {
    Inventory cpus = Hosts.of(2, 1, 1, 32);
    Inventory.Builder host = cpus.toBuilder();
    for (int n = 0; n < 2; n++) {
      host.addDevices(DeviceInfo.newBuilder().setName("eth" + n).setReceiveQueues(32));
    }
    robot.interact(
        () -> {
          workbench.model().open(Topology.getDefaultInstance());
          workbench.canvas().useHost(cpus);
          workbench
              .model()
              .apply(
                  InventoryImport.draw(
                      workbench.model(),
                      InventoryImport.missing(workbench.model().topology(), host.build())));
          workbench.canvas().zoomToFit();
        });
    assertThat(workbench.model().topology().getCoresCount()).isEqualTo(64);
    assertThat(workbench.model().topology().getNicsCount()).isEqualTo(2);
    take(robot, "host-64-imported");
    Topology.Builder wired = workbench.model().topology().toBuilder();
    int queue = 0;
    for (Nic nic : wired.getNicsList()) {
      for (int q = 0; q < nic.getQueues(); q++) {
        wired.addLanes(
            Lane.newBuilder()
                .setNic(nic.getId())
                .setQueue(q)
                .setCore(wired.getCores(1 + queue++ % 63).getId()));
      }
    }
    Topology sample = Samples.find(Samples.FIRST).orElseThrow().topology();
    wired.addAllVips(sample.getVipsList()).addAllServices(sample.getServicesList());
    wired.addAllPools(sample.getPoolsList());
    wired.setVips(0, wired.getVips(0).toBuilder().clearNics().addNics("eth0"));
    robot.interact(() -> workbench.model().open(wired.build()));
    layout(robot);
    assertThat(overlapping()).isEmpty();
    take(robot, "host-64");
    robot.interact(
        () ->
            workbench
                .canvas()
                .frames()
                .collapse(Map.of("package:0", "P0", "package:1", "P1"), true));
    layout(robot);
    assertThat(overlapping()).isEmpty();
    robot.interact(
        () -> {
          workbench.canvas().showLive("package:0", "1.25 Mpps · 8.1 Gb/s", "busy 43 %", false);
          workbench
              .canvas()
              .showLive("package:1", "2 s old: 310 kpps · 1.2 Gb/s", "busy 9 %", true);
        });
    take(robot, "host-64-collapsed");
    robot.interact(
        () -> {
          workbench.canvas().frames().collapse(Map.of("package:0", "P0"), false);
          workbench.canvas().zoomToFit();
        });
    take(robot, "host-64-opened");
    robot.interact(
        () -> {
          workbench.theme().show(Theme.Kind.DARK);
          workbench.model().selection().select(List.of("control0"));
        });
    take(robot, "host-64-dark");
  }

  /** Cards in sight that lie over others. */
  private List<String> overlapping() {
    Map<String, Area> areas = new HashMap<>(workbench.canvas().areas());
    areas.keySet().removeAll(workbench.canvas().frames().hidden().keySet());
    return areas.entrySet().stream()
        .filter(
            one ->
                areas.entrySet().stream()
                    .anyMatch(
                        other ->
                            !other.getKey().equals(one.getKey())
                                && other.getValue().overlaps(one.getValue())))
        .map(Map.Entry::getKey)
        .toList();
  }

  private Area all() {
    return workbench.canvas().areas().values().stream().reduce(Area::union).orElseThrow();
  }

  private void layout(FxRobot robot) throws TimeoutException {
    int before = workbench.model().undoNames().size();
    robot.interact(() -> workbench.commands().run(workbench.commands().get("layout")));
    until(() -> workbench.model().undoNames().size() > before);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void take(FxRobot robot, String name) {
    WaitForAsyncUtils.waitForFxEvents(60);
    Shots.save(robot, workbench.stage().getScene(), FOLDER.resolve(name + ".png"));
  }
}

package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.connections.ConnectionRow;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.pictures.SceneReview;
import io.spinlane.desktop.pictures.Shots;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.ConnectionState;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** A robot looks at connections that simulated clients make through a real engine. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class ConnectionsJourneyTest {
  private static final Path FOLDER = Path.of("target", "pictures");

  @TempDir static Path folder;

  private SharedAgent agent;
  private Workbench workbench;
  private Monitoring monitoring;
  private DesignModel model;

  @Start
  void start(Stage stage) throws IOException {
    Files.createDirectories(FOLDER);
    agent = new SharedAgent(Files.createTempDirectory(folder, "agent"));
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(new Answers());
    monitoring = new Monitoring(workbench, Optional.of(agent));
    workbench.show();
    stage.setX(0);
    stage.setY(0);
    stage.setWidth(1000);
    stage.setHeight(960);
    model = workbench.model();
  }

  @Stop
  void stop() {
    monitoring.close();
    agent.close();
  }

  /** A sample runs, and the panel is in front. */
  private void connect(FxRobot robot) throws TimeoutException {
    Topology sample = Samples.all().getFirst().topology();
    agent.applyAs("anna", "sample", sample);
    robot.interact(
        () -> {
          model.open(sample);
          workbench.window().middle().setDividerPositions(0.25); // menus open downwards
          run("connections");
          run("host-connect");
        });
    until(() -> !rows(robot).isEmpty());
  }

  private void run(String command) {
    workbench.commands().run(workbench.commands().get(command));
  }

  private static TableView<ConnectionRow> table(FxRobot robot) {
    return robot.lookup("#connections-table").queryTableView();
  }

  private static List<ConnectionRow> rows(FxRobot robot) {
    TableView<ConnectionRow> table = table(robot);
    return WaitForAsyncUtils.waitForAsyncFx(
        Waiting.PATIENCE_SECONDS * 1000L,
        () -> List.copyOf(table.getItems())); // they change on that thread
  }

  private static String text(FxRobot robot, String id) {
    return robot.lookup(id).tryQueryAs(Labeled.class).map(Labeled::getText).orElse("");
  }

  private List<String> backends() {
    return model.topology().getPoolsList().stream()
        .flatMap(pool -> pool.getBackendsList().stream())
        .map(backend -> backend.getId())
        .toList();
  }

  /** What is shown came a moment ago. */
  private static boolean isFresh(FxRobot robot) {
    return text(robot, "#connections-say").matches(".*[0-9] s old");
  }

  private static <T> ComboBox<T> box(FxRobot robot, String id) {
    return robot.lookup(id).queryComboBox();
  }

  @Test
  void showsWhoIsConnectedAndFollowsThem(FxRobot robot) throws TimeoutException {
    robot.interact(() -> run("connections"));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(text(robot, "#connections-none")).startsWith("Connect to an agent");
    connect(robot);
    ConnectionRow first = rows(robot).getFirst();
    assertThat(backends()).contains(first.connection().getBackend());
    assertThat(first.vip()).isNotBlank();
    until(() -> isFresh(robot));
    List<String> before = rows(robot).stream().map(ConnectionRow::client).toList();
    until(() -> !rows(robot).stream().map(ConnectionRow::client).toList().equals(before));
    pictures(robot, "connections");
    agent.cut(true);
    until(() -> text(robot, "#connections-say").contains("line to the host is lost"));
    pictures(robot, "connections-lost");
    agent.cut(false);
    robot.interact(() -> robot.lookup("#lost-retry").queryButton().fire());
    until(() -> isFresh(robot));
    robot.interact(() -> run("host-connect"));
    until(() -> rows(robot).isEmpty());
    assertThat(text(robot, "#connections-none")).startsWith("Connect to an agent");
  }

  @Test
  void theFilterNarrowsAndSaysWhatItDoesNotUnderstand(FxRobot robot) throws TimeoutException {
    connect(robot);
    String backend = backends().getFirst();
    robot.interact(
        () -> ConnectionsJourneyTest.<String>box(robot, "#connections-backend").setValue(backend));
    until(() -> !rows(robot).isEmpty());
    assertThat(rows(robot)).allMatch(row -> row.connection().getBackend().equals(backend));
    String client = rows(robot).getFirst().connection().getClientAddress();
    TextField field = robot.lookup("#connections-client").queryAs(TextField.class);
    robot.interact(() -> field.setText("203.0."));
    until(() -> text(robot, "#connections-say").startsWith("“203.0.” is no address"));
    assertThat(rows(robot)).as("half an address asks nothing").isNotEmpty();
    pictures(robot, "connections-unclear");
    robot.interact(() -> field.setText(client));
    until(
        () ->
            rows(robot).stream()
                .allMatch(row -> row.connection().getClientAddress().equals(client)));
    robot.interact(() -> robot.lookup("#connections-clear").queryButton().fire());
    until(
        () ->
            rows(robot).stream().map(row -> row.connection().getBackend()).distinct().count() > 1);
    assertThat(field.getText()).isEmpty();
    robot.interact(
        () ->
            ConnectionsJourneyTest.<ConnectionState>box(robot, "#connections-state")
                .setValue(ConnectionState.CONNECTION_STATE_CLOSING));
    until(
        () ->
            rows(robot).stream()
                .allMatch(
                    row ->
                        row.connection().getState() == ConnectionState.CONNECTION_STATE_CLOSING));
  }

  @Test
  void cardsLeadToTheirConnectionsAndBack(FxRobot robot) throws TimeoutException {
    connect(robot);
    int steps = model.undoNames().size();
    String backend = backends().getLast();
    robot.interact(
        () -> {
          workbench.window().bottomTabs().getSelectionModel().selectFirst();
          workbench.canvas().zoomToFit();
          workbench.canvas().jumpTo(backend);
        });
    WaitForAsyncUtils.waitForFxEvents();
    robot.push(KeyCode.SHIFT, KeyCode.F10);
    robot.clickOn("#menu-connections-of-" + backend);
    until(() -> !rows(robot).isEmpty());
    assertThat(rows(robot)).allMatch(row -> row.connection().getBackend().equals(backend));
    assertThat(robot.lookup("#connections-table").query().isFocused()).isTrue();
    robot.interact(
        () -> {
          model.selection().clear();
          table(robot).getSelectionModel().select(0);
        });
    robot.push(KeyCode.ENTER);
    assertThat(model.selection().ids()).containsExactly(backend);
    robot.interact(() -> run("connections"));
    robot.push(KeyCode.SHIFT, KeyCode.F10);
    WaitForAsyncUtils.waitForFxEvents();
    picture(robot, robot.lookup("#menu-connections-end").query().getScene(), "connections-menu");
    robot.clickOn("#menu-connections-copy");
    robot.interact(
        () ->
            assertThat(Clipboard.getSystemClipboard().getString()).contains("\t" + backend + "\t"));
    assertThat(model.undoNames()).as("looking is no edit").hasSize(steps);
    String vip = model.topology().getServices(0).getVip();
    robot.interact(
        () -> {
          model.selection().select(List.of(vip));
          run("connections-of");
        });
    assertThat(robot.lookup("#menu-connections-of-dns").tryQuery())
        .as("of several services people choose")
        .isPresent();
    robot.clickOn("#menu-connections-of-http");
    assertThat(ConnectionsJourneyTest.<String>box(robot, "#connections-service").getValue())
        .isEqualTo("http");
  }

  @Test
  void endsWhatIsSelectedOnceSomeoneIsSure(FxRobot robot) throws TimeoutException {
    connect(robot);
    Button end = robot.lookup("#connections-end").queryButton();
    assertThat(end.isDisabled()).isTrue();
    until(
        () -> {
          robot.interact(() -> table(robot).getSelectionModel().select(0));
          return !end.isDisabled();
        });
    Platform.runLater(end::fire);
    until(() -> robot.lookup("#connections-end-yes").tryQuery().isPresent());
    picture(robot, robot.lookup("#connections-end-yes").query().getScene(), "connections-end");
    assertThat(SceneReview.of(robot.lookup("#connections-end-yes").query().getScene())).isEmpty();
    robot.clickOn("#connections-end-no");
    assertThat(text(robot, "#status")).doesNotContain("ended");
    robot.interact(
        () ->
            ConnectionsJourneyTest.<String>box(robot, "#connections-backend")
                .setValue(backends().getFirst()));
    until(() -> !rows(robot).isEmpty());
    Platform.runLater(() -> run("connections-end-all"));
    until(() -> robot.lookup("#connections-end-yes").tryQuery().isPresent());
    robot.clickOn("#connections-end-yes");
    until(() -> text(robot, "#status").matches("[1-9][0-9]* connections? (was|were) ended\\."));
  }

  private void pictures(FxRobot robot, String name) {
    for (Theme.Kind theme : Theme.Kind.values()) {
      robot.interact(() -> workbench.theme().show(theme));
      WaitForAsyncUtils.waitForFxEvents(8);
      Scene scene = workbench.stage().getScene();
      picture(robot, scene, name + "-" + theme);
      robot.interact(
          () -> {
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            assertThat(SceneReview.of(scene)).as(name + theme).isEmpty();
          });
    }
    robot.interact(() -> workbench.theme().show(Theme.Kind.LIGHT));
  }

  private static void picture(FxRobot robot, Scene scene, String name) {
    Shots.save(robot, scene, FOLDER.resolve(name + ".png"));
  }
}

package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;

import io.spinlane.desktop.pictures.Album;
import io.spinlane.desktop.text.Language;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.Topology;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/**
 * What people see who run a host together, of a real agent, looked at like the screens of {@link
 * PictureBookTest}: target/pictures/operating.
 */
@SuppressWarnings("NullAway.Init") // set before each test by start
class OperatingPicturesTest extends TwoPeople {
  private static final int REVISIONS = 24;

  private final Album album = new Album(Path.of("target", "pictures", "operating"));
  private FxRobot robot;
  private Look look;

  /** How the window looks; the pictures of the usual ones are taken at 2×, too. */
  enum Look {
    LIGHT(Theme.Kind.LIGHT, Language.ENGLISH, TextSize.NORMAL),
    DARK(Theme.Kind.DARK, Language.ENGLISH, TextSize.NORMAL),
    GERMAN(Theme.Kind.LIGHT, Language.GERMAN, TextSize.NORMAL),
    GERMAN_LARGEST(Theme.Kind.DARK, Language.GERMAN, TextSize.LARGEST);

    private final Theme.Kind theme;
    private final Language language;
    private final TextSize size;

    Look(Theme.Kind theme, Language language, TextSize size) {
      this.theme = theme;
      this.language = language;
      this.size = size;
    }

    int[] scales() {
      return language == Language.ENGLISH ? new int[] {1, 2} : new int[] {1};
    }
  }

  @AfterEach
  void speakAsUsual() {
    Texts.speak(Language.ENGLISH);
  }

  @ParameterizedTest
  @EnumSource
  void everyState(Look wanted, FxRobot person) throws TimeoutException {
    robot = person;
    look = wanted;
    robot.interact(this::begin);
    history();
    fire("#host-connect");
    until(() -> monitoring.deployment().known());
    robot.interact(workbench.canvas()::zoomToFit);
    panels();
    revisions();
    connections();
    weight();
    conflict();
    failure();
    album.assertNothingFound();
  }

  private void begin() {
    monitoring.close();
    Texts.speak(look.language);
    workbench = new Workbench(workbench.stage());
    workbench.fileActions().useDialogs(new Answers());
    monitoring = new Monitoring(workbench, Optional.of(agent));
    model = workbench.model();
    workbench.show();
    workbench.stage().setWidth(1280);
    workbench.stage().setHeight(800);
    workbench.theme().show(look.theme);
    workbench.commands().run(workbench.commands().get("text-" + look.size.percent()));
    model.open(Samples.all(Texts.locale()).getFirst().topology());
  }

  /** Many have been here before; what runs is what is drawn. */
  private void history() {
    Topology drawn = model.topology();
    List<String> people = List.of("anna", "bert", "net-operations@amsterdam.example");
    List<String> notes =
        List.of("", "more room", "CHG-20417: web2 gets half of what it got, until its disk is new");
    for (int i = 1; i <= REVISIONS; i++) {
      int weight = i == REVISIONS ? 100 : 100 - i;
      Topology next = withBackends(drawn, pool -> pool.getBackendsBuilder(1).setWeight(weight));
      agent.applyAs(people.get(i % 3), notes.get(i % 3), i == REVISIONS ? drawn : next);
    }
  }

  private void panels() throws TimeoutException {
    until(
        () ->
            !monitoring.stats().histories().isEmpty()
                && monitoring.stats().histories().values().stream()
                    .allMatch(series -> series.count() > 20));
    panel("tab-charts");
    look("charts");
    panel("tab-events");
    look("events");
  }

  private void revisions() throws TimeoutException {
    panel("tab-revisions");
    TableView<?> table = robot.lookup("#revisions-table").queryTableView();
    until(() -> table.getItems().size() == REVISIONS);
    robot.interact(() -> table.getSelectionModel().selectIndices(1, 4));
    look("revisions");
    fire("#revisions-compare");
    until(() -> visible(robot, "#compare-window"));
    look("revisions-compare");
    fire("#compare-close");
    robot.interact(() -> table.getSelectionModel().clearAndSelect(3));
    fire("#revisions-rollback");
    until(this::ready);
    look("rollback");
    fire("#push-go");
    until(() -> monitoring.deployment().running().revision() == REVISIONS + 1);
    until(() -> !visible(robot, "#push-go"));
    look("rollback-done");
    fire("#push-close");
    until(() -> model.topology().equals(runs()));
  }

  private boolean ready() {
    return robot
        .lookup("#push-go")
        .tryQuery()
        .filter(go -> go.isVisible() && !go.isDisabled())
        .isPresent();
  }

  private void connections() throws TimeoutException {
    panel("tab-connections");
    TableView<?> table = robot.lookup("#connections-table").queryTableView();
    until(() -> table.getItems().size() > 10);
    look("connections");
    robot.interact(() -> table.getSelectionModel().selectRange(0, 8));
    Platform.runLater(() -> robot.lookup("#connections-end").queryButton().fire());
    until(() -> visible(robot, "#connections-end-no"));
    look("connections-end");
    fire("#connections-end-no");
  }

  private void weight() throws TimeoutException {
    panel("tab-problems");
    robot.interact(() -> model.selection().select(List.of("web1")));
    Platform.runLater(() -> run("backend-weight"));
    until(() -> visible(robot, "#backend-weight-ok"));
    look("weight");
    robot.interact(() -> robot.lookup("#backend-weight-ok").query().getScene().getWindow().hide());
    run("backend-drain");
    until(() -> backend(model.topology(), "web1").getState().name().endsWith("DRAIN"));
    until(() -> sign(robot, "#state-web1").startsWith("◆"));
    look("drained");
  }

  private void conflict() throws TimeoutException {
    editTwo(robot);
    long before = revision();
    annaIsQuicker(robot);
    look("drift");
    fire("#drift-compare");
    until(() -> visible(robot, "#push-merge-open"));
    until(() -> !robot.lookup("#push-merge-open").query().isDisabled());
    look("push-conflict");
    fire("#push-merge-open");
    look("merge");
    fire("#merge-theirs-0");
    fire("#merge-mine-0");
    until(() -> !robot.lookup("#push-merge-apply").query().isDisabled());
    look("merge-decided");
    fire("#push-merge-apply");
    until(this::ready);
    look("push-ready");
    fire("#push-go");
    until(() -> monitoring.deployment().running().revision() == before + 2);
    until(() -> !visible(robot, "#push-go"));
    look("push-done");
    fire("#push-close");
  }

  private void failure() throws TimeoutException {
    edit(robot, "web1", "weight", web1 -> web1.toBuilder().setWeight(5).build());
    fire("#push-button");
    until(this::ready);
    agent.holdPushes();
    fire("#push-go");
    until(() -> visible(robot, "#push-progress"));
    look("push-progress");
    agent.cut(true);
    until(() -> visible(robot, "#push-again"));
    look("push-unknown");
    until(() -> !monitoring.connection().status().connected());
    fire("#push-again");
    until(() -> !visible(robot, "#push-progress"));
    look("push-failed");
    fire("#push-close");
    until(() -> sign(robot, "#state-web1").startsWith("?"));
    look("lost");
  }

  private void fire(String button) {
    robot.interact(() -> robot.lookup(button).queryAs(ButtonBase.class).fire());
  }

  private void run(String command) {
    robot.interact(() -> workbench.commands().run(workbench.commands().get(command)));
  }

  private void panel(String tab) {
    BottomTabs.front(robot, workbench, tab);
  }

  /** The window in front, once what is painted at the next frame is there. */
  private void look(String name) {
    WaitForAsyncUtils.waitForFxEvents(8);
    Screens screens = new Screens(workbench, state);
    String full = name + "-" + look.name().toLowerCase(Locale.ROOT);
    robot.interact(() -> album.look(screens.top().getScene(), full, look.scales()));
  }
}

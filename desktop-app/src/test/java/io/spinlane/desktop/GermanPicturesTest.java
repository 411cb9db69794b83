package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.pictures.EnglishLeftovers;
import io.spinlane.desktop.pictures.Shots;
import io.spinlane.desktop.remote.Failure;
import io.spinlane.desktop.text.Language;
import io.spinlane.desktop.text.Said;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/**
 * The window in German: takes pictures of it, because its words are longer and no button may cut
 * them, and looks for English that comes from the rules, from files or from an agent.
 */
@ExtendWith(ApplicationExtension.class)
class GermanPicturesTest {
  private static final Path FOLDER = Path.of("target", "pictures");

  /** A drawing that breaks a good part of the rules. */
  private static final String WRONG =
      """
      nics:
        - {id: ext0, driver: AF_XDP, side: SERVER, queues: 300, mac: "01:00:5e:00:00:01"}
        - {id: int0, side: SERVER, addresses: [10.0.0.0/24, 10.0.0.1/24], sim: {thinkTime: -1s}}
      cores:
        - {id: sw1, cpu: 1, role: SWITCH}
        - {id: sw2, cpu: 1, role: SWITCH}
      lanes:
        - {nic: ext0, queue: 400, core: sw1}
        - {nic: nowhere, queue: 0, core: sw1}
      vips:
        - {id: www, address: 203.0.113.10, nics: [ext0]}
        - {id: www, address: 203.0.113.300}
      pools:
        - {id: web, health: {tcp: {}}, backends: [{id: web1, address: "2001:db8::1"}, {id: web2}]}
        - {id: bare}
      services:
        - {id: http, vip: www, ports: ["80", "99999"], pool: web, mode: DSR, syncookies: true}
        - {id: https, vip: www, protocol: TCP, ports: ["80-90"], pool: bare}
      routes:
        - {prefix: 10.0.0.1/8, via: 192.0.2.1}
      """
          .replace("syncookies", "synCookies");

  private static final String BROKEN =
      """
      nmae: edge-1
      nics: one
      cores:
        - {id: sw1, cpu: many, role: SWICH}
      connections: {timeouts: {tcpSyn: soon}}
      """;

  @TempDir private static Path state;

  private final EnglishLeftovers leftovers = new EnglishLeftovers();

  @SuppressWarnings("NullAway.Init") // set before each test by start
  private SharedAgent agent;

  @SuppressWarnings("NullAway.Init") // set before each test by start
  private Workbench workbench;

  @SuppressWarnings("NullAway.Init") // set before each test by start
  private Monitoring monitoring;

  @Start
  void start(Stage stage) throws IOException {
    Files.createDirectories(FOLDER);
    Texts.speak(Language.GERMAN);
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(new Answers());
    agent = new SharedAgent(Files.createTempDirectory(state, "agent"));
    monitoring = new Monitoring(workbench, Optional.of(agent));
    workbench.show();
  }

  @Stop
  void stop() {
    monitoring.close();
    agent.close();
    Texts.speak(Language.ENGLISH);
  }

  @Test
  void window(FxRobot robot) {
    for (Theme.Kind theme : Theme.Kind.values()) {
      robot.interact(() -> workbench.theme().show(theme));
      robot.interact(workbench.model().selection()::clear);
      take(robot, "german-empty-" + theme);
      assertGerman(robot);
      robot.interact(() -> workbench.fileActions().open(Samples.all(Texts.locale()).getFirst()));
      take(robot, "german-sample-" + theme);
      assertGerman(robot);
      for (String kind : List.of("ext0", "sw1", "www", "http", "web1")) {
        robot.interact(() -> workbench.model().selection().select(List.of(kind)));
        take(robot, "german-" + kind + "-" + theme);
        assertThat(cut(robot)).as("cut off with %s selected", kind).isEmpty();
      }
      robot.interact(() -> workbench.model().open(workbench.model().topology()));
    }
    assertThat(FOLDER.resolve("german-sample-DARK.png")).exists();
  }

  @Test
  void commandsAndKeys(FxRobot robot) {
    robot.interact(() -> workbench.fileActions().open(Samples.all(Texts.locale()).getFirst()));
    for (String id : List.of("commands", "shortcuts")) {
      robot.interact(() -> workbench.commands().run(workbench.commands().get(id)));
      WaitForAsyncUtils.waitForFxEvents();
      String root = id.equals("commands") ? "#command-palette" : "#shortcut-sheet";
      Node shown = robot.lookup(root).query();
      take(robot, "german-" + id, shown.getScene());
      assertThat(shown.getLayoutBounds().getWidth()).as(id).isLessThan(1280);
      robot.push(KeyCode.ESCAPE);
    }
    assertThat(FOLDER.resolve("german-shortcuts.png")).exists();
  }

  @Test
  void problems(FxRobot robot) throws Exception {
    var wrong = TopologyFiles.read(WRONG, Format.YAML, "wrong").topology();
    for (Theme.Kind theme : Theme.Kind.values()) {
      robot.interact(() -> workbench.theme().show(theme));
      robot.interact(() -> workbench.model().open(wrong));
      until(() -> workbench.problems().problemsProperty().get().size() > 20);
      for (String id : List.of("ext0", "int0", "www", "http", "web")) {
        robot.interact(() -> workbench.model().selection().select(List.of(id)));
        take(robot, "german-problems-" + id + "-" + theme);
        assertGerman(robot);
      }
    }
    assertThat(workbench.problems().problemsProperty().get())
        .allSatisfy(problem -> assertThat(Said.both(problem)).isNotEqualTo(english(problem)));
  }

  private static String english(Diagnostic problem) {
    return problem.getMessage() + " " + problem.getHint();
  }

  @Test
  void brokenFile(FxRobot robot) throws Exception {
    Path file = Files.writeString(state.resolve("kaputt.spinlane.yaml"), BROKEN);
    workbench.fileActions().useDialogs(new StageDialogs(workbench.stage()));
    Platform.runLater(() -> workbench.fileActions().open(file));
    until(() -> robot.lookup("#dialog-details").tryQuery().isPresent());
    TextArea details = robot.lookup("#dialog-details").queryAs(TextArea.class);
    take(robot, "german-broken-file", details.getScene());
    assertThat(details.getText().lines())
        .hasSize(5)
        .first()
        .isEqualTo("Zeile 1, Spalte 1: Der Name „nmae“ ist hier nicht bekannt. Ist name gemeint?");
    assertGerman(robot);
    robot.interact(details.getScene().getWindow()::hide);
  }

  @Test
  void mistypedValues(FxRobot robot) {
    robot.interact(() -> workbench.fileActions().open(Samples.all(Texts.locale()).getFirst()));
    mistype(robot, "www", "address", "203.0.113.300", "weder eine IPv4- noch eine IPv6-Adresse");
    mistype(robot, "www", "address", "2001:db8", "ist keine IPv6-Adresse");
    mistype(robot, "ext0", "mac", "02:00", "keine Hardware-Adresse");
    mistype(robot, "ext0", "addresses-0", "10.0.0.1/33", "Ein IPv4-Präfix hat 0 bis 32 Bits");
    mistype(robot, "http", "ports", "90-80", "endet, bevor es beginnt");
    mistype(robot, "http", "timeouts-tcp_fin", "soon", "keine Zeit mit Einheit");
  }

  private void mistype(FxRobot robot, String id, String field, String text, String told) {
    robot.interact(() -> workbench.model().selection().select(List.of(id)));
    robot.interact(
        () ->
            workbench
                .inspector()
                .lookupAll(".inspector-section")
                .forEach(section -> ((TitledPane) section).setExpanded(true)));
    WaitForAsyncUtils.waitForFxEvents();
    TextField input = robot.lookup("#field-" + field).queryAs(TextField.class);
    robot.interact(() -> input.setText(text));
    String error = "#field-" + field.replaceFirst("-\\d$", "") + "-error";
    assertThat(robot.lookup(error).queryLabeled().getText()).contains(told);
    take(robot, "german-mistyped-" + field);
    assertGerman(robot);
  }

  /** What an agent says, before a push and after it: findings, conflicts, refusals, events. */
  @Test
  void anAgent(FxRobot robot) throws Exception {
    robot.interact(() -> workbench.fileActions().open(Samples.all(Texts.locale()).getFirst()));
    robot.interact(() -> robot.lookup("#host-connect").queryButton().fire());
    Button push = robot.lookup("#push-button").queryButton();
    until(() -> !push.isDisabled());
    agent.applyAs("anna", "", workbench.model().topology());
    robot.interact(
        () -> workbench.model().apply(Edits.set("ext0", "driver", "driver", this::ofTheHost)));
    robot.interact(push::fire);
    until(() -> robot.lookup("#push-state").tryQuery().isPresent());
    Node state = robot.lookup("#push-state").query();
    until(() -> shown(state.getScene().getRoot(), "Der Agent in diesem Programm lässt die Geräte"));
    take(robot, "german-push-refused", state.getScene());
    assertGerman(robot);
    robot.interact(() -> robot.lookup("#push-close").queryButton().fire());

    assertThatThrownBy(() -> agent.applyAs("bert", "", workbench.model().topology()))
        .satisfies(
            refusal ->
                assertThat(Failure.sentence(refusal))
                    .startsWith(
                        "Die Topologie hat 2 Fehler, der erste: Der Host hat kein Gerät nowhere0."));
    robot.interact(
        () -> {
          var tabs = workbench.window().bottomTabs();
          tabs.getTabs().stream()
              .filter(tab -> "tab-events".equals(tab.getId()))
              .forEach(tabs.getSelectionModel()::select);
        });
    Node events = robot.lookup("#bottom-tabs").query();
    until(() -> shown(events, "Revision 1 von anna läuft."));
    until(() -> shown(events, "Eine Topologie von bert wurde abgewiesen. Die Topologie hat"));
    take(robot, "german-events");
    assertGerman(robot);
  }

  private static boolean shown(Node root, String beginning) {
    return root.lookupAll(".label").stream()
        .anyMatch(node -> node instanceof Labeled label && label.getText().startsWith(beginning));
  }

  /** A device of the host, which the agent inside the app leaves alone. */
  private Message ofTheHost(Message nic) {
    return ((Nic) nic)
        .toBuilder()
            .setDriver(NicDriver.NIC_DRIVER_AF_PACKET)
            .setDevice("nowhere0")
            .clearSettings()
            .build();
  }

  /** In every window that is open, tooltips and what is read out included. */
  private void assertGerman(FxRobot robot) {
    Set<String> found = new TreeSet<>();
    robot.interact(
        () ->
            Window.getWindows()
                .forEach(window -> found.addAll(leftovers.in(window.getScene().getRoot()))));
    assertThat(found).isEmpty();
  }

  /** Texts of buttons and labels that end in an ellipsis because they do not fit. */
  private static Set<String> cut(FxRobot robot) {
    Set<String> cut = new TreeSet<>();
    for (Node node : robot.lookup(".button, .tab-label, .menu-button").queryAll()) {
      if (node instanceof Labeled labeled
          && labeled.isVisible()
          && node.lookup(".text") instanceof javafx.scene.text.Text shown
          && !shown.getText().equals(labeled.getText())) {
        cut.add(labeled.getText() + " as " + shown.getText());
      }
    }
    return cut;
  }

  @Test
  void buttonsOfTheToolkitSpeakGermanToo(FxRobot robot) {
    StageDialogs dialogs = new StageDialogs(workbench.stage());
    Platform.runLater(() -> dialogs.askDiscard("edge-1"));
    WaitForAsyncUtils.waitForFxEvents();
    Set<String> buttons = new TreeSet<>();
    for (Button button : robot.lookup(".dialog-pane .button").queryAllAs(Button.class)) {
      buttons.add(button.getText());
    }
    assertThat(buttons).containsExactly("Abbrechen", "Nicht speichern", "Speichern");
    Button cancel = robot.lookup("Abbrechen").queryButton();
    take(robot, "german-discard", cancel.getScene());
    robot.interact(cancel::fire);
  }

  private void take(FxRobot robot, String name) {
    robot.interact(
        () -> {
          workbench.stage().setWidth(1280);
          workbench.stage().setHeight(800);
        });
    robot.interact(() -> workbench.canvas().zoomToFit());
    WaitForAsyncUtils.waitForFxEvents();
    take(robot, name, workbench.stage().getScene());
  }

  private static void take(FxRobot robot, String name, javafx.scene.Scene scene) {
    Shots.save(robot, scene, FOLDER.resolve(name + ".png"));
  }
}

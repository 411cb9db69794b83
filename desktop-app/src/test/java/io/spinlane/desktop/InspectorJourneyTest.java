package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.AccessAction;
import io.spinlane.v1.Backend;
import io.spinlane.v1.HealthCheck;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Service;
import io.spinlane.v1.Vip;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The controls of the inspector, used like a person uses them. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class InspectorJourneyTest {
  private Workbench workbench;
  private DesignModel model;

  @Start
  void start(Stage stage) {
    workbench = new Workbench(stage);
    model = workbench.model();
    workbench.fileActions().useDialogs(new Answers());
    workbench.show();
  }

  @BeforeEach
  void open(FxRobot robot) {
    robot.interact(() -> workbench.fileActions().open(Samples.all().getFirst()));
  }

  private void select(FxRobot robot, String... ids) {
    robot.interact(() -> model.selection().select(List.of(ids)));
  }

  private void unfold(FxRobot robot, String section) {
    robot.interact(
        () -> robot.lookup("#section-" + section).queryAs(TitledPane.class).setExpanded(true));
  }

  private TextField field(FxRobot robot, String id) {
    return robot.lookup("#field-" + id).queryAs(TextField.class);
  }

  private void focus(FxRobot robot, String id) {
    Node node = robot.lookup("#field-" + id).query();
    robot.interact(node::requestFocus);
  }

  private Service service() {
    return (Service) model.element("http").orElseThrow().message();
  }

  private Backend backend(String id) {
    return (Backend) model.element(id).orElseThrow().message();
  }

  @Test
  void portsAreChips(FxRobot robot) {
    select(robot, "http");
    focus(robot, "ports");
    robot.write("443,8000-8999").push(KeyCode.ENTER);
    assertThat(service().getPortsList()).containsExactly("80", "443", "8000-8999");
    assertThat(robot.lookup("#field-ports-note").queryAs(Label.class).getText())
        .isEqualTo("1,002 ports in all");
    robot.write("70000");
    assertThat(robot.lookup("#field-ports-error").queryAs(Label.class).getText())
        .contains("beyond 65535");
    robot.push(KeyCode.CONTROL, KeyCode.A).push(KeyCode.BACK_SPACE).push(KeyCode.BACK_SPACE);
    assertThat(service().getPortsList()).containsExactly("80", "443");
    robot.interact(() -> robot.lookup("#field-ports-chip-80").queryButton().fire());
    assertThat(service().getPortsList()).containsExactly("443");
    robot.interact(model::undo);
    assertThat(service().getPortsList()).containsExactly("80", "443");
  }

  @Test
  void timesHaveAUnitThatMayBeTyped(FxRobot robot) {
    select(robot, "http");
    unfold(robot, "timeouts");
    focus(robot, "timeouts-tcp_fin");
    robot.write("45");
    assertThat(service().getTimeouts().getTcpFin().getSeconds()).isEqualTo(45);
    @SuppressWarnings("unchecked")
    ComboBox<String> unit = robot.lookup("#field-timeouts-tcp_fin-unit").queryAs(ComboBox.class);
    robot.interact(() -> unit.setValue("min"));
    assertThat(service().getTimeouts().getTcpFin().getSeconds()).isEqualTo(45 * 60);
    robot.push(KeyCode.CONTROL, KeyCode.A).write("90ms");
    assertThat(service().getTimeouts().getTcpFin())
        .isEqualTo(Duration.newBuilder().setNanos(90_000_000).build());
    assertThat(unit.getValue()).isEqualTo("ms");
    robot.push(KeyCode.CONTROL, KeyCode.A).write("0");
    assertThat(robot.lookup("#field-timeouts-tcp_fin-error").queryAs(Label.class).getText())
        .contains("longer than nothing");
    robot.push(KeyCode.CONTROL, KeyCode.A).push(KeyCode.BACK_SPACE);
    assertThat(service().hasTimeouts()).as("nothing is left behind").isFalse();
  }

  @Test
  void severalElementsAreEditedTogether(FxRobot robot) {
    select(robot, "web1");
    focus(robot, "capabilities");
    robot.write("gpu").push(KeyCode.ENTER);
    select(robot, "web1", "web2");
    Node partial = robot.lookup("#field-capabilities-chip-gpu").query();
    assertThat(partial.getPseudoClassStates()).extracting(Object::toString).contains("partial");
    assertThat(field(robot, "address").getPromptText()).isEqualTo("different values");
    focus(robot, "capabilities");
    robot.write("ssd ");
    assertThat(backend("web1").getCapabilitiesList()).containsExactly("gpu", "ssd");
    assertThat(backend("web2").getCapabilitiesList()).containsExactly("ssd");
    robot.interact(() -> robot.lookup("#field-capabilities-chip-gpu").queryButton().fire());
    assertThat(backend("web2").getCapabilitiesList()).containsExactly("ssd", "gpu");
    robot.interact(model::undo);
    robot.interact(model::undo);
    assertThat(backend("web2").getCapabilitiesList()).isEmpty();
    select(robot, "web3");
    assertThat(robot.lookup("#field-capabilities-offer-gpu").tryQuery())
        .as("words of others are offered")
        .isPresent();
  }

  @Test
  void referencesOfSeveralAreHalfTicked(FxRobot robot) {
    robot.doubleClickOn("#palette-VIP");
    select(robot, "www", "vip1");
    CheckBox box = robot.lookup("#field-nics-ext0").queryAs(CheckBox.class);
    assertThat(box.isIndeterminate()).isTrue();
    robot.interact(box::fire);
    assertThat(((Vip) model.element("vip1").orElseThrow().message()).getNicsList())
        .containsExactly("ext0");
    assertThat(((Vip) model.element("www").orElseThrow().message()).getNicsList())
        .containsExactly("ext0");
  }

  @Test
  void elementsOfDifferentKindsOfferThoseOfOne(FxRobot robot) {
    select(robot, "web1", "web2", "http");
    robot.clickOn("#inspector-only-backend");
    assertThat(model.selection().ids()).containsExactly("web1", "web2");
  }

  @Test
  void healthChecksAreChosenAndFilledIn(FxRobot robot) throws TimeoutException {
    select(robot, "web");
    unfold(robot, "health");
    ComboBox<?> check = robot.lookup("#field-health-check").queryAs(ComboBox.class);
    robot.interact(() -> check.getSelectionModel().select(2));
    assertThat(pool().getHealth().getCheckCase()).isEqualTo(HealthCheck.CheckCase.HTTP);
    focus(robot, "health-http-path");
    robot.write("/healthz");
    focus(robot, "health-http-expected_statuses");
    robot.write("200 204 99").push(KeyCode.ENTER);
    assertThat(pool().getHealth().getHttp().getPath()).isEqualTo("/healthz");
    assertThat(pool().getHealth().getHttp().getExpectedStatusesList()).containsExactly(200, 204);
    until(() -> robot.lookup("#inspector-findings .field-warning").tryQuery().isPresent());
    ComboBox<?> again = robot.lookup("#field-health-check").queryAs(ComboBox.class);
    robot.interact(() -> again.getSelectionModel().select(0));
    assertThat(pool().hasHealth()).isFalse();
  }

  private Pool pool() {
    return (Pool) model.element("web").orElseThrow().message();
  }

  @Test
  void accessRulesAndRoutesAreLinesOfControls(FxRobot robot) {
    select(robot, "http");
    unfold(robot, "protection");
    robot.interact(() -> robot.lookup("#field-access_rules-add").queryButton().fire());
    robot.write("10.0.0.0/8");
    robot.interact(
        () ->
            robot
                .lookup("#field-access_rules-0-1")
                .queryAs(ComboBox.class)
                .getSelectionModel()
                .selectLast());
    assertThat(service().getAccessRules(0).getAction()).isEqualTo(AccessAction.ACCESS_ACTION_DENY);
    assertThat(service().getAccessRules(0).getPrefix()).isEqualTo("10.0.0.0/8");
    robot.interact(model.selection()::clear);
    robot.interact(() -> robot.lookup("#field-routes-add").queryButton().fire());
    robot.write("0.0.0.0/0");
    focus(robot, "routes-0-1");
    robot.write("10.0.0.254");
    assertThat(model.topology().getRoutes(0).getVia()).isEqualTo("10.0.0.254");
  }

  @Test
  void rulesSpeakAtTheProperty(FxRobot robot) throws TimeoutException {
    select(robot, "web2");
    assertThat(robot.lookup("#field-address-note").queryAs(Label.class).getText())
        .isEqualTo("In 10.0.0.0/24 of int0");
    focus(robot, "address");
    robot.push(KeyCode.CONTROL, KeyCode.A).write("10.0.0.11");
    until(() -> robot.lookup("#field-address-findings .label").tryQuery().isPresent());
    assertThat(robot.lookup("#field-address-findings .label").queryAs(Label.class).getText())
        .contains("same address and port");
  }

  @Test
  void everyPropertyLeadsToItsMeaning(FxRobot robot) {
    select(robot, "http");
    focus(robot, "ports");
    robot.push(KeyCode.F1);
    Node entry = robot.lookup("#help-entry-service-ports").query();
    assertThat(entry.getPseudoClassStates()).extracting(Object::toString).contains("asked");
    assertThat(robot.lookup("#help-heading").queryAs(Label.class).getText()).isEqualTo("Service");
    robot.clickOn("#help-search").write("rss");
    robot.push(KeyCode.CONTROL, KeyCode.A).write("handshake");
    assertThat(robot.lookup("#help-entry-service-syn_cookies").tryQuery()).isPresent();
    robot.push(KeyCode.ESCAPE);
    assertThat(robot.listWindows()).hasSize(1);
    robot.interact(
        () -> robot.lookup("#inspector-help").queryAs(javafx.scene.control.Hyperlink.class).fire());
    assertThat(robot.lookup("#help-heading").queryAs(Label.class).getText()).isEqualTo("Service");
    robot.push(KeyCode.ESCAPE);
  }
}

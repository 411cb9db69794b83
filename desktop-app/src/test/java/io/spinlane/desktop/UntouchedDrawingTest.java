package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.model.Edit;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.Topology;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/** What runs takes the place of a drawing that nobody has touched, and of no other. */
class UntouchedDrawingTest extends TwoPeople {
  @Test
  void aPushOfSomeoneElseLeavesADrawingThatWasEmptiedByHand(FxRobot robot) throws Exception {
    Path file = state.resolve("mine.spinlane.yaml");
    Topology mine = Samples.find("two-nic-nat").orElseThrow().topology();
    TopologyFiles.save(file, mine);
    robot.interact(() -> workbench.fileActions().open(file));
    connect(robot);
    robot.interact(workbench.canvas()::requestFocus);
    robot.push(KeyCode.CONTROL, KeyCode.A);
    robot.push(KeyCode.DELETE);
    assertThat(model.elements()).isEmpty();
    pushAsAnna();
    assertThat(model.elements()).as("still as I left it").isEmpty();
    assertThat(model.dirty()).isTrue();
    assertThat(workbench.file().path()).contains(file);
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(model.topology()).as("and all of it comes back").isEqualTo(mine);
    assertThat(model.dirty()).isFalse();
  }

  @Test
  void anEditTakenBackCanStillBeMadeAgain(FxRobot robot) throws TimeoutException {
    Topology drawn = model.topology();
    robot.interact(
        () -> {
          workbench.file().startNew();
          model.apply(Edit.of("draw", _ -> drawn));
          model.undo();
        });
    connect(robot);
    pushAsAnna();
    robot.interact(model::redo);
    assertThat(model.topology()).isEqualTo(drawn);
  }

  @Test
  void anUntouchedDrawingShowsWhatRuns(FxRobot robot) throws TimeoutException {
    robot.interact(workbench.file()::startNew);
    connect(robot);
    pushAsAnna();
    assertThat(model.topology()).isEqualTo(runs());
    assertThat(model.dirty()).isFalse();
  }

  private void pushAsAnna() throws TimeoutException {
    agent.applyAs("anna", "hers", Samples.find("single-nic").orElseThrow().topology());
    long number = revision();
    assertThat(number).isPositive();
    until(() -> monitoring.deployment().running().revision() == number);
  }
}

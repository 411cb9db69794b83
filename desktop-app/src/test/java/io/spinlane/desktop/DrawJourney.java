package io.spinlane.desktop;

import io.spinlane.desktop.model.NewElement;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/**
 * A person draws a working switch with nothing but mouse and keys: two simulated NICs, a control
 * and a switch core, a VIP, a service, a pool with two back-ends, and all wires.
 */
public final class DrawJourney {
  private static final int COLUMNS = 6;
  private static final int ZOOM_OUT_CLICKS = 5;

  private final FxRobot robot;
  private final Workbench workbench;

  /** A journey in a window that shows an empty drawing. */
  public DrawJourney(FxRobot robot, Workbench workbench) {
    this.robot = robot;
    this.workbench = workbench;
  }

  /** Draws everything and wires it. */
  public void draw() {
    makeRoom();
    drag(NewElement.SIM_NIC, 0, 0);
    drag(NewElement.SIM_NIC, 0, 1);
    drag(NewElement.CONTROL_CORE, 1, 2);
    drag(NewElement.SWITCH_CORE, 1, 1);
    drag(NewElement.VIP, 2, 0);
    drag(NewElement.SERVICE, 3, 0);
    drag(NewElement.POOL, 4, 0);
    drag(NewElement.BACKEND, 5, 0);
    drag(NewElement.BACKEND, 5, 1);
    wire("#port-nic1-q0", "#node-switch1");
    wire("#port-nic2-q0", "#node-switch1");
    wire("#port-nic1-vip", "#node-vip1");
    wire("#port-vip1-out", "#node-service1");
    wire("#port-service1-out", "#node-pool1");
  }

  /** The screen of a test may be small: everything must fit into the view. */
  public void makeRoom() {
    robot.interact(
        () -> {
          workbench.stage().setX(0);
          workbench.stage().setY(0);
          workbench.stage().setWidth(1000);
          workbench.stage().setHeight(900);
        });
    WaitForAsyncUtils.waitForFxEvents();
    for (int i = 0; i < ZOOM_OUT_CLICKS; i++) {
      robot.clickOn("#button-zoom-out");
    }
  }

  /** Drags something new from the palette into a cell of an imagined table over the view. */
  public void drag(NewElement item, int column, int row) {
    Bounds view = workbench.canvas().localToScreen(workbench.canvas().getLayoutBounds());
    double x = view.getMinX() + view.getWidth() * (column + 0.5) / COLUMNS;
    double y = view.getMinY() + 100 + 90.0 * row;
    robot.drag("#palette-" + item.name(), MouseButton.PRIMARY).dropTo(new Point2D(x, y));
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** Pulls a wire from a port onto a card. */
  public void wire(String port, String card) {
    robot.drag(port, MouseButton.PRIMARY).dropTo(card);
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** Selects an element by a click on its card's name. */
  public void select(String id) {
    robot.clickOn("#node-" + id);
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** Types a text into a property of what is selected, in place of what is there. */
  public void type(String field, String text) {
    Node node = robot.lookup("#field-" + field).query();
    robot.interact(node::requestFocus);
    robot.push(KeyCode.CONTROL, KeyCode.A);
    robot.push(KeyCode.DELETE);
    robot.write(text);
    WaitForAsyncUtils.waitForFxEvents();
  }
}

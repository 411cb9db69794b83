package io.spinlane.desktop;

import org.testfx.api.FxRobot;

/** The panels below the drawing. */
final class BottomTabs {
  private BottomTabs() {}

  /** Brings one to the front; in a narrow window the last ones are behind an arrow. */
  static void front(FxRobot robot, Workbench workbench, String id) {
    var tabs = workbench.window().bottomTabs();
    robot.interact(
        () ->
            tabs.getTabs().stream()
                .filter(tab -> id.equals(tab.getId()))
                .forEach(tabs.getSelectionModel()::select));
  }
}

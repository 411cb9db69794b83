package io.spinlane.desktop;

import javafx.scene.control.SplitPane;
import javafx.scene.control.TabPane;
import javafx.scene.input.MouseEvent;

/**
 * The panels below the canvas: folded, only their names are left, for more room to draw. Whoever
 * asks for a panel opens them again: by its name, a command, or the focus.
 */
final class LowerPanels {
  private static final double USUAL = 0.72;

  /** Room above their names that is no panel yet. */
  private static final double SLACK = 8;

  private final SplitPane split;
  private final TabPane tabs;
  private double open = USUAL;

  LowerPanels(SplitPane split, TabPane tabs) {
    this.split = split;
    this.tabs = tabs;
    tabs.addEventHandler(MouseEvent.MOUSE_CLICKED, _ -> open());
    tabs.focusWithinProperty()
        .addListener(
            (_, _, within) -> {
              if (within && !tabs.isFocused()) {
                open();
              }
            });
  }

  /** Only the names of the panels are to be seen, by this or because someone pulled them down. */
  boolean folded() {
    return tabs.getHeight() > 0 && tabs.getHeight() <= tabs.getMinHeight() + SLACK;
  }

  /** Leaves only the names, or brings back what was there before. */
  void toggle() {
    if (folded()) {
      open();
    } else {
      open = split.getDividerPositions()[0];
      split.setDividerPositions(1);
      split.layout();
    }
  }

  /** Has the panels seen. */
  void open() {
    if (folded()) {
      split.setDividerPositions(open);
      split.layout();
    }
  }
}

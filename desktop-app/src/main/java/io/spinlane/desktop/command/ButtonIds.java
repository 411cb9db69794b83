package io.spinlane.desktop.command;

import javafx.scene.Node;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;

/** Names the buttons of a dialog that the toolkit makes, so that robots find them. */
public final class ButtonIds {
  private ButtonIds() {}

  /** "export-cancel", "told-ok" or "report-close"; a button that has a name keeps it. */
  public static void name(DialogPane pane, String dialog) {
    for (ButtonType type : pane.getButtonTypes()) {
      Node button = pane.lookupButton(type);
      if (button.getId() == null) {
        button.setId(dialog + "-" + role(type));
      }
    }
  }

  private static String role(ButtonType type) {
    if (type.equals(ButtonType.CLOSE)) {
      return "close";
    }
    return type.getButtonData().isCancelButton() ? "cancel" : "ok";
  }
}

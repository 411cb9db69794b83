package io.spinlane.desktop.command;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Popup;

/** Makes small windows over the main one. */
final class Popups {
  private Popups() {}

  /**
   * A popup that looks like a window and goes by Esc or a click beside it. A new one each time: one
   * that was hidden while the theme changed would keep colours of both.
   */
  static Popup over(Scene scene, Node content) {
    Popup popup = new Popup();
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
    popup.getScene().getRoot().getStyleClass().setAll(scene.getRoot().getStyleClass());
    popup.getScene().getStylesheets().setAll(scene.getStylesheets());
    popup.getContent().add(content);
    return popup;
  }
}

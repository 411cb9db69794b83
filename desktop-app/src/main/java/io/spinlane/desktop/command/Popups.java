package io.spinlane.desktop.command;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Popup;

/** Makes small windows over the main one. */
public final class Popups {
  private static final String SCALE = "text-scale";

  private Popups() {}

  /** Remembers how much larger than usual the words of a window are. */
  public static void scale(Scene scene, double factor) {
    scene.getProperties().put(SCALE, factor);
  }

  /** How much larger than usual the words of a window are. */
  static double scale(Scene scene) {
    return scene.getProperties().get(SCALE) instanceof Double factor ? factor : 1;
  }

  /**
   * A popup that looks like a window and goes by Esc or a click beside it. A new one each time: one
   * that was hidden while the theme changed would keep colours of both.
   */
  public static Popup over(Scene scene, Node content) {
    Popup popup = new Popup();
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
    popup.getScene().getRoot().getStyleClass().setAll(scene.getRoot().getStyleClass());
    popup.getScene().getStylesheets().setAll(scene.getStylesheets());
    popup.getContent().add(content);
    return popup;
  }
}

package io.spinlane.desktop;

import javafx.application.Application;

/** Starts the desktop app. */
public final class Main {
  private Main() {}

  /** Opens the window; a topology file may be named. */
  public static void main(String[] arguments) {
    Application.launch(DesktopApp.class, arguments);
  }
}

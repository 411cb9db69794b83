package io.spinlane.desktop;

import javafx.application.Application;
import javafx.stage.Stage;

/** The JavaFX side of starting up. */
public final class DesktopApp extends Application {
  /** Called by JavaFX. */
  public DesktopApp() {}

  @Override
  public void start(Stage stage) {
    Workbench workbench = new Workbench(stage);
    workbench.show();
  }
}

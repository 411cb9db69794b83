package io.spinlane.desktop;

import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.util.Duration;

/** The JavaFX side of starting up. */
public final class DesktopApp extends Application {
  /** Called by JavaFX. */
  public DesktopApp() {}

  @Override
  public void start(Stage stage) {
    LaunchOptions options = LaunchOptions.parse(getParameters().getRaw());
    Workbench workbench = new Workbench(stage);
    workbench.show();
    if (options.file() != null) {
      workbench.fileActions().open(options.file());
    }
    options.seconds().ifPresent(DesktopApp::closeAfter);
  }

  private static void closeAfter(int seconds) {
    PauseTransition pause = new PauseTransition(Duration.seconds(seconds));
    pause.setOnFinished(_ -> Platform.exit());
    pause.play();
  }
}

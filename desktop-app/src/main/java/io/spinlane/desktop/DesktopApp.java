package io.spinlane.desktop;

import java.nio.file.Path;
import java.util.List;
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
    List<String> files = getParameters().getUnnamed();
    if (!files.isEmpty()) {
      workbench.fileActions().open(Path.of(files.getFirst()));
    }
  }
}

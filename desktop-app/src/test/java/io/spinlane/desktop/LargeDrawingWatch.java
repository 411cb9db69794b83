package io.spinlane.desktop;

import io.spinlane.v1.Topology;
import java.util.Optional;
import javafx.stage.Stage;

/** 512 elements, 64 of them cores, in a window that a test has watch an agent of its own. */
@SuppressWarnings("NullAway.Init") // set before each test by show
abstract class LargeDrawingWatch {
  final Topology drawing = LargeDrawing.of(512);
  Workbench workbench;
  Monitoring monitoring;

  final void show(Stage stage) {
    workbench = new Workbench(stage);
    monitoring = new Monitoring(workbench, Optional.empty());
    workbench.fileActions().useDialogs(new Answers());
    workbench.show();
    stage.setWidth(1280);
    stage.setHeight(900);
    workbench.model().open(drawing);
  }
}

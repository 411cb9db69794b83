package io.spinlane.desktop;

import io.spinlane.desktop.remote.AgentPlace;
import io.spinlane.desktop.text.Language;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.sample.Samples;
import java.util.List;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** The JavaFX side of starting up. */
public final class DesktopApp extends Application {
  private static volatile int exitCode;

  private @Nullable Monitoring monitoring;

  /** Called by JavaFX. */
  public DesktopApp() {}

  /** What the process ends with; right after the window has closed. */
  static int exitCode() {
    return exitCode;
  }

  @Override
  public void start(Stage stage) {
    LaunchOptions options = LaunchOptions.parse(List.copyOf(getParameters().getRaw()));
    Language language = options.language();
    Texts.speak(language == null ? Language.SYSTEM : language);
    Workbench workbench = new Workbench(stage);
    AgentPlace embedded = new EmbeddedPlace();
    Monitoring monitor = new Monitoring(workbench, Optional.of(embedded));
    monitoring = monitor;
    workbench.theme().show(options.theme());
    workbench.show();
    AgentPlace remote = options.connect();
    if (options.file() != null) {
      workbench.fileActions().open(options.file());
    } else if (remote == null) {
      workbench.fileActions().open(Samples.all().getFirst());
    }
    if (remote != null) {
      monitor.connect(remote);
    } else {
      monitor.runHere(embedded);
    }
    boolean headless = "Headless".equals(System.getProperty("glass.platform"));
    if (headless) {
      new HeadlessRun(workbench, monitor, options, code -> exitCode = code).begin();
    } else {
      options.seconds().ifPresent(DesktopApp::closeAfter);
    }
  }

  @Override
  public void stop() {
    if (monitoring != null) {
      monitoring.close();
    }
  }

  private static void closeAfter(int seconds) {
    PauseTransition pause = new PauseTransition(Duration.seconds(seconds));
    pause.setOnFinished(_ -> Platform.exit());
    pause.play();
  }
}

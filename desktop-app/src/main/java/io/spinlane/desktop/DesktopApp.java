package io.spinlane.desktop;

import io.spinlane.desktop.io.Settings;
import io.spinlane.desktop.io.StateFolder;
import io.spinlane.desktop.remote.AgentPlace;
import io.spinlane.desktop.text.Language;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.sample.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
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
  private @Nullable Session session;

  /** Called by JavaFX. */
  public DesktopApp() {}

  /** What the process ends with; right after the window has closed. */
  static int exitCode() {
    return exitCode;
  }

  @Override
  public void start(Stage stage) {
    LaunchOptions options = LaunchOptions.parse(List.copyOf(getParameters().getRaw()));
    boolean headless = "Headless".equals(System.getProperty("glass.platform"));
    Path folder = StateFolder.ofUser();
    Settings settings = Session.settings(folder);
    Language chosen = settings.word("language").flatMap(Language::find).orElse(Language.SYSTEM);
    Texts.speak(Objects.requireNonNullElse(options.language(), chosen));
    Workbench workbench = new Workbench(stage);
    Session kept = new Session(workbench, folder, settings);
    session = kept;
    AgentPlace embedded = new EmbeddedPlace();
    Monitoring monitor = new Monitoring(workbench, Optional.of(embedded));
    monitoring = monitor;
    monitor.remember(settings);
    workbench.theme().choose(Objects.requireNonNullElse(options.theme(), kept.memory().theme()));
    workbench.theme().size(kept.memory().textSize());
    if (!headless) {
      kept.memory().restorePlace();
      stage.setOnHiding(_ -> kept.memory().remember());
    }
    workbench.show();
    if (!headless) {
      kept.memory().restoreParts();
    }
    kept.offerLostWork();
    if (headless) {
      workbench.fileActions().useDialogs(new NobodyThere(code -> exitCode = code));
    }
    AgentPlace remote = options.connect();
    workbench.welcome().onConnect(monitor::connect);
    workbench.welcome().onSample(() -> monitor.runDrawing(embedded));
    if (options.file() != null) {
      workbench.fileActions().open(options.file());
    } else if (options.sample().isPresent()) {
      workbench.fileActions().open(options.sample().get());
    } else if (remote == null && headless) {
      workbench.fileActions().open(Samples.all(Texts.locale()).getFirst());
    }
    if (exitCode != 0) {
      Platform.exit(); // without the file there is nothing to run
      return;
    }
    if (remote != null) {
      monitor.connect(remote);
    } else if (workbench.model().elements().isEmpty()) {
      monitor.connect(embedded); // the welcome page is shown; a sample runs once it is chosen
    } else {
      monitor.runHere(embedded);
    }
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
    if (session != null) {
      session.close();
    }
  }

  private static void closeAfter(int seconds) {
    PauseTransition pause = new PauseTransition(Duration.seconds(seconds));
    pause.setOnFinished(_ -> Platform.exit());
    pause.play();
  }
}

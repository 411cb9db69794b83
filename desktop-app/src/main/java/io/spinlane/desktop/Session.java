package io.spinlane.desktop;

import io.spinlane.desktop.command.ButtonIds;
import io.spinlane.desktop.command.Command;
import io.spinlane.desktop.io.DesignFile;
import io.spinlane.desktop.io.Journal;
import io.spinlane.desktop.io.Lost;
import io.spinlane.desktop.io.RecentFiles;
import io.spinlane.desktop.io.RecoveryFolder;
import io.spinlane.desktop.io.Settings;
import io.spinlane.desktop.io.Snapshot;
import io.spinlane.desktop.push.ChangesView;
import io.spinlane.desktop.text.Language;
import io.spinlane.desktop.text.Said;
import io.spinlane.desktop.text.Texts;
import io.spinlane.desktop.welcome.RecoveryBanner;
import io.spinlane.topology.diff.TopologyDiff;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import javafx.application.Platform;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ScrollPane;
import org.jspecify.annotations.Nullable;

/**
 * What outlives the window: unsaved work, recent files, and how the window was. An app that cannot
 * write its folder works all the same, and says once that nothing is kept.
 */
public final class Session implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Session.class.getName());

  private final Workbench workbench;
  private final Settings settings;
  private final RecentFiles recent;
  private final RecoveryFolder recovery;
  private final WindowMemory memory;
  private final List<Lost> offered = new ArrayList<>();
  private @Nullable Journal journal;

  /** Begins to keep the work of a window in a folder. */
  public Session(Workbench workbench, Path folder, Settings settings) {
    this.workbench = workbench;
    this.settings = settings;
    recent = new RecentFiles(folder.resolve("recent"));
    recovery = new RecoveryFolder(folder.resolve("recovery"));
    memory = new WindowMemory(workbench, settings);
    workbench.file().listen(this::remember);
    workbench.fileActions().onQuit(this::leave);
    workbench.fileActions().showRecent(recent::existing);
    workbench.welcome().showRecent(recent::existing);
    if (settings.word("tour").isEmpty()) {
      workbench.welcome().showNewcomer(() -> settings.put("tour", "seen"));
    }
    offerLanguages();
    try {
      journal =
          new Journal(
              workbench.model(),
              workbench.file(),
              recovery.begin(),
              Clock.systemUTC(),
              problem -> Platform.runLater(() -> notKept(problem)));
    } catch (IOException e) {
      notKept(e);
    }
  }

  /** The words of the settings file of a state folder. */
  static Settings settings(Path folder) {
    return Settings.read(folder.resolve("settings.properties"));
  }

  /** How the window was and is. */
  WindowMemory memory() {
    return memory;
  }

  /** The files that were opened last. */
  public RecentFiles recent() {
    return recent;
  }

  private void offerLanguages() {
    for (Language language : Language.values()) {
      workbench
          .commands()
          .add(
              "language",
              Command.named("language-" + language.tag(), language::title, () -> choose(language))
                  .ticked(() -> language.tag().equals(language())));
    }
  }

  private String language() {
    return settings.word("language").orElse(Language.SYSTEM.tag());
  }

  private void choose(Language language) {
    settings.put("language", language.tag());
    workbench.window().say(Texts.get("language.next", language.title()));
  }

  private void notKept(IOException problem) {
    LOG.log(System.Logger.Level.WARNING, "unsaved work is not kept: {0}", problem.getMessage());
    workbench.window().say(Texts.get("recovery.notKept", Said.why(problem)));
  }

  private void remember(Path file) {
    try {
      recent.add(file);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "recent files are not kept: {0}", e.getMessage());
    }
  }

  /** Shows a banner for everything that other apps have lost. */
  public void offerLostWork() {
    try {
      for (Lost lost : recovery.claim()) {
        offered.add(lost);
        RecoveryBanner banner =
            RecoveryBanner.of(lost, ZoneId.systemDefault(), new Replies(), this::answered);
        workbench.window().banners().getChildren().add(banner);
      }
      // what is opened next is fitted into the room that they leave
      workbench.window().applyCss();
      workbench.window().layout();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot look for lost work: {0}", e.getMessage());
    }
  }

  /** The old copy of restored work goes only when there is a new one. */
  private boolean keptAnew() throws ExecutionException {
    Journal keeping = journal;
    return keeping == null
        || workbench
            .work()
            .await(
                Texts.get("work.saving", workbench.file().title()),
                () -> {
                  keeping.flush();
                  return true;
                });
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private void answered(RecoveryBanner banner) {
    workbench.window().banners().getChildren().remove(banner);
  }

  /** The window is about to close, and what to do with unsaved work is decided. */
  private void leave() {
    Journal keeping = journal;
    journal = null;
    if (keeping != null) {
      keeping.forget();
    }
  }

  /** Remembers the window; work nobody has decided about is offered at the next start. */
  @Override
  public void close() {
    if (journal != null) {
      journal.close();
    }
    offered.forEach(Lost::close);
    try {
      settings.save();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "the window is not remembered: {0}", e.getMessage());
    }
  }

  private final class Replies implements RecoveryBanner.Answers {
    @Override
    public boolean restore(Snapshot snapshot) {
      if (!workbench.fileActions().mayDiscard()) {
        return false;
      }
      String name = snapshot.file().map(Session::name).orElse(Texts.get("file.untitled"));
      String sentence = Texts.get("work.reading", name);
      try {
        var base = workbench.work().await(sentence, () -> DesignFile.base(snapshot));
        workbench.file().restore(snapshot, base);
        workbench.canvas().zoomToFit();
        workbench.window().say(Texts.get("recovery.restored", workbench.file().title()));
        return keptAnew();
      } catch (CancellationException e) {
        return false;
      } catch (ExecutionException e) {
        throw new IllegalStateException("restoring " + name, e.getCause());
      }
    }

    @Override
    public void compare(Snapshot snapshot) {
      if (snapshot.file().isEmpty()) {
        show(Topology.getDefaultInstance(), Texts.get("file.untitled"), snapshot);
        return;
      }
      Path file = snapshot.file().get();
      workbench
          .work()
          .read(
              Texts.get("work.reading", name(file)),
              () -> TopologyFiles.read(file).topology(),
              base -> show(base, file.toString(), snapshot),
              problem -> workbench.fileActions().explain(file, problem));
    }

    private void show(Topology base, String name, Snapshot snapshot) {
      ScrollPane rows =
          new ScrollPane(ChangesView.of(TopologyDiff.between(base, snapshot.topology())));
      rows.setId("recovery-scroll");
      rows.setFitToWidth(true);
      rows.setFocusTraversable(true); // read on by arrows and Page keys
      rows.setAccessibleText(Texts.get("recovery.compare"));
      rows.setPrefSize(560, 320);
      Alert alert = new Alert(Alert.AlertType.INFORMATION);
      alert.initOwner(workbench.stage());
      alert.setGraphic(null);
      alert.setTitle(Texts.get("recovery.compare"));
      alert.setHeaderText(Texts.get("recovery.differs", name));
      alert.getDialogPane().setId("recovery-changes");
      alert.getDialogPane().setContent(rows);
      alert.getDialogPane().getStylesheets().addAll(workbench.stage().getScene().getStylesheets());
      ButtonIds.name(alert.getDialogPane(), "recovery-changes");
      alert.setOnShown(_ -> alert.getDialogPane().lookupButton(ButtonType.OK).requestFocus());
      alert.setResizable(true);
      alert.show();
    }
  }
}

package io.spinlane.desktop;

import io.spinlane.desktop.io.ChangedElsewhereException;
import io.spinlane.desktop.io.DesignFile;
import io.spinlane.desktop.io.Draft;
import io.spinlane.desktop.text.Said;
import io.spinlane.desktop.text.Texts;
import io.spinlane.desktop.work.LongWork.Writing;
import io.spinlane.topology.file.Comments;
import io.spinlane.topology.file.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Saves the drawing, and asks before what somebody else wrote would be overwritten. Files are
 * written on a thread of their own, in the order people asked for, while they draw on. JavaFX
 * thread.
 */
final class Saving {
  private final Workbench workbench;
  private final FileActions actions;
  private final DesignFile file;

  /** The latest save, done when all before it are: true when it has put the drawing in a file. */
  private CompletableFuture<Boolean> latest = CompletableFuture.completedFuture(true);

  /** Comments of which people know that they are not in the file they save to. */
  private Comments leftBehind = Comments.NONE;

  Saving(Workbench workbench, FileActions actions) {
    this.workbench = workbench;
    this.actions = actions;
    this.file = workbench.file();
  }

  /** Saves to the open file, or asks for one; false when there will be none. */
  boolean save() {
    return file.path().map(this::enqueue).orElseGet(this::saveAs);
  }

  /** Asks where to save; likewise. */
  boolean saveAs() {
    String name =
        file.path().isPresent() ? file.title() : actions.suggestion(Format.YAML.extension());
    return actions.dialogs().askSave(name).map(this::enqueue).orElse(false);
  }

  /** Nothing is on its way to a file. */
  boolean idle() {
    return latest.isDone();
  }

  /** Waits until nothing is on its way to a file any more, or people will not wait. */
  void finish() {
    if (!idle()) {
      finished();
    }
  }

  /** Saves, and waits until that is done; false when nothing was saved. */
  boolean saveAndWait() {
    return save() && finished();
  }

  private boolean finished() {
    CompletableFuture<Boolean> awaited = latest;
    try {
      return awaited.isDone()
          ? awaited.join()
          : workbench.work().await(Texts.get("work.saving", file.title()), awaited::get);
    } catch (CancellationException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("saving", e.getCause());
    }
  }

  private boolean enqueue(Path path) {
    latest = idle() ? save(path) : latest.thenCompose(_ -> save(path));
    return true;
  }

  private CompletableFuture<Boolean> save(Path path) {
    CompletableFuture<Boolean> outcome = new CompletableFuture<>();
    try {
      Draft draft = file.draft(path);
      if (mayLeaveComments(path, outcome)) {
        write(draft, draft::write, outcome);
      }
    } catch (IOException e) {
      outcome.complete(refused(path, Texts.get("file.unknownKind")));
    }
    return outcome;
  }

  /** Asks once for the comments of each file that was opened. */
  private boolean mayLeaveComments(Path path, CompletableFuture<Boolean> outcome) {
    Comments comments = file.comments();
    if (comments.count() == 0
        || comments == leftBehind
        || Format.of(path).orElseThrow() != Format.JSON) {
      return true;
    }
    String name = String.valueOf(path.getFileName());
    return switch (actions.dialogs().askUncommented(name, comments.count())) {
      case SAVE -> {
        leftBehind = comments;
        yield true;
      }
      case SAVE_AS -> {
        instead(outcome);
        yield false;
      }
      case CANCEL -> {
        outcome.complete(false);
        yield false;
      }
    };
  }

  /** Another file takes the place of this one; who waits for this one waits for that. */
  private void instead(CompletableFuture<Boolean> outcome) {
    CompletableFuture<Boolean> queue = latest;
    latest = CompletableFuture.completedFuture(false);
    if (saveAs()) {
      var _ = latest.thenAccept(outcome::complete);
    } else {
      outcome.complete(false);
    }
    latest = queue;
  }

  private void write(Draft draft, Writing writing, CompletableFuture<Boolean> outcome) {
    workbench
        .work()
        .write(
            Texts.get("work.writing", draft.file().getFileName()),
            writing,
            () -> {
              file.saved(draft);
              workbench.window().say(Texts.get("file.saved", draft.file()));
              outcome.complete(true);
            },
            problem -> failed(draft, problem, outcome),
            () -> outcome.complete(false));
  }

  private void failed(Draft draft, IOException problem, CompletableFuture<Boolean> outcome) {
    if (!(problem instanceof ChangedElsewhereException)) {
      outcome.complete(refused(draft.file(), Said.why(problem)));
      return;
    }
    switch (actions.dialogs().askOverwrite(file.title())) {
      case OVERWRITE -> write(draft, draft::overwrite, outcome);
      case SAVE_AS -> instead(outcome);
      case RELOAD -> {
        outcome.complete(false); // whoever wanted to go on has a drawing to look at
        reload(draft.file());
      }
      case CANCEL -> outcome.complete(false);
    }
  }

  private boolean refused(Path path, String why) {
    actions
        .dialogs()
        .tell(Texts.get("file.unsavable.title"), Texts.get("file.unsavable", path), why);
    return false;
  }

  private void reload(Path path) {
    workbench
        .work()
        .read(
            Texts.get("work.reading", path.getFileName()),
            () -> DesignFile.readTopology(path),
            this::reload,
            problem -> actions.explain(path, problem));
  }

  private void reload(DesignFile.Content content) {
    List<String> renamed = file.reload(content);
    workbench
        .window()
        .say(
            renamed.isEmpty()
                ? Texts.get("file.reloaded", file.title())
                : Texts.get("file.renamed", String.join(", ", renamed)));
  }
}

package io.spinlane.desktop;

import io.spinlane.desktop.canvas.Badge;
import io.spinlane.desktop.canvas.CanvasView;
import io.spinlane.desktop.fix.FixAll;
import io.spinlane.desktop.fix.FixAll.Outcome;
import io.spinlane.desktop.fix.FixWords;
import io.spinlane.desktop.fix.QuickFix;
import io.spinlane.desktop.fix.QuickFixes;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edit;
import io.spinlane.desktop.problems.ProblemsView;
import io.spinlane.desktop.problems.RuleRunner;
import io.spinlane.desktop.text.Said;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.rule.Rules;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Severity;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Tab;
import org.jspecify.annotations.Nullable;

/** Keeps the list of problems and the signs on the cards as the rules judge the drawing. */
public final class ProblemsBoard {
  private final DesignModel model;
  private final CanvasView canvas;
  private final MainWindow window;
  private final ProblemsView view;
  private final Tab tab;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("rules").factory());
  private final RuleRunner runner;
  private final ReadOnlyObjectWrapper<List<Diagnostic>> problems =
      new ReadOnlyObjectWrapper<>(List.of());
  private Predicate<Diagnostic> shownElsewhere = _ -> false;
  private volatile @Nullable Inventory host;

  ProblemsBoard(DesignModel model, CanvasView canvas, MainWindow window) {
    this.model = model;
    this.canvas = canvas;
    this.window = window;
    view = new ProblemsView(this::reveal, this::fixes, this::mend);
    tab = window.addBottomTab("tab-problems", Texts.get("problems.tab.none"), view);
    runner = new RuleRunner(this::check, worker, found -> Platform.runLater(() -> show(found)));
    model.listen((_, topology) -> runner.judge(topology));
    runner.judge(model.topology());
  }

  private List<Diagnostic> check(Topology topology) {
    Inventory known = host;
    return known == null ? Rules.check(topology) : Rules.check(topology, known);
  }

  /** The list. */
  ProblemsView view() {
    return view;
  }

  /** Has another view of the drawing show problems as long as it says that it did. */
  void revealBy(Predicate<Diagnostic> other) {
    shownElsewhere = other;
  }

  /** Brings what a problem is about into sight. */
  void reveal(Diagnostic problem) {
    if (!shownElsewhere.test(problem)) {
      ProblemsView.elementOf(problem).ifPresent(canvas::reveal);
    }
  }

  /** What would mend a problem of the drawing as it is now. */
  List<QuickFix> fixes(Diagnostic problem) {
    return QuickFixes.of(problem, model.topology(), host);
  }

  /** Mends a problem, as one step to undo. */
  void mend(QuickFix fix) {
    if (model.apply(fix.edit())) {
      window.say(fix.title());
    }
  }

  /**
   * Mends many problems, as one step to undo; planned off this thread.
   *
   * @param code of the kind of problems; empty: all that can be mended in one safe way
   */
  void mendAll(Optional<String> code) {
    Topology before = model.topology();
    worker.execute(
        () -> {
          Outcome outcome =
              code.isEmpty()
                  ? FixAll.safe(before, this::check, host)
                  : FixAll.ofKind(code.get(), before, this::check, host);
          Platform.runLater(() -> accept(code, before, outcome));
        });
  }

  private void accept(Optional<String> code, Topology before, Outcome outcome) {
    if (!model.topology().equals(before)) {
      mendAll(code); // somebody drew on meanwhile
      return;
    }
    if (!outcome.done().isEmpty()) {
      model.apply(Edit.of(FixWords.name(outcome), _ -> outcome.after()));
    }
    window.say(FixWords.sentence(outcome));
  }

  /** Judges against a host too; null: the drawing alone. */
  public void useHost(@Nullable Inventory inventory) {
    host = inventory;
    canvas.useHost(inventory);
    runner.judge(model.topology());
  }

  /** What the rules found last, errors first. An empty drawing has no problems yet. */
  public ReadOnlyObjectProperty<List<Diagnostic>> problemsProperty() {
    return problems.getReadOnlyProperty();
  }

  private void show(List<Diagnostic> found) {
    List<Diagnostic> told = model.elements().isEmpty() ? List.of() : found;
    problems.set(told);
    view.show(told, !model.elements().isEmpty());
    tab.setText(
        told.isEmpty() ? Texts.get("problems.tab.none") : Texts.get("problems.tab", told.size()));
    canvas.showBadges(badges(told));
  }

  private static Map<String, Badge> badges(List<Diagnostic> problems) {
    Map<String, Badge> badges = new LinkedHashMap<>();
    for (Diagnostic problem : problems) {
      int error = problem.getSeverity() == Severity.SEVERITY_ERROR ? 1 : 0;
      ProblemsView.elementOf(problem)
          .ifPresent(
              id ->
                  badges.merge(
                      id,
                      new Badge(error, 1 - error, List.of(Said.message(problem))),
                      ProblemsBoard::both));
    }
    return badges;
  }

  private static Badge both(Badge a, Badge b) {
    List<String> messages = new ArrayList<>(a.messages());
    messages.addAll(b.messages());
    return new Badge(a.errors() + b.errors(), a.warnings() + b.warnings(), List.copyOf(messages));
  }
}

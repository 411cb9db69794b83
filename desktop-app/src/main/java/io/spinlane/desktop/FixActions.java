package io.spinlane.desktop;

import io.spinlane.desktop.command.Command;
import io.spinlane.desktop.command.CommandControls;
import io.spinlane.desktop.command.ContextMenus;
import io.spinlane.desktop.command.ContextMenus.Place;
import io.spinlane.desktop.fix.QuickFix;
import io.spinlane.desktop.problems.ProblemsView;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;

/** Quick fixes by keys and in the menus of problems and cards. */
final class FixActions {
  private final Workbench workbench;
  private final ContextMenus menus;

  FixActions(Workbench workbench, ContextMenus menus) {
    this.workbench = workbench;
    this.menus = menus;
    workbench
        .commands()
        .add(
            "problems",
            Command.of("problem-fix", "action.problemFix", this::fixSelected)
                .on("Shortcut+PERIOD")
                .unless(this::refusal),
            Command.named("problem-fix-kind", this::kindTitle, () -> fixAll(kind()))
                .on("Shortcut+Shift+PERIOD")
                .unless(this::kindRefusal),
            Command.of("problem-fix-safe", "action.problemFixSafe", () -> fixAll(Optional.empty()))
                .when(() -> !problems().problemsProperty().get().isEmpty(), "refused.noProblems"));
    problems()
        .view()
        .offer(
            CommandControls.named(workbench.commands(), "problem-fix-kind"),
            CommandControls.named(workbench.commands(), "problem-fix-safe"));
    problems().view().onSelect(workbench.commands()::changed);
    problems().problemsProperty().subscribe(workbench.commands()::changed);
    menus.offer(
        Place.PROBLEMS,
        () -> items(problems().view().selected().map(problems()::fixes).orElse(List.of())));
    menus.offer(Place.PROBLEMS, "problem-fix-kind", "problem-fix-safe");
    menus.offer(Place.CARD, this::ofTheCard);
  }

  private ProblemsBoard problems() {
    return workbench.problems();
  }

  private String refusal() {
    Optional<Diagnostic> selected = problems().view().selected();
    if (selected.isEmpty()) {
      return Texts.get("refused.noProblem");
    }
    return problems().fixes(selected.get()).isEmpty() ? Texts.get("refused.noFix") : "";
  }

  private Optional<String> kind() {
    return problems().view().selected().map(Diagnostic::getCode);
  }

  /** With how many there are, once it is clear of which kind. */
  private String kindTitle() {
    return Optional.of(ofKind().count())
        .filter(count -> count > 1)
        .map(count -> Texts.get("action.problemFixKind.many", count))
        .orElse(Texts.get("action.problemFixKind"));
  }

  private String kindRefusal() {
    if (kind().isEmpty()) {
      return Texts.get("refused.noProblem");
    }
    return ofKind().allMatch(problem -> problems().fixes(problem).isEmpty())
        ? Texts.get("refused.noFix")
        : "";
  }

  /** The problems of the selected one's kind. */
  private Stream<Diagnostic> ofKind() {
    String code = kind().orElse("");
    return problems().problemsProperty().get().stream()
        .filter(problem -> problem.getCode().equals(code));
  }

  private void fixAll(Optional<String> code) {
    problems().view().focusList();
    problems().mendAll(code);
  }

  /** The only fix is made; of several a person chooses. */
  private void fixSelected() {
    List<QuickFix> fixes = problems().view().selected().map(problems()::fixes).orElse(List.of());
    if (fixes.size() == 1) {
      problems().mend(fixes.getFirst());
    } else if (!fixes.isEmpty()) {
      Node list = problems().view();
      Bounds bounds = list.localToScreen(list.getLayoutBounds());
      menus.show(list, items(fixes), bounds.getCenterX(), bounds.getMinY() + 12);
    }
  }

  private List<MenuItem> items(List<QuickFix> fixes) {
    List<MenuItem> items = new ArrayList<>();
    for (QuickFix fix : fixes) {
      MenuItem item = new MenuItem(fix.title());
      item.setId("menu-fix-" + items.size());
      item.setMnemonicParsing(false);
      item.setOnAction(_ -> problems().mend(fix));
      items.add(item);
    }
    return items;
  }

  /** What would mend the selected elements' problems. */
  private List<MenuItem> ofTheCard() {
    Set<String> selected = workbench.model().selection().ids();
    List<QuickFix> fixes =
        problems().problemsProperty().get().stream()
            .filter(
                problem -> ProblemsView.elementOf(problem).filter(selected::contains).isPresent())
            .flatMap(problem -> problems().fixes(problem).stream())
            .toList();
    if (fixes.isEmpty()) {
      return List.of();
    }
    Menu menu = new Menu(Texts.get("action.problemFix"));
    menu.setId("menu-fix");
    menu.getItems().addAll(items(fixes));
    return List.of(menu);
  }
}

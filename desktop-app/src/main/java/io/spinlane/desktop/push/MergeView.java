package io.spinlane.desktop.push;

import io.spinlane.desktop.push.Sides.Dispute;
import io.spinlane.desktop.push.Sides.Outcome;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.diff.MergeConflict;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * A merge that is being decided: for each thing that both have changed, the person picks one. What
 * only one side has changed needs no word. What comes out is worked out on another thread and shown
 * beneath.
 */
final class MergeView extends VBox {
  private final Dispute dispute;
  private final String them;
  private final Runnable changed;
  private final List<ToggleGroup> choices = new ArrayList<>();
  private final VBox taken = new VBox();
  private int wanted;
  private @Nullable Outcome outcome;

  /**
   * A merge in which nothing is decided.
   *
   * @param them whose the other revision is
   * @param changed told when something is picked, and when it is known what comes out
   */
  MergeView(Dispute dispute, String them, Runnable changed) {
    this.dispute = dispute;
    this.them = them;
    this.changed = changed;
    setId("push-merge");
    getStyleClass().add("push-list");
    List<MergeConflict> conflicts = dispute.merge().conflicts();
    if (!conflicts.isEmpty()) {
      getChildren().add(Rows.group(Texts.count("merge.conflicts", conflicts.size())));
      getChildren().add(allButtons());
    }
    for (int i = 0; i < conflicts.size(); i++) {
      getChildren().add(row(i, conflicts.get(i)));
    }
    taken.setId("merge-taken");
    getChildren().add(taken);
    workOut();
  }

  private Node allButtons() {
    Button allMine = new Button(Texts.get("merge.allMine"));
    allMine.setId("merge-all-mine");
    allMine.setOnAction(_ -> choices.forEach(choice -> pick(choice, 0)));
    Button allTheirs = new Button(Texts.get("merge.allTheirs", them));
    allTheirs.setId("merge-all-theirs");
    allTheirs.setOnAction(_ -> choices.forEach(choice -> pick(choice, 1)));
    HBox all = new HBox(allMine, allTheirs);
    all.getStyleClass().add("push-buttons");
    return all;
  }

  private static void pick(ToggleGroup choice, int which) {
    choice.selectToggle(choice.getToggles().get(which));
  }

  private Node row(int i, MergeConflict conflict) {
    ToggleGroup choice = new ToggleGroup();
    choices.add(choice);
    String name = Rows.name(conflict.element());
    Label what = Rows.styled(conflict.path().isEmpty() ? name : name + " · " + conflict.path());
    what.getStyleClass().add("push-name");
    RadioButton my = button("merge-mine-" + i, Texts.get("merge.mine", mine(conflict)), choice);
    RadioButton their =
        button("merge-theirs-" + i, Texts.get("merge.theirs", them, theirs(conflict)), choice);
    choice.selectedToggleProperty().addListener((_, _, _) -> workOut());
    VBox picks = new VBox(my, their);
    picks.getStyleClass().add("merge-picks");
    return Rows.row(
        Rows.styled(Texts.get("compare.conflict"), "push-removed"),
        what,
        Rows.wrapped(about(conflict), "hint"),
        picks);
  }

  private static RadioButton button(String id, String text, ToggleGroup choice) {
    RadioButton button = new RadioButton(text);
    button.setId(id);
    button.setWrapText(true);
    button.setMnemonicParsing(false);
    button.setToggleGroup(choice);
    return button;
  }

  private String about(MergeConflict conflict) {
    return switch (conflict.kind()) {
      case PROPERTY -> Texts.get("merge.before", Rows.shown(conflict.base()));
      case MINE_REMOVED ->
          needed(conflict).map(by -> Texts.get("merge.needed.theirs", them, by)).orElse(removed());
      case THEIRS_REMOVED ->
          needed(conflict).map(by -> Texts.get("merge.needed.mine", them, by)).orElse(removed());
    };
  }

  private static String removed() {
    return Texts.get("merge.removed");
  }

  private static Optional<String> needed(MergeConflict conflict) {
    return Optional.of(conflict.neededBy())
        .filter(by -> !by.isEmpty())
        .map(by -> by.stream().map(Rows::name).collect(Collectors.joining(", ")));
  }

  private static String mine(MergeConflict conflict) {
    return switch (conflict.kind()) {
      case PROPERTY -> Rows.shown(conflict.mine());
      case MINE_REMOVED -> remove(conflict);
      case THEIRS_REMOVED -> keep(conflict.mine());
    };
  }

  private static String theirs(MergeConflict conflict) {
    return switch (conflict.kind()) {
      case PROPERTY -> Rows.shown(conflict.theirs());
      case MINE_REMOVED -> keep(conflict.theirs());
      case THEIRS_REMOVED -> remove(conflict);
    };
  }

  private static String remove(MergeConflict conflict) {
    return Texts.get(conflict.neededBy().isEmpty() ? "merge.remove" : "merge.remove.with");
  }

  private static String keep(String changes) {
    return changes.isEmpty() ? Texts.get("merge.keep") : Texts.get("merge.keep.with", changes);
  }

  /** Finds out what the drawing would get with what is picked by now; the newest pick counts. */
  private void workOut() {
    int number = ++wanted;
    outcome = null;
    changed.run();
    Set<MergeConflict> forTheirs = forTheirs();
    CompletableFuture<?> _ =
        CompletableFuture.supplyAsync(
                () -> dispute.sides().outcome(dispute.merge().merged(forTheirs)))
            .thenAcceptAsync(
                found -> {
                  if (number == wanted) {
                    show(found);
                  }
                },
                Platform::runLater);
  }

  private void show(Outcome found) {
    outcome = found;
    taken.getChildren().setAll(Rows.group(Texts.get("merge.taken")));
    taken
        .getChildren()
        .add(
            ChangesView.of(
                found.gets(), Texts.get(picked() ? "merge.taken.none" : "merge.taken.none.yet")));
    if (picked() && !found.toMend().isEmpty()) {
      VBox toMend = new VBox(Rows.group(Texts.get("merge.toMend")));
      toMend.setId("merge-to-mend");
      toMend.getStyleClass().add("push-list");
      toMend.getChildren().addAll(ChangesView.found(found.toMend()));
      taken.getChildren().addFirst(toMend);
    }
    changed.run();
  }

  private boolean picked() {
    return choices.stream().allMatch(choice -> choice.getSelectedToggle() != null);
  }

  /** Goes to the first thing to decide, if there is any. */
  void focusFirst() {
    choices.stream()
        .flatMap(choice -> choice.getToggles().stream().limit(1))
        .limit(1)
        .forEach(first -> ((RadioButton) first).requestFocus());
  }

  /** Everything is decided, and what comes out is known. */
  boolean decided() {
    return picked() && outcome != null;
  }

  /** With errors that neither had. */
  boolean leavesErrors() {
    Outcome known = outcome;
    return known != null && !known.toMend().isEmpty();
  }

  /** What is merged. */
  Sides sides() {
    return dispute.sides();
  }

  /** The drawing that comes out; empty until everything is decided. */
  Optional<Topology> merged() {
    return decided() ? Optional.ofNullable(outcome).map(Outcome::merged) : Optional.empty();
  }

  private Set<MergeConflict> forTheirs() {
    Set<MergeConflict> forTheirs = new HashSet<>();
    for (int i = 0; i < choices.size(); i++) {
      ToggleGroup choice = choices.get(i);
      if (choice.getToggles().indexOf(choice.getSelectedToggle()) == 1) {
        forTheirs.add(dispute.merge().conflicts().get(i));
      }
    }
    return forTheirs;
  }
}

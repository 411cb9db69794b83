package io.spinlane.desktop.push;

import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.diff.MergeConflict;
import io.spinlane.topology.diff.TopologyDiff;
import io.spinlane.topology.diff.TopologyMerge;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/**
 * A merge that is being decided: for each property that both have changed, the person picks one.
 * What only one side has changed needs no word.
 */
final class MergeView extends VBox {
  private final TopologyMerge merge;
  private final Topology mine;
  private final String them;
  private final Runnable changed;
  private final List<ToggleGroup> choices = new ArrayList<>();
  private final VBox taken = new VBox();

  /**
   * A merge in which nothing is decided.
   *
   * @param mine the drawing
   * @param them whose the other revision is
   * @param changed told when something is picked
   */
  MergeView(TopologyMerge merge, Topology mine, String them, Runnable changed) {
    this.merge = merge;
    this.mine = mine;
    this.them = them;
    this.changed = changed;
    setId("push-merge");
    getStyleClass().add("push-list");
    List<MergeConflict> conflicts = merge.conflicts();
    if (!conflicts.isEmpty()) {
      getChildren().add(Rows.group(Texts.count("merge.conflicts", conflicts.size())));
      getChildren().add(allButtons());
    }
    for (int i = 0; i < conflicts.size(); i++) {
      getChildren().add(row(i, conflicts.get(i)));
    }
    taken.setId("merge-taken");
    getChildren().add(taken);
    showTaken();
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
    String before =
        conflict.kind() == MergeConflict.Kind.PROPERTY
            ? Texts.get("merge.before", Rows.shown(conflict.base()))
            : Texts.get("merge.removed");
    RadioButton my = button("merge-mine-" + i, Texts.get("merge.mine", mine(conflict)), choice);
    RadioButton their =
        button("merge-theirs-" + i, Texts.get("merge.theirs", them, theirs(conflict)), choice);
    choice
        .selectedToggleProperty()
        .addListener(
            (_, _, _) -> {
              showTaken();
              changed.run();
            });
    VBox picks = new VBox(my, their);
    picks.getStyleClass().add("merge-picks");
    return Rows.row(
        Rows.styled(Texts.get("compare.conflict"), "push-removed"),
        what,
        Rows.wrapped(before, "hint"),
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

  private static String mine(MergeConflict conflict) {
    return switch (conflict.kind()) {
      case PROPERTY -> Rows.shown(conflict.mine());
      case MINE_REMOVED -> Texts.get("merge.remove");
      case THEIRS_REMOVED -> keep(conflict.mine());
    };
  }

  private static String theirs(MergeConflict conflict) {
    return switch (conflict.kind()) {
      case PROPERTY -> Rows.shown(conflict.theirs());
      case MINE_REMOVED -> keep(conflict.theirs());
      case THEIRS_REMOVED -> Texts.get("merge.remove");
    };
  }

  private static String keep(String changes) {
    return changes.isEmpty() ? Texts.get("merge.keep") : Texts.get("merge.keep.with", changes);
  }

  /** What the drawing would get, with what is picked by now. */
  private void showTaken() {
    taken
        .getChildren()
        .setAll(
            Rows.group(Texts.get("merge.taken")),
            ChangesView.of(
                TopologyDiff.configurationBetween(mine, merged()),
                Texts.get(decided() ? "merge.taken.none" : "merge.taken.none.yet")));
  }

  /** Everything is decided. */
  boolean decided() {
    return choices.stream().allMatch(choice -> choice.getSelectedToggle() != null);
  }

  /** The drawing that comes out; what is not decided stays mine. */
  Topology merged() {
    Set<MergeConflict> forTheirs = new HashSet<>();
    for (int i = 0; i < choices.size(); i++) {
      ToggleGroup choice = choices.get(i);
      if (choice.getToggles().indexOf(choice.getSelectedToggle()) == 1) {
        forTheirs.add(merge.conflicts().get(i));
      }
    }
    return merge.merged(forTheirs);
  }
}

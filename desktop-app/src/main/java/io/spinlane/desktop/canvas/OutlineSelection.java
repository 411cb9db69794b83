package io.spinlane.desktop.canvas;

import io.spinlane.desktop.model.Branch;
import io.spinlane.desktop.model.Branch.Drawn;
import io.spinlane.desktop.model.Branch.Group;
import io.spinlane.desktop.model.Branch.Polled;
import io.spinlane.desktop.model.Branch.Shared;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Picked;
import io.spinlane.desktop.model.Wire;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.collections.ListChangeListener;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.MultipleSelectionModel;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.control.skin.VirtualFlow;
import org.jspecify.annotations.Nullable;

/**
 * What is selected in the outline is selected on the canvas and the other way round; a single
 * element is brought into view in both.
 */
final class OutlineSelection {
  /** Of more elements that are selected, those in closed lines stay there. */
  private static final int OPENED = 30;

  /** So that people see what stands before what is selected. */
  private static final int ROWS_ABOVE = 3;

  private final CanvasView view;
  private final DesignModel model;
  private final TreeView<Branch> tree;
  private final MultipleSelectionModel<TreeItem<Branch>> rows;

  /** This class is changing one of the two. */
  private boolean busy;

  OutlineSelection(CanvasView view, TreeView<Branch> tree) {
    this.view = view;
    this.model = view.model();
    this.tree = tree;
    this.rows = tree.getSelectionModel();
    rows.setSelectionMode(SelectionMode.MULTIPLE);
    rows.getSelectedItems().addListener((ListChangeListener<TreeItem<Branch>>) _ -> chosen());
    model.selection().listen(this::follow);
  }

  /** Changes lines, and selects in those that are there then. */
  void during(Runnable change) {
    busy = true;
    change.run();
    busy = false;
    follow();
  }

  private void chosen() {
    if (busy) {
      return;
    }
    Set<String> ids = new LinkedHashSet<>();
    Set<Wire> lanes = new LinkedHashSet<>();
    for (TreeItem<Branch> item : rows.getSelectedItems()) {
      if (item == null) {
        continue; // while the tree changes
      }
      switch (((OutlineItem) item).branch().subject()) {
        case Drawn(Element element) -> ids.add(element.id());
        case Shared(Set<String> cores) -> ids.addAll(cores);
        case Polled(Wire lane) -> lanes.add(lane);
        case Group() -> {}
      }
    }
    busy = true;
    if (ids.size() == 1 && lanes.isEmpty()) {
      view.reveal(ids.iterator().next());
      tree.requestFocus();
    } else if (!ids.isEmpty() || !lanes.isEmpty()) {
      model.selection().select(new Picked(ids, lanes));
    }
    busy = false;
  }

  /** Selects what is selected on the canvas, each in one line. */
  private void follow() {
    if (busy) {
      return;
    }
    busy = true;
    Set<Object> wanted = new LinkedHashSet<>(model.selection().ids());
    wanted.addAll(model.selection().wires());
    Map<Object, Integer> found = find(wanted);
    if (found.size() < wanted.size() && wanted.size() <= OPENED && open(wanted, found.keySet())) {
      found = find(wanted);
    }
    int[] next = found.values().stream().mapToInt(Integer::intValue).sorted().toArray();
    if (!Arrays.equals(
        next, rows.getSelectedIndices().stream().mapToInt(Integer::intValue).sorted().toArray())) {
      rows.clearSelection();
      if (next.length > 0) {
        rows.selectIndices(next[0], Arrays.copyOfRange(next, 1, next.length));
        bringIntoView(next);
      }
    }
    busy = false;
  }

  /** The open line of each; of several the one that is selected now, or else the first. */
  private Map<Object, Integer> find(Set<Object> wanted) {
    Map<Object, Integer> found = new LinkedHashMap<>();
    Set<TreeItem<Branch>> selected = new HashSet<>(rows.getSelectedItems());
    List<OutlineItem> lines = new ArrayList<>();
    ((OutlineItem) tree.getRoot()).collect(lines);
    for (int row = 0; row < lines.size(); row++) {
      Object subject = subject(lines.get(row).branch());
      if (subject != null
          && wanted.contains(subject)
          && (!found.containsKey(subject) || selected.contains(lines.get(row)))) {
        found.put(subject, row);
      }
    }
    return found;
  }

  private static @Nullable Object subject(Branch line) {
    return switch (line.subject()) {
      case Drawn(Element element) -> element.id();
      case Polled(Wire lane) -> lane;
      case Shared _, Group _ -> null;
    };
  }

  private boolean open(Set<Object> wanted, Set<Object> found) {
    boolean any = false;
    OutlineItem root = (OutlineItem) tree.getRoot();
    for (Object one : wanted) {
      List<Branch> way =
          found.contains(one) ? List.of() : root.branch().wayTo(line -> one.equals(subject(line)));
      if (!way.isEmpty()) {
        root.open(way);
        any = true;
      }
    }
    return any;
  }

  /** Leaves the lines where they are when one of them is seen already. */
  private void bringIntoView(int[] selected) {
    if (tree.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
      IndexedCell<?> first = flow.getFirstVisibleCell();
      IndexedCell<?> last = flow.getLastVisibleCell();
      if (first != null
          && last != null
          && Arrays.stream(selected)
              .anyMatch(row -> row >= first.getIndex() && row <= last.getIndex())) {
        return;
      }
    }
    tree.scrollTo(Math.max(0, selected[0] - ROWS_ABOVE));
  }
}

package io.spinlane.desktop.canvas;

import io.spinlane.desktop.model.Branch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javafx.collections.ObservableList;
import javafx.scene.control.TreeItem;

/**
 * A line of the outline in the tree view. The lines under it are made when somebody opens it, and
 * when the drawing changes only those that are new or gone are touched.
 */
final class OutlineItem extends TreeItem<Branch> {
  private final Predicate<Branch> opens;
  private Branch branch;
  private boolean built;

  /**
   * A line.
   *
   * @param opens new lines that are open from the beginning
   */
  OutlineItem(Branch branch, Predicate<Branch> opens) {
    super(branch);
    this.branch = branch;
    this.opens = opens;
    setExpanded(opens.test(branch));
  }

  @Override
  public boolean isLeaf() {
    return branch.inner().isEmpty();
  }

  @Override
  public ObservableList<TreeItem<Branch>> getChildren() {
    ObservableList<TreeItem<Branch>> children = super.getChildren();
    if (!built) {
      built = true;
      children.setAll(branch.inner().stream().map(line -> new OutlineItem(line, opens)).toList());
    }
    return children;
  }

  /** What it says and holds now. */
  Branch branch() {
    return branch;
  }

  /** The lines under it. */
  List<OutlineItem> inner() {
    return getChildren().stream().map(OutlineItem.class::cast).toList();
  }

  /** Adds this line's open ones, in the order they stand in the view. */
  void collect(List<OutlineItem> lines) {
    for (OutlineItem item : inner()) {
      lines.add(item);
      if (item.isExpanded()) {
        item.collect(lines);
      }
    }
  }

  /** Opens this line and those on the way from it to another. */
  void open(List<Branch> way) {
    setExpanded(true);
    for (OutlineItem item : inner()) {
      if (way.size() > 1 && item.branch.key().equals(way.getFirst().key())) {
        item.open(way.subList(1, way.size()));
      }
    }
  }

  /** Says and holds something else from now on. */
  void become(Branch next) {
    Branch before = branch;
    branch = next;
    if (!before.words().equals(next.words())
        || !before.subject().equals(next.subject())
        || before.inner().isEmpty() != isLeaf()) {
      setValue(next); // draws the line anew
    }
    if (!built) {
      return;
    }
    Map<String, OutlineItem> present = new HashMap<>();
    inner().forEach(item -> present.put(item.branch.key(), item));
    Map<String, String> kept = Branch.kept(before.inner(), next.inner());
    List<OutlineItem> items = new ArrayList<>();
    for (Branch line : next.inner()) {
      OutlineItem item = present.get(kept.getOrDefault(line.key(), ""));
      if (item == null) {
        item = new OutlineItem(line, opens);
      } else {
        item.become(line);
      }
      items.add(item);
    }
    replace(items);
  }

  /** Leaves alone what is the same at the beginning and at the end. */
  private void replace(List<OutlineItem> items) {
    ObservableList<TreeItem<Branch>> children = super.getChildren();
    int most = Math.min(children.size(), items.size());
    int first = 0;
    while (first < most && children.get(first) == items.get(first)) {
      first++;
    }
    int last = 0;
    while (last < most - first
        && children.get(children.size() - 1 - last) == items.get(items.size() - 1 - last)) {
      last++;
    }
    if (first + last < children.size()) {
      children.remove(first, children.size() - last);
    }
    if (first + last < items.size()) {
      children.addAll(first, items.subList(first, items.size() - last));
    }
  }
}

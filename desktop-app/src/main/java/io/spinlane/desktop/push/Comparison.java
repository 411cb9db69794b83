package io.spinlane.desktop.push;

import io.spinlane.topology.diff.MergeConflict;
import io.spinlane.topology.diff.TopologyMerge;
import io.spinlane.v1.Change;
import io.spinlane.v1.ChangeKind;
import io.spinlane.v1.ElementRef;
import io.spinlane.v1.PropertyChange;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What two people have changed since the same revision, side by side. Pure. */
public final class Comparison {
  /** What happened to an element or a property on one side. */
  public sealed interface Cell {
    /** Nothing. */
    record Unchanged() implements Cell {}

    /** The element is new. */
    record Added() implements Cell {}

    /** The element is gone. */
    record Removed() implements Cell {}

    /** The property has another value; empty: it is unset. */
    record Value(String text) implements Cell {}
  }

  /**
   * One line.
   *
   * @param path the property; empty for the element as a whole
   * @param base the value before; empty: unset, or the element as a whole
   * @param conflict they cannot both be had
   */
  public record Row(
      ElementRef element, String path, String base, Cell theirs, Cell mine, boolean conflict) {}

  private record Name(ElementRef element, String path) {}

  private Comparison() {}

  /**
   * The lines, conflicts first.
   *
   * @param theirs what they have changed since the base
   * @param mine what I have
   */
  public static List<Row> of(List<Change> theirs, List<Change> mine, TopologyMerge merge) {
    Map<Name, Row> rows = new LinkedHashMap<>();
    theirs.forEach(change -> add(rows, change, true));
    mine.forEach(change -> add(rows, change, false));
    for (MergeConflict conflict : merge.conflicts()) {
      mark(rows, conflict);
    }
    return rows.values().stream().sorted(Comparator.comparing(row -> !row.conflict())).toList();
  }

  private static void add(Map<Name, Row> rows, Change change, boolean ofTheirs) {
    if (change.getKind() == ChangeKind.CHANGE_KIND_ADDED) {
      put(rows, change.getElement(), "", "", new Cell.Added(), ofTheirs);
    } else if (change.getKind() == ChangeKind.CHANGE_KIND_REMOVED) {
      put(rows, change.getElement(), "", "", new Cell.Removed(), ofTheirs);
    }
    for (PropertyChange one : change.getPropertiesList()) {
      Cell value = new Cell.Value(one.getNewValue());
      put(rows, change.getElement(), one.getPath(), one.getOldValue(), value, ofTheirs);
    }
  }

  private static void put(
      Map<Name, Row> rows,
      ElementRef element,
      String path,
      String base,
      Cell cell,
      boolean ofTheirs) {
    Row other = rows.get(new Name(element, path));
    Cell rest = new Cell.Unchanged();
    Row row =
        ofTheirs
            ? new Row(element, path, base, cell, other == null ? rest : other.mine(), false)
            : new Row(element, path, base, other == null ? rest : other.theirs(), cell, false);
    rows.put(new Name(element, path), row);
  }

  private static void mark(Map<Name, Row> rows, MergeConflict conflict) {
    boolean marked = false;
    for (Map.Entry<Name, Row> entry : rows.entrySet()) {
      if (isAbout(entry.getValue(), conflict)) {
        entry.setValue(conflicting(entry.getValue()));
        marked = true;
      }
    }
    if (!marked) {
      // An element that both added has no line for the property in which the two differ.
      Row row =
          new Row(
              conflict.element(),
              conflict.path(),
              conflict.base(),
              new Cell.Value(conflict.theirs()),
              new Cell.Value(conflict.mine()),
              true);
      rows.put(new Name(conflict.element(), conflict.path()), row);
    }
  }

  private static boolean isAbout(Row row, MergeConflict conflict) {
    if (conflict.neededBy().contains(row.element())) {
      return true;
    }
    return row.element().equals(conflict.element())
        && (conflict.kind() != MergeConflict.Kind.PROPERTY || row.path().equals(conflict.path()));
  }

  private static Row conflicting(Row row) {
    return new Row(row.element(), row.path(), row.base(), row.theirs(), row.mine(), true);
  }
}

package io.spinlane.desktop.model;

import io.spinlane.v1.ElementKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Where the lanes of a drawing begin: as usual, or further to the right when a lane holds more than
 * one column of cards. A boundary lies where the fewest cards are on its wrong side, so that one
 * card dragged far away moves no lane. Pure.
 */
public final class LaneColumns {
  /** Number of lanes: NICs, cores, services, pools, back-ends. */
  public static final int LANES = 5;

  /** From a lane's edge to its cards, in canvas units. */
  private static final double MARGIN = 20;

  private static final int COLUMNS = 6;

  /** VIPs and services have a column each and one lane. */
  private static final int[] FIRST_COLUMN = {0, 1, 2, 4, 5, COLUMNS};

  /** The lanes of an empty drawing. */
  public static final LaneColumns USUAL = new LaneColumns(usual());

  /** Left edges of the columns, and the right edge of the last one. */
  private final double[] edges;

  private LaneColumns(double[] edges) {
    this.edges = edges;
  }

  private static double[] usual() {
    double[] edges = new double[COLUMNS + 1];
    for (int column = 0; column <= COLUMNS; column++) {
      edges[column] = Placement.COLUMN_X - MARGIN + Placement.COLUMN_STEP * column;
    }
    return edges;
  }

  /**
   * The lanes of a drawing.
   *
   * @param areas of its cards, by id; those without one do not count
   */
  public static LaneColumns of(Collection<Element> elements, Map<String, Area> areas) {
    List<List<Area>> columns = new ArrayList<>();
    for (int column = 0; column < COLUMNS; column++) {
      columns.add(new ArrayList<>());
    }
    for (Element element : elements) {
      Area area = areas.get(element.id());
      if (area != null && element.kind() != ElementKind.ELEMENT_KIND_NOTE) {
        columns.get(Placement.column(element.kind())).add(area);
      }
    }
    double[] edges = usual();
    for (int column = 1; column < COLUMNS; column++) {
      double found = boundary(columns, column, edges[column]);
      edges[column] = Math.max(found, edges[column - 1] + Placement.COLUMN_STEP);
    }
    double last = edges[COLUMNS - 1];
    edges[COLUMNS] =
        columns.getLast().stream()
            .mapToDouble(area -> area.x() + area.width() + MARGIN)
            .reduce(last + Placement.COLUMN_STEP, Math::max);
    return new LaneColumns(edges);
  }

  /** The usual place unless another has fewer cards on the wrong side. */
  private static double boundary(List<List<Area>> columns, int column, double usual) {
    double[] rights =
        columns.subList(0, column).stream()
            .flatMap(List::stream)
            .mapToDouble(area -> area.x() + area.width())
            .sorted()
            .toArray();
    double[] lefts =
        columns.subList(column, COLUMNS).stream()
            .flatMap(List::stream)
            .mapToDouble(Area::x)
            .sorted()
            .toArray();
    double best = usual;
    int least = wrong(rights, lefts, usual);
    if (lefts.length == 0 && least > 1) {
      return rights[rights.length - 1] + Placement.COLUMN_STEP - Cards.WIDTH - MARGIN;
    }
    for (int i = 0; i < lefts.length && least > 0; i++) {
      if (i == 0 || lefts[i] != lefts[i - 1]) {
        double before = lefts[i] - MARGIN;
        int wrong = wrong(rights, lefts, before);
        if (wrong < least) {
          least = wrong;
          best = before;
        }
      }
    }
    return best;
  }

  private static int wrong(double[] rights, double[] lefts, double edge) {
    return rights.length - below(rights, Math.nextUp(edge)) + below(lefts, edge);
  }

  /** How many of the sorted numbers are smaller. */
  private static int below(double[] sorted, double limit) {
    int at = Arrays.binarySearch(sorted, limit);
    if (at < 0) {
      return -at - 1;
    }
    while (at > 0 && sorted[at - 1] == limit) {
      at--;
    }
    return at;
  }

  /** Left edge of a kind's first cards. */
  public double x(ElementKind kind) {
    return edges[Placement.column(kind)] + MARGIN;
  }

  /** Left edge of a lane, in canvas units. */
  public double left(int lane) {
    return edges[FIRST_COLUMN[lane]];
  }

  /** Width of a lane. */
  public double width(int lane) {
    return edges[FIRST_COLUMN[lane + 1]] - left(lane);
  }

  /** How many cards of a kind stand side by side before the next lane begins. */
  public int room(ElementKind kind) {
    int column = Placement.column(kind);
    return column == COLUMNS - 1
        ? Integer.MAX_VALUE
        : (int) ((edges[column + 1] - edges[column]) / Grid.STEP_X);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LaneColumns lanes && Arrays.equals(edges, lanes.edges);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(edges);
  }
}

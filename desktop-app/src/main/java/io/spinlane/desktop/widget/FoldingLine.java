package io.spinlane.desktop.widget;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/**
 * Controls in one line. Those that do not fit fold away behind a button at its end, and stand in
 * more lines while that is pressed.
 */
public final class FoldingLine extends Pane {
  private static final double GAP = 5;

  private final List<Region> items;
  private final ToggleButton more;
  private final Region end;

  /**
   * A line of all.
   *
   * @param more is only there while something does not fit
   * @param end stands behind all of them, folded or not
   */
  public FoldingLine(List<? extends Region> items, ToggleButton more, Region end) {
    this.items = List.copyOf(items);
    this.more = more;
    this.end = end;
    more.setOnAction(_ -> requestLayout());
    getChildren().addAll(items);
    getChildren().addAll(more, end);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  private double inner(double width) {
    Insets insets = getInsets();
    return width - insets.getLeft() - insets.getRight();
  }

  /** What stands in each line; those for which there is none are folded. */
  private List<List<Region>> lines(double width) {
    double all = items.stream().mapToDouble(FoldingLine::widthAndGap).sum() + widthAndGap(end);
    if (width < 0 || all - GAP <= width) {
      List<Region> line = new ArrayList<>(items);
      line.add(end);
      return List.of(line);
    }
    List<List<Region>> lines = new ArrayList<>(List.of(new ArrayList<>()));
    double ends = widthAndGap(more) + widthAndGap(end);
    double left = width + GAP - ends;
    for (Region item : items) {
      if (left < widthAndGap(item) && !lines.getLast().isEmpty()) {
        lines.add(new ArrayList<>());
        left = width + GAP;
      }
      lines.getLast().add(item);
      left -= widthAndGap(item);
    }
    lines.getFirst().addAll(List.of(more, end));
    return more.isSelected() ? lines : List.of(lines.getFirst());
  }

  private static double widthAndGap(Region item) {
    return item.prefWidth(-1) + GAP;
  }

  private static double height(List<Region> line) {
    return line.stream().mapToDouble(item -> item.prefHeight(-1)).max().orElse(0);
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefHeight(double width) {
    Insets insets = getInsets();
    List<List<Region>> lines = lines(width < 0 ? width : inner(width));
    double rows = lines.stream().mapToDouble(FoldingLine::height).sum();
    return insets.getTop() + rows + GAP * (lines.size() - 1) + insets.getBottom();
  }

  @Override
  protected void layoutChildren() {
    List<List<Region>> lines = lines(inner(getWidth()));
    double y = getInsets().getTop();
    for (List<Region> line : lines) {
      double height = height(line);
      double x = getInsets().getLeft();
      for (Region item : line) {
        double own = Math.min(height, item.prefHeight(-1));
        double width = Math.min(item.prefWidth(-1), inner(getWidth()));
        item.resizeRelocate(snapPositionX(x), snapPositionY(y + (height - own) / 2), width, own);
        x += width + GAP;
      }
      y += height + GAP;
    }
    for (Node child : getChildren()) {
      child.setVisible(lines.stream().anyMatch(line -> line.contains(child)));
    }
  }
}

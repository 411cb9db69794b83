package io.spinlane.desktop.widget;

import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/** Two groups at the ends of a row, or of two rows where both do not fit. */
public final class WrappingBar extends Pane {
  private static final double GAP = 12;

  private final Region start;
  private final Region end;

  /** A row of both. */
  public WrappingBar(Region start, Region end) {
    this.start = start;
    this.end = end;
    getChildren().addAll(start, end);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  private boolean fits(double width) {
    Insets insets = getInsets();
    double both = start.prefWidth(-1) + GAP + end.prefWidth(-1);
    return width < 0 || both + insets.getLeft() + insets.getRight() <= width;
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected double computePrefWidth(double height) {
    Insets insets = getInsets();
    return insets.getLeft() + start.prefWidth(-1) + GAP + end.prefWidth(-1) + insets.getRight();
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefHeight(double width) {
    Insets insets = getInsets();
    double first = start.prefHeight(-1);
    double second = end.prefHeight(-1);
    double rows = fits(width) ? Math.max(first, second) : first + GAP / 2 + second;
    return insets.getTop() + rows + insets.getBottom();
  }

  @Override
  protected void layoutChildren() {
    Insets insets = getInsets();
    double inner = getWidth() - insets.getLeft() - insets.getRight();
    double startHeight = start.prefHeight(-1);
    double endHeight = end.prefHeight(-1);
    double startWidth = Math.min(start.prefWidth(-1), inner);
    double endWidth = Math.min(end.prefWidth(-1), inner);
    double endX = getWidth() - insets.getRight() - endWidth;
    double top = insets.getTop();
    if (fits(getWidth())) {
      double height = Math.max(startHeight, endHeight);
      start.resizeRelocate(insets.getLeft(), top, startWidth, height);
      end.resizeRelocate(endX, top, endWidth, height);
    } else {
      start.resizeRelocate(insets.getLeft(), top, startWidth, startHeight);
      end.resizeRelocate(endX, top + startHeight + GAP / 2, endWidth, endHeight);
    }
  }
}

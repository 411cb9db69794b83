package io.spinlane.desktop.widget;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;

/**
 * A sentence, and the buttons for what one can do about it: beside the words, or below them where
 * the words would become a tower otherwise.
 */
public class Banner extends Pane {
  private static final double GAP = 8;

  private final String name;
  private final Label words = new Label();
  private final List<Button> buttons = new ArrayList<>();

  /**
   * A banner without words.
   *
   * @param name such as "lost", for ids and styles
   */
  @SuppressWarnings("this-escape") // to the toolkit only, which calls nothing of a subclass yet
  public Banner(String name) {
    this.name = name;
    setId(name + "-banner");
    getStyleClass().addAll("banner", name + "-banner");
    words.setId(name + "-text");
    words.setWrapText(true);
    getChildren().add(words);
  }

  /** Says something else. */
  public final void say(String sentence) {
    words.setText(sentence);
  }

  /** Another button, after those that are there. */
  public final Button offer(String action, String title, Runnable run) {
    Button button = new Button(title);
    button.setId(name + "-" + action);
    button.setOnAction(_ -> run.run());
    buttons.add(button);
    getChildren().add(button);
    return button;
  }

  /** Is there, or takes no room. */
  public final void show(boolean wanted) {
    setVisible(wanted);
    setManaged(wanted);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  private double row() {
    return buttons.stream().mapToDouble(button -> button.prefWidth(-1) + GAP).sum();
  }

  private double inner(double width) {
    Insets insets = getInsets();
    return width - insets.getLeft() - insets.getRight();
  }

  private double heightBeside(double inner) {
    double room = inner - row();
    return room <= 0
        ? Double.MAX_VALUE
        : Math.max(words.prefHeight(room), flow(row(), 0, 0, false));
  }

  private double heightBelow(double inner) {
    return flow(inner, 0, words.prefHeight(inner) + GAP / 2, false);
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0; // else it would keep the window as wide as its words were once
  }

  @Override
  protected double computePrefWidth(double height) {
    return getInsets().getLeft() + words.prefWidth(-1) + row() + getInsets().getRight();
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefHeight(double width) {
    double inner = width < 0 ? Double.MAX_VALUE : inner(width);
    double height = Math.min(heightBeside(inner), heightBelow(inner));
    return getInsets().getTop() + height + getInsets().getBottom();
  }

  @Override
  protected void layoutChildren() {
    double inner = inner(getWidth());
    double left = getInsets().getLeft();
    double top = getInsets().getTop();
    if (heightBeside(inner) <= heightBelow(inner)) {
      double width = inner - row();
      double height = getHeight() - top - getInsets().getBottom();
      words.resizeRelocate(left, top, width, height);
      double buttonsHeight = flow(row(), 0, 0, false);
      flow(row(), left + width + GAP, top + (height - buttonsHeight) / 2, true);
    } else {
      double height = words.prefHeight(inner);
      words.resizeRelocate(left, top, inner, height);
      flow(inner, left, top + height + GAP / 2, true);
    }
  }

  /** Row after row of buttons; returns where the last row ends. */
  private double flow(double width, double left, double top, boolean place) {
    double x = 0;
    double y = top;
    double bottom = top;
    for (Button button : buttons) {
      double wide = Math.min(button.prefWidth(-1), width);
      double high = button.prefHeight(-1);
      if (x > 0 && x + wide > width) {
        x = 0;
        y = bottom + GAP / 2;
      }
      if (place) {
        button.resizeRelocate(left + x, y, wide, high);
      }
      x += wide + GAP;
      bottom = Math.max(bottom, y + high);
    }
    return bottom;
  }
}

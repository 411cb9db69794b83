package io.spinlane.desktop.welcome;

import io.spinlane.desktop.text.Texts;
import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Path;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.Shape;
import javafx.stage.Popup;
import javafx.stage.Window;

/**
 * Shows the parts of the window one after the other: the part stays bright, the rest goes dim, and
 * a bubble says what it is for. Right and Enter go on, Left goes back, Esc ends it.
 */
public final class Tour {
  /** One stop: a part of the window, and the number of its texts, from 1. */
  public record Step(int number, Node part) {}

  private static final double GAP = 14;
  private static final double RIM = 4;

  private final Scene scene;
  private final List<Step> steps;
  private final Runnable onEnd;
  private final Popup popup = new Popup();
  private final Pane veil = new Pane();
  private final TourBubble bubble;
  private final ChangeListener<Number> moved = (_, _, _) -> show();
  private int at;

  private Tour(Scene scene, List<Step> steps, Runnable onEnd) {
    this.scene = scene;
    this.steps = steps;
    this.onEnd = onEnd;
    bubble = new TourBubble(steps.size(), this::back, this::next, this::end);
    veil.setId("tour");
    veil.getStyleClass().add("tour");
    popup.setAutoFix(false);
    popup.setHideOnEscape(false);
    popup.getScene().getRoot().getStyleClass().setAll(scene.getRoot().getStyleClass());
    popup.getScene().getStylesheets().setAll(scene.getStylesheets());
    popup.getContent().add(veil);
    popup.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
  }

  /**
   * Begins.
   *
   * @param onEnd told when it is over, whether or not every step was seen
   */
  public static void begin(Scene scene, List<Step> steps, Runnable onEnd) {
    Tour tour = new Tour(scene, steps, onEnd);
    Window window = scene.getWindow();
    for (var side : List.of(window.xProperty(), window.yProperty())) {
      side.addListener(tour.moved);
    }
    scene.widthProperty().addListener(tour.moved);
    scene.heightProperty().addListener(tour.moved);
    tour.popup.show(window);
    tour.show();
  }

  private void pressed(KeyEvent event) {
    boolean handled = true;
    if (event.getCode() == KeyCode.ESCAPE) {
      end();
    } else if (event.getCode() == KeyCode.RIGHT) {
      next();
    } else if (event.getCode() == KeyCode.LEFT) {
      back();
    } else {
      handled = false;
    }
    if (handled) {
      event.consume();
    }
  }

  private void next() {
    if (at + 1 == steps.size()) {
      end();
    } else {
      at++;
      show();
    }
  }

  private void back() {
    at = Math.max(0, at - 1);
    show();
  }

  private void end() {
    Window window = scene.getWindow();
    for (var side : List.of(window.xProperty(), window.yProperty())) {
      side.removeListener(moved);
    }
    scene.widthProperty().removeListener(moved);
    scene.heightProperty().removeListener(moved);
    popup.hide();
    onEnd.run();
  }

  private void show() {
    Step step = steps.get(at);
    double width = scene.getWidth();
    double height = scene.getHeight();
    Bounds part = step.part().localToScene(step.part().getLayoutBounds());
    Rectangle hole =
        new Rectangle(
            part.getMinX() - RIM,
            part.getMinY() - RIM,
            part.getWidth() + 2 * RIM,
            part.getHeight() + 2 * RIM);
    hole.setArcWidth(14);
    hole.setArcHeight(14);
    Path dim = (Path) Shape.subtract(new Rectangle(width, height), hole);
    dim.getStyleClass().add("tour-dim");
    Rectangle ring = new Rectangle(hole.getX(), hole.getY(), hole.getWidth(), hole.getHeight());
    ring.setArcWidth(14);
    ring.setArcHeight(14);
    ring.getStyleClass().add("tour-ring");
    veil.setPrefSize(width, height);
    veil.setClip(new Rectangle(width, height));
    veil.getChildren().setAll(dim, ring, bubble);
    bubble.show(step.number(), Texts.get("tour." + step.number() + ".title"), at);
    veil.applyCss();
    bubble.autosize();
    Point2D place = place(part, bubble.getWidth(), bubble.getHeight(), width, height);
    bubble.relocate(place.getX(), place.getY());
    popup.setX(scene.getWindow().getX() + scene.getX());
    popup.setY(scene.getWindow().getY() + scene.getY());
    bubble.focus();
  }

  /** Beside the part where there is room: right, left, below, above; else inside it. */
  static Point2D place(
      Bounds part, double bubbleWidth, double bubbleHeight, double width, double height) {
    double x = (part.getMinX() + part.getMaxX() - bubbleWidth) / 2;
    double y = part.getMinY() + Math.min(40, part.getHeight() / 2);
    if (part.getMaxX() + GAP + bubbleWidth < width) {
      x = part.getMaxX() + GAP;
    } else if (part.getMinX() - GAP - bubbleWidth > 0) {
      x = part.getMinX() - GAP - bubbleWidth;
    } else if (part.getMaxY() + GAP + bubbleHeight < height) {
      y = part.getMaxY() + GAP;
    } else if (part.getMinY() - GAP - bubbleHeight > 0) {
      y = part.getMinY() - GAP - bubbleHeight;
    }
    return new Point2D(
        Math.clamp(x, 8, Math.max(8, width - bubbleWidth - 8)),
        Math.clamp(y, 8, Math.max(8, height - bubbleHeight - 8)));
  }
}

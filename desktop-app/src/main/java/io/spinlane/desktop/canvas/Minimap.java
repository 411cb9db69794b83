package io.spinlane.desktop.canvas;

import io.spinlane.desktop.gesture.Overview;
import io.spinlane.desktop.gesture.OverviewDrag;
import io.spinlane.desktop.gesture.Viewport;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.painter.CanvasSurface;
import io.spinlane.desktop.painter.Ink;
import io.spinlane.desktop.painter.MapPainter;
import io.spinlane.desktop.text.Texts;
import java.util.Map;
import java.util.Optional;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * The whole drawing, small, with a rectangle around what is in view, which can be dragged. It is
 * there only while something lies outside the view.
 */
public final class Minimap extends Region {
  private static final double WIDTH = 184;
  private static final double HEIGHT = 124;

  private static final double INSET = 5;
  private static final double MARGIN = 12;

  private final CanvasView view;
  private final Canvas surface = new Canvas(WIDTH - 2 * INSET, HEIGHT - 2 * INSET);
  private final CanvasSurface brush = new CanvasSurface(surface.getGraphicsContext2D());
  private final Region window = new Region();
  private @Nullable OverviewDrag drag;
  private @Nullable Overview painted;
  private boolean wanted = true;
  private boolean stale = true;

  Minimap(CanvasView view) {
    this.view = view;
    setId("minimap");
    setManaged(false);
    getStyleClass().add("minimap");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleText(Texts.get("minimap.spoken"));
    window.setId("minimap-window");
    window.getStyleClass().add("minimap-window");
    window.setManaged(false);
    window.setMouseTransparent(true);
    surface.setManaged(false);
    surface.relocate(INSET, INSET);
    Rectangle clip = new Rectangle(WIDTH, HEIGHT);
    setClip(clip);
    getChildren().addAll(surface, window);
    setOnMousePressed(this::pressed);
    setOnMouseDragged(this::dragged);
    setOnMouseReleased(this::released);
    setOnMouseClicked(MouseEvent::consume);
    view.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
  }

  /** Shows it whenever it is of use, or never. */
  public void want(boolean shown) {
    wanted = shown;
    refresh(false);
  }

  /** It may show. */
  public boolean wanted() {
    return wanted;
  }

  /**
   * What is in view has changed.
   *
   * @param cards they have, too
   */
  void refresh(boolean cards) {
    stale |= cards;
    Optional<Area> drawn = view.bounds();
    setVisible(
        wanted
            && (drag != null || drawn.filter(all -> !view.shown().contains(all)).isPresent())
            && view.getWidth() > 2 * WIDTH
            && view.getHeight() > 2 * HEIGHT);
    requestLayout();
  }

  /** Takes its place in the corner of a view of some size. */
  void place(double width, double height) {
    resizeRelocate(width - WIDTH - MARGIN, height - HEIGHT - MARGIN, WIDTH, HEIGHT);
    refresh(false);
  }

  private void pressed(MouseEvent event) {
    Area shown = view.shown();
    view.requestFocus();
    event.consume();
    if (event.getButton() == MouseButton.PRIMARY) {
      drag =
          new OverviewDrag(
              map(shown), view.viewport(), shown, event.getX() - INSET, event.getY() - INSET);
      dragged(event);
    }
  }

  private void dragged(MouseEvent event) {
    if (drag != null) {
      view.show(drag.at(event.getX() - INSET, event.getY() - INSET));
    }
    event.consume();
  }

  private void released(MouseEvent event) {
    drag = null;
    refresh(false);
    event.consume();
  }

  private void keyPressed(KeyEvent event) {
    if (drag != null && event.getCode() == KeyCode.ESCAPE) {
      Viewport before = drag.start();
      drag = null;
      view.show(before);
      event.consume();
    }
  }

  private Overview map(Area shown) {
    return Overview.of(view.bounds().orElse(shown), shown, surface.getWidth(), surface.getHeight());
  }

  @Override
  protected void layoutChildren() {
    if (!isVisible()) {
      return;
    }
    Area shown = view.shown();
    Overview map = drag == null ? map(shown) : drag.map();
    if (stale || !map.equals(painted)) {
      stale = false;
      painted = map;
      paint(map);
    }
    Area place = map.toMap(shown);
    window.resizeRelocate(
        INSET + place.x(),
        INSET + place.y(),
        Math.max(4, place.width()),
        Math.max(4, place.height()));
  }

  private void paint(Overview map) {
    GraphicsContext pen = surface.getGraphicsContext2D();
    pen.clearRect(0, 0, surface.getWidth(), surface.getHeight());
    Ink ink = view.ink();
    for (Map.Entry<String, Area> entry : view.visibleAreas().entrySet()) {
      Element element = view.model().elements().get(entry.getKey());
      if (element != null) {
        MapPainter.paint(brush, ink.cards(), element.kind(), map.toMap(entry.getValue()));
      }
    }
  }
}

package io.spinlane.desktop.canvas;

import io.spinlane.desktop.gesture.Guide;
import io.spinlane.desktop.gesture.Viewport;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.WirePath;
import io.spinlane.desktop.painter.CanvasSurface;
import io.spinlane.desktop.painter.Ink;
import io.spinlane.desktop.painter.WirePainter;
import java.util.Collection;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/**
 * What shows only while a gesture lasts: marquee, rubber wire, guides, the wire that would be
 * joined, ghosts of new cards, a sentence.
 */
final class Overlay extends Region {
  private static final double SENTENCE_WIDTH = 320;
  private static final Color REFUSED = Color.web("#cf222e");
  private static final Color GUIDE = Color.web("#e85aad");

  private final Canvas surface = new Canvas();
  private final CanvasSurface brush = new CanvasSurface(surface.getGraphicsContext2D());
  private final Region marquee = new Region();
  private final Group ghosts = new Group();
  private final Label sentence = new Label();
  private Viewport viewport = Viewport.IDENTITY;
  private Ink ink = Ink.LIGHT;
  private @Nullable WirePath rubber;
  private boolean refused;
  private @Nullable WirePath join;
  private List<Guide> guides = List.of();

  Overlay() {
    setManaged(false);
    setMouseTransparent(true);
    marquee.getStyleClass().add("marquee");
    sentence.setId("wire-reason");
    sentence.setWrapText(true);
    getChildren().addAll(surface, ghosts, marquee, sentence);
    // each is placed by hand; a layout pass must not give it its preferred size
    getChildren().forEach(child -> child.setManaged(false));
    clear();
  }

  void show(Viewport shown, Ink theme) {
    viewport = shown;
    ink = theme;
    requestLayout();
  }

  void clear() {
    marquee.setVisible(false);
    ghosts.getChildren().clear();
    sentence.setVisible(false);
    rubber = null;
    join = null;
    guides = List.of();
    requestLayout();
  }

  void showMarquee(Area area) {
    place(marquee, area);
  }

  /** Where new cards would be. */
  void showGhosts(Collection<Area> areas) {
    List<Node> shown = ghosts.getChildren();
    while (shown.size() < areas.size()) {
      Region ghost = new Region();
      ghost.getStyleClass().add("ghost");
      ghost.setManaged(false);
      shown.add(ghost);
    }
    int next = 0;
    for (Area area : areas) {
      place((Region) shown.get(next++), area);
    }
  }

  private void place(Region region, Area area) {
    region.setVisible(true);
    region.resizeRelocate(
        viewport.screenX(area.x()),
        viewport.screenY(area.y()),
        area.width() * viewport.zoom(),
        area.height() * viewport.zoom());
  }

  /** A rubber wire in canvas units, in the colour of the verdict under its end. */
  void showWire(WirePath path, boolean isRefused) {
    rubber = path;
    refused = isRefused;
    requestLayout();
  }

  /** The wire that would be joined. */
  void showJoin(WirePath path) {
    join = path;
    requestLayout();
  }

  void hideJoin() {
    join = null;
    requestLayout();
  }

  void showGuides(List<Guide> shown) {
    guides = shown;
    requestLayout();
  }

  /** Everything drawn rather than styled is drawn at the next pulse, once. */
  @Override
  protected void layoutChildren() {
    boolean nothing = rubber == null && join == null && guides.isEmpty();
    surface.setVisible(!nothing);
    if (nothing) {
      return;
    }
    surface.setWidth(getWidth());
    surface.setHeight(getHeight());
    GraphicsContext pen = surface.getGraphicsContext2D();
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, getWidth(), getHeight());
    pen.setStroke(GUIDE);
    pen.setLineWidth(1);
    pen.setLineDashes();
    guides.forEach(guide -> paint(pen, guide));
    double zoom = viewport.zoom();
    pen.setTransform(zoom, 0, 0, zoom, -viewport.left() * zoom, -viewport.top() * zoom);
    if (join != null) {
      WirePainter.paintMark(brush, ink.selected(), join);
    }
    if (rubber != null) {
      WirePainter.paintRubber(brush, refused ? REFUSED : ink.selected(), rubber);
    }
  }

  /** In the middle of a pixel, so that it is sharp. */
  private void paint(GraphicsContext pen, Guide guide) {
    if (guide.vertical()) {
      double x = Math.floor(viewport.screenX(guide.at())) + 0.5;
      pen.strokeLine(x, viewport.screenY(guide.from()), x, viewport.screenY(guide.to()));
    } else {
      double y = Math.floor(viewport.screenY(guide.at())) + 0.5;
      pen.strokeLine(viewport.screenX(guide.from()), y, viewport.screenX(guide.to()), y);
    }
  }

  /** Why not, beside the mouse; empty takes it away. */
  void showReason(String why, double x, double y) {
    showSentence(why, "reason", x, y);
  }

  /** What will be, beside the mouse; empty takes it away. */
  void showHint(String what, double x, double y) {
    showSentence(what, "gesture-hint", x, y);
  }

  private void showSentence(String text, String style, double x, double y) {
    sentence.setVisible(!text.isEmpty());
    if (text.isEmpty()) {
      return;
    }
    sentence.setText(text);
    sentence.getStyleClass().setAll("label", style);
    sentence.applyCss();
    double width = Math.min(SENTENCE_WIDTH, sentence.prefWidth(-1));
    double height = sentence.prefHeight(width);
    sentence.resizeRelocate(
        Math.max(4, Math.min(x + 16, getWidth() - width - 4)),
        Math.max(4, Math.min(y + 18, getHeight() - height - 4)),
        width,
        height);
  }
}

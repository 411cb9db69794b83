package io.spinlane.desktop.canvas;

import io.spinlane.desktop.gesture.Viewport;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.model.Wire;
import io.spinlane.desktop.model.WirePath;
import io.spinlane.desktop.painter.CanvasSurface;
import io.spinlane.desktop.painter.FrameFace;
import io.spinlane.desktop.painter.FramePainter;
import io.spinlane.desktop.painter.Ink;
import io.spinlane.desktop.painter.WireLook;
import io.spinlane.desktop.painter.WirePainter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * All wires on one screen-sized surface, redrawn at the next pulse after something changed; over
 * them the boxes of collapsed frames, as cards are.
 */
final class WireLayer extends Region {
  /** A wire's width and label reach beyond its curve. */
  private static final double MARGIN = 40;

  private final Canvas surface = new Canvas();
  private final CanvasSurface brush = new CanvasSurface(surface.getGraphicsContext2D());
  private final Map<Wire, Strand> strands = new HashMap<>();
  private Map<Wire, WirePath> paths = new LinkedHashMap<>();
  private List<FrameFace> boxes = List.of();
  private Viewport viewport = Viewport.IDENTITY;
  private Ink ink = Ink.LIGHT;
  private Set<Wire> selected = Set.of();
  private @Nullable Wire hidden;
  private @Nullable Wire hovered;

  WireLayer() {
    setManaged(false);
    setMouseTransparent(true);
    getChildren().add(surface);
  }

  void show(Map<Wire, WirePath> shown) {
    paths = new LinkedHashMap<>(shown);
    strands.keySet().retainAll(paths.keySet());
    requestLayout();
  }

  /** Leads some wires other ways. */
  void move(Map<Wire, WirePath> moved) {
    paths.putAll(moved);
    requestLayout();
  }

  void select(Set<Wire> wires) {
    if (!wires.equals(selected)) {
      selected = wires;
      requestLayout();
    }
  }

  /** Draws the collapsed ones of the frames around cores. */
  void show(List<FrameFace> frames) {
    List<FrameFace> next = frames.stream().filter(face -> face.frame().collapsed()).toList();
    if (!next.equals(boxes)) {
      boxes = next;
      requestLayout();
    }
  }

  /** Marks the wire under the mouse; null marks none. */
  void hover(@Nullable Wire wire) {
    if (!Objects.equals(wire, hovered)) {
      hovered = wire;
      requestLayout();
    }
  }

  /** Leaves one wire out; null shows all. */
  void hide(@Nullable Wire wire) {
    if (!Objects.equals(wire, hidden)) {
      hidden = wire;
      requestLayout();
    }
  }

  void show(Viewport shown, Ink theme) {
    viewport = shown;
    ink = theme;
    requestLayout();
  }

  /** The live side of a wire that is drawn, or null. */
  @Nullable LiveWire live(Wire wire) {
    return paths.containsKey(wire) ? strands.computeIfAbsent(wire, _ -> new Strand()) : null;
  }

  Map<Wire, WirePath> paths() {
    return paths;
  }

  WireLook look(Wire wire) {
    Strand strand = strands.get(wire);
    WireLook plain = strand == null ? WireLook.PLAIN : strand.look;
    return new WireLook(plain.share(), plain.label(), plain.stale(), selected.contains(wire));
  }

  /** The wire nearest to a place within a distance, both in canvas units. */
  Optional<Wire> wireAt(Point place, double within) {
    Wire best = null;
    double nearest = within;
    for (Map.Entry<Wire, WirePath> entry : paths.entrySet()) {
      WirePath path = entry.getValue();
      double distance =
          path.bounds().grow(within).holds(place) ? path.distance(place) : Double.MAX_VALUE;
      if (distance <= nearest) {
        nearest = distance;
        best = entry.getKey();
      }
    }
    return Optional.ofNullable(best);
  }

  @Override
  protected void layoutChildren() {
    surface.setWidth(getWidth());
    surface.setHeight(getHeight());
    GraphicsContext pen = surface.getGraphicsContext2D();
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, getWidth(), getHeight());
    double zoom = viewport.zoom();
    pen.setTransform(zoom, 0, 0, zoom, -viewport.left() * zoom, -viewport.top() * zoom);
    Area shown = new Area(viewport.left(), viewport.top(), getWidth() / zoom, getHeight() / zoom);
    boolean labels = Detail.at(zoom) == Detail.FULL;
    paths.forEach(
        (wire, path) -> {
          if (!wire.equals(hidden) && path.bounds().grow(MARGIN).overlaps(shown)) {
            WireLook look = look(wire);
            if (wire.equals(hovered) && !look.selected()) {
              WirePainter.paintHover(brush, ink.wire(wire.kind()), path);
            }
            WirePainter.paint(brush, ink, wire, path, labels ? look : look.withoutLabel());
          }
        });
    for (FrameFace box : boxes) {
      if (box.frame().area().overlaps(shown)) {
        FramePainter.paint(brush, ink, box, !labels);
      }
    }
  }

  /** What the monitor said about one wire. */
  private final class Strand implements LiveWire {
    private WireLook look = WireLook.PLAIN;

    @Override
    public void showShare(double share) {
      become(new WireLook(Math.clamp(share, 0, 1), look.label(), look.stale(), false));
    }

    @Override
    public void showLabel(String label) {
      become(new WireLook(look.share(), label, look.stale(), false));
    }

    @Override
    public void showStale(boolean stale) {
      become(new WireLook(look.share(), look.label(), stale, false));
    }

    @Override
    public void clearLive() {
      become(WireLook.PLAIN);
    }

    private void become(WireLook next) {
      if (!next.equals(look)) {
        look = next;
        requestLayout();
      }
    }
  }
}

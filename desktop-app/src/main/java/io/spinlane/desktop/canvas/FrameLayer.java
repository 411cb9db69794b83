package io.spinlane.desktop.canvas;

import io.spinlane.desktop.gesture.Viewport;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Frame;
import io.spinlane.desktop.model.Frames;
import io.spinlane.desktop.model.Point;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Topology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.scene.layout.Pane;
import javafx.scene.transform.Scale;
import javafx.scene.transform.Translate;
import org.jspecify.annotations.Nullable;

/**
 * The frames around cores that share a package, a NUMA node or a cache, as far as the host is
 * known: where they are, and a handle on each. The backdrop draws them.
 */
public final class FrameLayer extends Pane {
  private final Scale scale = new Scale();
  private final Translate shift = new Translate();
  private final DesignModel model;
  private final Map<String, FrameHandle> handles = new LinkedHashMap<>();
  private @Nullable Inventory host;
  private List<Frame> frames = List.of();
  private Map<String, Area> hidden = Map.of();

  FrameLayer(DesignModel model) {
    this.model = model;
    setManaged(false);
    setPickOnBounds(false);
    getTransforms().setAll(scale, shift);
  }

  void useHost(@Nullable Inventory inventory) {
    host = inventory;
  }

  /** The cores of each innermost frame. */
  public List<Set<String>> groups() {
    Inventory known = host;
    return known == null ? List.of() : Frames.innermost(model.topology(), known);
  }

  void show(Viewport viewport) {
    scale.setX(viewport.zoom());
    scale.setY(viewport.zoom());
    shift.setX(-viewport.left());
    shift.setY(-viewport.top());
  }

  /** Puts the frames around the cards; true when that changed anything. */
  boolean show(Map<String, Area> areas) {
    Inventory known = host;
    List<Frame> next = known == null ? List.<Frame>of() : Frames.of(model.topology(), areas, known);
    if (next.equals(frames)) {
      return false;
    }
    frames = next;
    hidden = Frames.hidden(frames);
    handles
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = frames.stream().noneMatch(f -> f.key().equals(entry.getKey()));
              if (gone) {
                getChildren().remove(entry.getValue());
              }
              return gone;
            });
    for (Frame frame : frames) {
      FrameHandle handle = handles.get(frame.key());
      if (handle == null) {
        handle = new FrameHandle(model, frame);
        handles.put(frame.key(), handle);
        getChildren().add(handle);
      }
      handle.show(frame);
    }
    return true;
  }

  /** The frames, outer ones first. */
  public List<Frame> frames() {
    return frames;
  }

  /** All frames around cards as if none were collapsed: a picture shows every core. */
  List<Frame> expanded(Map<String, Area> areas) {
    Inventory known = host;
    if (known == null) {
      return List.of();
    }
    Topology.Builder open = model.topology().toBuilder();
    frames.forEach(frame -> open.removeLayout(frame.key()));
    return Frames.of(open.build(), areas, known);
  }

  /** Areas of the boxes in place of cores behind a collapsed frame, by the cores' ids. */
  Map<String, Area> hidden() {
    return hidden;
  }

  /** The collapsed frame at a place. */
  Optional<Frame> collapsedAt(Point place) {
    return frames.stream()
        .filter(frame -> frame.collapsed() && frame.area().holds(place))
        .findFirst();
  }

  void showSelected(Set<String> selected) {
    handles.values().forEach(handle -> handle.showSelected(selected));
  }
}

package io.spinlane.desktop.canvas;

import io.spinlane.desktop.gesture.Viewport;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Frame;
import io.spinlane.desktop.model.Frames;
import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.painter.FrameFace;
import io.spinlane.v1.Inventory;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.layout.Pane;
import javafx.scene.transform.Scale;
import javafx.scene.transform.Translate;
import org.jspecify.annotations.Nullable;

/**
 * The frames around cores that share a package, a NUMA node or a cache, as far as the host is
 * known: where they are, what stands on them, and a handle on each. The backdrop draws open ones,
 * the layer of wires collapsed ones.
 */
public final class FrameLayer extends Pane {
  private static final Words QUIET = new Words("", "", false);

  /** What runs behind a frame. */
  private record Words(String text, String detail, boolean stale) {
    FrameFace on(Frame frame) {
      return new FrameFace(frame, text, detail, stale);
    }
  }

  private final Scale scale = new Scale();
  private final Translate shift = new Translate();
  private final DesignModel model;
  private final Map<String, FrameHandle> handles = new LinkedHashMap<>();
  private final Map<String, Words> words = new HashMap<>();
  private final ReadOnlyObjectWrapper<@Nullable Inventory> host = new ReadOnlyObjectWrapper<>();
  private Detail detail = Detail.FULL;
  private List<Frame> frames = List.of();
  private Map<String, Area> hidden = Map.of();
  private Map<String, Area> placed = Map.of();

  FrameLayer(DesignModel model) {
    this.model = model;
    setManaged(false);
    setPickOnBounds(false);
    getTransforms().setAll(scale, shift);
  }

  void useHost(@Nullable Inventory inventory) {
    host.set(inventory);
  }

  /** What is known of the host; null: nothing. */
  ReadOnlyObjectProperty<@Nullable Inventory> hostProperty() {
    return host.getReadOnlyProperty();
  }

  /** The cores of each innermost frame. */
  public List<Set<String>> groups() {
    Inventory known = host.get();
    return known == null ? List.of() : Frames.innermost(model.topology(), known);
  }

  void show(Viewport viewport) {
    detail = Detail.at(viewport.zoom());
    handles.values().forEach(handle -> handle.show(detail));
    scale.setX(viewport.zoom());
    scale.setY(viewport.zoom());
    shift.setX(-viewport.left());
    shift.setY(-viewport.top());
  }

  /** Puts the frames around the cards; true when that changed anything. */
  boolean show(Map<String, Area> areas) {
    placed = areas;
    Inventory known = host.get();
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
              if (gone && entry.getValue().isFocused()) {
                getParent().requestFocus();
              }
              if (gone) {
                getChildren().remove(entry.getValue());
              }
              return gone;
            });
    for (Frame frame : frames) {
      FrameHandle handle = handles.get(frame.key());
      if (handle == null) {
        handle = new FrameHandle(frame, this::toggle);
        handle.show(detail);
        handles.put(frame.key(), handle);
        getChildren().add(handle);
      }
      handle.show(frame);
    }
    return true;
  }

  private void toggle(Frame frame) {
    collapse(Map.of(frame.key(), frame.title()), !frame.collapsed());
  }

  /**
   * Collapses frames or opens them, as one step; what an open one would cover moves down.
   *
   * @param titles of the frames by key
   */
  public void collapse(Map<String, String> titles, boolean collapsed) {
    Inventory known = host.get();
    if (known != null) {
      model.apply(Frames.collapse(model.topology(), placed, known, titles, collapsed));
    }
  }

  /** Opens the collapsed frames that hide a core, so that it can be seen; none: nothing happens. */
  void openAround(String core) {
    Optional<Frame> closed = closedAround(core);
    while (closed.isPresent()) {
      toggle(closed.get());
      closed = closedAround(core); // a frame inside may be collapsed, too
    }
  }

  private Optional<Frame> closedAround(String core) {
    return frames.stream()
        .filter(frame -> frame.collapsed() && frame.cores().contains(core))
        .findFirst();
  }

  /** The cores behind each collapsed frame. */
  public List<Set<String>> collapsed() {
    return frames.stream().filter(Frame::collapsed).map(Frame::cores).toList();
  }

  /** Where the Tab key stops at frames, by their keys: each before the first of its cores. */
  Map<String, Area> stops() {
    Map<String, Area> stops = new LinkedHashMap<>();
    for (Frame frame : frames) {
      Area handle = frame.handle();
      double left =
          frame.cores().stream()
              .mapToDouble(core -> placed.getOrDefault(core, handle).x())
              .min()
              .orElse(handle.x());
      stops.put(frame.key(), handle.moved(frame.collapsed() ? 0 : left - handle.x(), 0));
    }
    return stops;
  }

  /** The handle of a frame, by its key. */
  Optional<FrameHandle> handle(String key) {
    return Optional.ofNullable(handles.get(key));
  }

  /** The frames, outer ones first. */
  public List<Frame> frames() {
    return frames;
  }

  /** What stands on the frames, outer ones first; without what is live on request. */
  List<FrameFace> faces(boolean live) {
    return frames.stream()
        .map(frame -> live ? words.getOrDefault(frame.key(), QUIET).on(frame) : QUIET.on(frame))
        .toList();
  }

  /** Writes the sum over its cores on a collapsed frame; an empty text takes it away. */
  void say(String key, String text, String detail, boolean stale) {
    if (text.isEmpty()) {
      words.remove(key);
    } else {
      words.put(key, new Words(text, detail, stale));
    }
    FrameHandle handle = handles.get(key);
    if (handle != null) {
      handle.say(text.isEmpty() ? "" : text + ", " + detail);
    }
  }

  /** Takes everything live off the frames. */
  void clearLive() {
    words.clear();
    handles.values().forEach(handle -> handle.say(""));
  }

  /** Areas of the boxes in place of cores behind a collapsed frame, by the cores' ids. */
  public Map<String, Area> hidden() {
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

package io.spinlane.desktop.canvas;

import io.spinlane.desktop.gesture.Pointer;
import io.spinlane.desktop.gesture.Viewport;
import io.spinlane.desktop.gesture.WireGesture;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Placement;
import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.model.Wire;
import io.spinlane.desktop.model.WirePath;
import io.spinlane.desktop.painter.CardFace;
import io.spinlane.desktop.painter.Ink;
import io.spinlane.desktop.painter.Sheet;
import io.spinlane.desktop.painter.WireLook;
import io.spinlane.desktop.text.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;

/** The view of the drawing: keeps cards and wires as the model says, and knows what is where. */
public final class CanvasView extends Region {
  private static final double FIT_MARGIN = 24;
  private static final double WIRE_REACH_PIXELS = 7;

  private final DesignModel model;
  private final Backdrop backdrop = new Backdrop();
  private final WireLayer wireLayer = new WireLayer();
  private final CardLayer cards = new CardLayer();
  private final Overlay overlay = new Overlay();
  private final StackPane empty = new StackPane();
  private final ReadOnlyDoubleWrapper zoom = new ReadOnlyDoubleWrapper(1);
  private Viewport viewport = Viewport.IDENTITY;
  private Ink ink = Ink.LIGHT;

  /** A view of a model's drawing. */
  public CanvasView(DesignModel model) {
    this.model = model;
    setId("canvas");
    getStyleClass().add("canvas");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.PARENT);
    setAccessibleText(Texts.get("canvas.spoken"));
    empty.setId("canvas-empty");
    empty.setPickOnBounds(false);
    empty.setManaged(false);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);
    getChildren().addAll(backdrop, wireLayer, cards, overlay, empty);
    model.listen((_, _) -> refresh());
    model.selection().listen(this::showSelection);
    refresh();
  }

  /** The model it shows. */
  public DesignModel model() {
    return model;
  }

  /** Shows something in the middle while nothing is drawn. */
  public void setEmptyState(Node content) {
    empty.getChildren().setAll(content);
  }

  // ---- what the monitor uses ----

  /** Where live numbers of an element go; empty when it is not drawn. */
  public Optional<LiveCard> liveCard(String elementId) {
    return Optional.ofNullable(cards.card(elementId));
  }

  /** Where live numbers of a wire go; empty when it is not drawn. */
  public Optional<LiveWire> liveWire(Wire wire) {
    return Optional.ofNullable(wireLayer.live(wire));
  }

  /** Takes everything live off the drawing. */
  public void clearLive() {
    cards.cards().forEach(LiveCard::clearLive);
    model.wires().forEach(wire -> liveWire(wire).ifPresent(LiveWire::clearLive));
  }

  // ---- view ----

  /** Pixels per canvas unit. */
  public ReadOnlyDoubleProperty zoomProperty() {
    return zoom.getReadOnlyProperty();
  }

  Viewport viewport() {
    return viewport;
  }

  void show(Viewport next) {
    viewport = next;
    zoom.set(next.zoom());
    cards.show(next);
    backdrop.show(next, ink);
    wireLayer.show(next, ink);
    overlay.show(next, ink);
  }

  /** The colours of what is drawn. */
  public Ink ink() {
    return ink;
  }

  /** Changes the colours of what is drawn. */
  public void show(Ink next) {
    ink = next;
    show(viewport);
  }

  /** Zooms about the middle of the view. */
  public void zoomBy(double factor) {
    show(viewport.zoomAt(factor, getWidth() / 2, getHeight() / 2));
  }

  /** Shows everything at its own size. */
  public void zoomToActualSize() {
    zoomBy(1 / viewport.zoom());
  }

  /** Shows the whole drawing. */
  public void zoomToFit() {
    Optional<Area> all = cards.bounds();
    show(
        all.isEmpty() || getWidth() <= 0
            ? Viewport.IDENTITY
            : Viewport.fit(all.get().grow(FIT_MARGIN), getWidth(), getHeight()));
  }

  /** Shows what is selected; with nothing selected, the whole drawing. */
  public void zoomToSelection() {
    Set<String> selected = model.selection().ids();
    Optional<Area> bounds =
        areas().entrySet().stream()
            .filter(entry -> selected.contains(entry.getKey()))
            .map(Map.Entry::getValue)
            .reduce(Area::union);
    if (bounds.isPresent() && getWidth() > 0) {
      show(Viewport.fit(bounds.get().grow(FIT_MARGIN), getWidth(), getHeight()));
    } else {
      zoomToFit();
    }
  }

  /** The part of the drawing in view. */
  Area shown() {
    return new Area(
        viewport.left(),
        viewport.top(),
        getWidth() / viewport.zoom(),
        getHeight() / viewport.zoom());
  }

  /** Selects an element and brings it into view; unknown ids change nothing. */
  public void reveal(String elementId) {
    Area area = cards.areas().get(elementId);
    ElementCard card = cards.card(elementId);
    if (area == null || card == null) {
      return;
    }
    model.selection().select(List.of(elementId));
    bringIntoView(elementId);
    card.requestFocus();
  }

  /** Moves the view so that an element is in it. */
  void bringIntoView(String elementId) {
    Area area = cards.areas().get(elementId);
    Area shown = shown();
    boolean inside =
        area != null
            && shown.holds(new Point(area.x(), area.y()))
            && shown.holds(new Point(area.x() + area.width(), area.y() + area.height()));
    if (area != null && !inside) {
      centre(area);
    }
  }

  /** Gives an element the focus; unknown ids change nothing. */
  void focus(String elementId) {
    card(elementId).ifPresent(Node::requestFocus);
  }

  Optional<ElementCard> card(String elementId) {
    return Optional.ofNullable(cards.card(elementId));
  }

  /** Selects an element, brings it to the middle of the view, and gives it the focus. */
  public void jumpTo(String elementId) {
    reveal(elementId);
    Optional.ofNullable(cards.areas().get(elementId)).ifPresent(this::centre);
  }

  private void centre(Area area) {
    Area shown = shown();
    show(
        new Viewport(
            viewport.zoom(),
            area.x() + area.width() / 2 - shown.width() / 2,
            area.y() + area.height() / 2 - shown.height() / 2));
  }

  /** Shows which elements have problems; elements without an entry have none. */
  public void showBadges(Map<String, Badge> badges) {
    cards.cards().forEach(card -> card.showBadge(badges.get(card.element().id())));
  }

  /** The pointer of a mouse event anywhere in the scene. */
  public Pointer pointer(MouseEvent event) {
    Point2D place = sceneToLocal(event.getSceneX(), event.getSceneY());
    return new Pointer(
        viewport.toWorld(place.getX(), place.getY()),
        place.getX(),
        place.getY(),
        event.isShiftDown(),
        event.isControlDown(),
        event.isAltDown());
  }

  /** The pointer where one was, over what the view shows now, with Alt down or not. */
  Pointer pointer(Pointer last, boolean alt) {
    return new Pointer(
        viewport.toWorld(last.screenX(), last.screenY()),
        last.screenX(),
        last.screenY(),
        last.shift(),
        last.control(),
        alt);
  }

  // ---- what the gestures use ----

  /** Areas of those elements that are not locked. */
  Map<String, Area> movable(Set<String> ids) {
    Map<String, Area> movable = new LinkedHashMap<>();
    for (String id : ids) {
      Area area = areas().get(id);
      if (area != null && !Placement.locked(model.topology(), id)) {
        movable.put(id, area);
      }
    }
    return movable;
  }

  /** Areas of the cards in view that do not move. */
  List<Area> resting(Set<String> moving) {
    Area shown = shown();
    return areas().entrySet().stream()
        .filter(entry -> !moving.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .filter(shown::overlaps)
        .toList();
  }

  /** Where a wire runs. */
  Optional<WirePath> path(Wire wire) {
    return Optional.ofNullable(wireLayer.paths().get(wire));
  }

  /** Leaves a wire out while its end is led elsewhere. */
  void hide(Optional<Wire> wire) {
    wireLayer.hide(wire.orElse(null));
  }

  /** Keeps a pulled wire in sight while a question about its end is open. */
  void keepRubber(WireGesture wire) {
    GesturePreview.rubber(this, wire).ifPresent(path -> overlay.showWire(path, false));
  }

  Overlay overlay() {
    return overlay;
  }

  /** Areas of all cards, by id. */
  public Map<String, Area> areas() {
    return cards.areas();
  }

  /**
   * A picture of the whole drawing, whatever the view shows.
   *
   * @param live with the numbers that stand on cards and wires now
   */
  public Sheet sheet(boolean live) {
    if (!live) {
      return Sheet.of(model.topology());
    }
    List<CardFace> faces = new ArrayList<>();
    cards.cards().forEach(card -> faces.add(card.face(areas().get(card.element().id()))));
    Map<Wire, WireLook> looks = new LinkedHashMap<>();
    for (Wire wire : wireLayer.paths().keySet()) {
      WireLook look = wireLayer.look(wire);
      looks.put(wire, new WireLook(look.share(), look.label(), look.stale(), false));
    }
    return Sheet.of(model.topology(), faces, looks);
  }

  /** Numbers of a running switch stand on some card. */
  public boolean hasLive() {
    return cards.cards().stream().anyMatch(ElementCard::isLive);
  }

  /** The topmost element at a place. */
  Optional<Element> elementAt(Point place) {
    return cards.elementAt(place);
  }

  Optional<Wire> wireAt(Point place) {
    return wireLayer.wireAt(place, WIRE_REACH_PIXELS / viewport.zoom());
  }

  /** Shows elements at other places than the model says, until called with an empty map. */
  void preview(Map<String, Point> places) {
    cards.preview(model, places);
    refreshWires();
  }

  Iterable<ElementCard> cards() {
    return cards.cards();
  }

  private void refresh() {
    cards.show(model);
    empty.setVisible(model.elements().isEmpty());
    showSelection();
  }

  private void refreshWires() {
    Map<Wire, WirePath> paths = new LinkedHashMap<>();
    for (Wire wire : model.wires()) {
      Element from = model.elements().get(wire.from());
      Area fromArea = areas().get(wire.from());
      Area toArea = areas().get(wire.to());
      if (from != null && fromArea != null && toArea != null) {
        paths.put(wire, WirePath.of(wire, from, fromArea, toArea));
      }
    }
    wireLayer.show(paths, model.selection().wire().orElse(null));
  }

  private void showSelection() {
    Set<String> selected = model.selection().ids();
    cards.cards().forEach(card -> card.showSelected(selected.contains(card.element().id())));
    refreshWires();
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double height = getHeight();
    backdrop.resizeRelocate(0, 0, width, height);
    wireLayer.resizeRelocate(0, 0, width, height);
    overlay.resizeRelocate(0, 0, width, height);
    double emptyWidth = Math.min(width - 40, empty.prefWidth(-1));
    double emptyHeight = empty.prefHeight(emptyWidth);
    empty.resizeRelocate(
        (width - emptyWidth) / 2, (height - emptyHeight) / 2, emptyWidth, emptyHeight);
  }
}

package io.spinlane.desktop.canvas;

import io.spinlane.desktop.gesture.CardWalk;
import io.spinlane.desktop.gesture.Pointer;
import io.spinlane.desktop.gesture.Viewport;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Frame;
import io.spinlane.desktop.model.LaneColumns;
import io.spinlane.desktop.model.Placement;
import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.model.Wire;
import io.spinlane.desktop.model.WirePath;
import io.spinlane.desktop.model.WireRoutes;
import io.spinlane.desktop.painter.Ink;
import io.spinlane.desktop.painter.Sheet;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Inventory;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/** The view of the drawing: keeps cards and wires as the model says, and knows what is where. */
public final class CanvasView extends Region {
  private static final double WIRE_REACH_PIXELS = 7;

  private final DesignModel model;
  private final Backdrop backdrop = new Backdrop();
  private final WireLayer wireLayer = new WireLayer();
  private final CardLayer cards = new CardLayer();
  private final Overlay overlay = new Overlay();
  private final FrameLayer frames;
  private final Minimap minimap;
  private final LaneBar laneBar = new LaneBar();
  private final EmptyState empty = new EmptyState();
  private final ReadOnlyDoubleWrapper zoom = new ReadOnlyDoubleWrapper(1);
  private Viewport viewport = Viewport.IDENTITY;
  private Ink ink = Ink.LIGHT;
  private Set<String> previewed = Set.of();

  /** A view of a model's drawing. */
  public CanvasView(DesignModel model) {
    this.model = model;
    frames = new FrameLayer(model);
    minimap = new Minimap(this);
    setId("canvas");
    getStyleClass().add("canvas");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.PARENT);
    setAccessibleText(Texts.get("canvas.spoken"));
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);
    getChildren().addAll(backdrop, wireLayer, frames, cards, laneBar, overlay, minimap, empty);
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

  /** Where live numbers of an element go; empty when it is not drawn. */
  public Optional<LiveCard> liveCard(String elementId) {
    return Optional.ofNullable(cards.card(elementId));
  }

  /** Where live numbers of a wire go; empty when it is not drawn. */
  public Optional<LiveWire> liveWire(Wire wire) {
    return Optional.ofNullable(wireLayer.live(wire));
  }

  /** Shows by id how elements differ from what runs. */
  public void showDeployment(Map<String, CardSign> signs) {
    cards.cards().forEach(card -> card.showDeployment(signs.get(card.element().id())));
  }

  /**
   * Shows what the cores behind a collapsed frame do together.
   *
   * @param frame its key
   */
  public void showLive(String frame, String words, String detail, boolean stale) {
    frames.say(frame, words, detail, stale);
    wireLayer.show(frames.faces(true));
  }

  /** Takes everything live off the drawing. */
  public void clearLive() {
    cards.cards().forEach(LiveCard::clearLive);
    frames.clearLive();
    wireLayer.show(frames.faces(true));
    model.wires().forEach(wire -> liveWire(wire).ifPresent(LiveWire::clearLive));
  }

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
    cards.show(next, shown());
    frames.show(next);
    minimap.refresh(false);
    backdrop.show(next, ink);
    laneBar.show(next);
    wireLayer.show(next, ink);
    overlay.show(next, ink);
  }

  /** Where an element can be seen, its card or the frame it is behind; or a frame, by its key. */
  private Optional<Area> place(String elementId) {
    Area box = frames.hidden().get(elementId);
    return Optional.ofNullable(box != null ? box : cards.areas().get(elementId))
        .or(() -> frames.handle(elementId).map(handle -> handle.frame().handle()));
  }

  /** The colours of what is drawn. */
  public Ink ink() {
    return ink;
  }

  /** Changes the colours of what is drawn. */
  public void show(Ink next) {
    ink = next;
    minimap.refresh(true);
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
    show(Fitting.of(bounds(), getWidth(), getHeight()));
  }

  /** Shows what is selected; with nothing selected, the whole drawing. */
  public void zoomToSelection() {
    Stream<String> ends =
        model.selection().wires().stream().flatMap(wire -> Stream.of(wire.from(), wire.to()));
    Optional<Area> selected =
        Stream.concat(model.selection().ids().stream(), ends)
            .flatMap(id -> place(id).stream())
            .reduce(Area::union);
    show(Fitting.of(selected.or(this::bounds), getWidth(), getHeight()));
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
    card(elementId)
        .ifPresent(
            card -> {
              model.selection().select(List.of(elementId));
              bringIntoView(elementId);
              card.requestFocus();
            });
  }

  /** Moves the view so that an element, or a frame by its key, is in it. */
  void bringIntoView(String elementId) {
    place(elementId)
        .map(area -> Fitting.revealing(viewport, area, getWidth(), getHeight()))
        .filter(next -> !next.equals(viewport))
        .ifPresent(this::show);
  }

  /** Gives an element or, by its key, a frame the focus; unknown ids change nothing. */
  void focus(String id) {
    card(id).<Node>map(card -> card).or(() -> frames.handle(id)).ifPresent(Node::requestFocus);
  }

  /** What the Tab key stops at, as people read: ids of cards and keys of frames. */
  List<String> stops() {
    Map<String, Area> stops = visibleAreas();
    stops.putAll(frames.stops());
    return CardWalk.order(stops);
  }

  Optional<ElementCard> card(String elementId) {
    return Optional.ofNullable(cards.card(elementId));
  }

  /** Selects an element, brings it to the middle of the view, and gives it the focus. */
  public void jumpTo(String elementId) {
    reveal(elementId);
    place(elementId).ifPresent(this::centre);
  }

  private void centre(Area area) {
    show(viewport.centred(area, getWidth(), getHeight()));
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

  /** Where all wires run. */
  Map<Wire, WirePath> paths() {
    return wireLayer.paths();
  }

  /** Where a wire runs. */
  Optional<WirePath> path(Wire wire) {
    return Optional.ofNullable(paths().get(wire));
  }

  /** Marks the wire under the mouse; null: none. */
  void showHover(@Nullable Wire wire) {
    wireLayer.hover(wire);
  }

  /** Leaves a wire out while its end is led elsewhere. */
  void hide(Optional<Wire> wire) {
    wireLayer.hide(wire.orElse(null));
  }

  Overlay overlay() {
    return overlay;
  }

  /** Areas of all cards, by id, those behind a collapsed frame among them. */
  public Map<String, Area> areas() {
    return cards.areas();
  }

  /** Areas of the cards that can be seen, by id. */
  Map<String, Area> visibleAreas() {
    Map<String, Area> visible = new LinkedHashMap<>(cards.areas());
    visible.keySet().removeAll(frames.hidden().keySet());
    return visible;
  }

  /** The smallest area around all cards and frames. */
  Optional<Area> bounds() {
    return Stream.concat(
            visibleAreas().values().stream(), frames.frames().stream().map(Frame::area))
        .reduce(Area::union);
  }

  /** The frames around cores. */
  public FrameLayer frames() {
    return frames;
  }

  /** Frames the cores by what is known of the host; null: no frames. */
  public void useHost(@Nullable Inventory host) {
    frames.useHost(host);
    refresh();
  }

  /** The small map over the whole drawing. */
  public Minimap minimap() {
    return minimap;
  }

  /** The mouse becomes a hand, or with null what it is over each node. */
  void showHand(@Nullable Cursor hand) {
    setCursor(hand);
    cards.setMouseTransparent(hand != null);
  }

  /**
   * A picture of the whole drawing, whatever the view shows.
   *
   * @param live with the numbers that stand on cards and wires now
   */
  public Sheet sheet(boolean live) {
    return CanvasSheet.of(model.topology(), cards, wireLayer, frames, live);
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
  void preview(Map<String, Area> places) {
    Set<String> touched = new HashSet<>(previewed);
    touched.addAll(places.keySet());
    previewed = Set.copyOf(places.keySet());
    if (!touched.isEmpty()) {
      cards.preview(places);
      showFrames();
      touched.addAll(frames.hidden().keySet());
      wireLayer.move(routes(wire -> touched.contains(wire.from()) || touched.contains(wire.to())));
      minimap.refresh(true);
    }
  }

  /** A gesture has begun or is over. */
  void hold(boolean held) {
    cards.hold(held);
  }

  Iterable<ElementCard> cards() {
    return cards.cards();
  }

  private void refresh() {
    cards.show(model);
    previewed = Set.of();
    empty.setVisible(model.elements().isEmpty());
    showFrames();
    LaneColumns lanes = LaneColumns.of(model.elements().values(), visibleAreas());
    backdrop.show(lanes);
    laneBar.show(lanes);
    wireLayer.show(routes(_ -> true));
    showSelection();
    minimap.refresh(true);
  }

  private Map<Wire, WirePath> routes(Predicate<Wire> wanted) {
    List<Wire> wires = model.wires().stream().filter(wanted).toList();
    return WireRoutes.of(wires, model.elements(), cards.areas(), frames.frames());
  }

  private void showFrames() {
    if (frames.show(cards.areas())) {
      cards.hide(frames.hidden().keySet());
      backdrop.show(frames.faces(true));
      wireLayer.show(frames.faces(true));
    }
  }

  private void showSelection() {
    Set<String> selected = model.selection().ids();
    cards.cards().forEach(card -> card.showSelected(selected.contains(card.element().id())));
    frames.showSelected(selected);
    wireLayer.select(model.selection().wires());
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double height = getHeight();
    backdrop.resizeRelocate(0, 0, width, height);
    laneBar.resizeRelocate(0, 0, width, LaneBar.HEIGHT);
    wireLayer.resizeRelocate(0, 0, width, height);
    overlay.resizeRelocate(0, 0, width, height);
    cards.show(viewport, shown());
    minimap.place(width, height);
    empty.place(width, height);
  }
}

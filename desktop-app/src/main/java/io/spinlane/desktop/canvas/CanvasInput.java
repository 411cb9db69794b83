package io.spinlane.desktop.canvas;

import io.spinlane.desktop.gesture.Gesture;
import io.spinlane.desktop.gesture.MarqueeGesture;
import io.spinlane.desktop.gesture.MoveGesture;
import io.spinlane.desktop.gesture.PaletteGesture;
import io.spinlane.desktop.gesture.PanGesture;
import io.spinlane.desktop.gesture.Pointer;
import io.spinlane.desktop.gesture.WireGesture;
import io.spinlane.desktop.model.Addition;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.NewElement;
import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.model.Verdict;
import io.spinlane.desktop.model.Wire;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;

/** Turns mouse and keys into gestures, and finished gestures into edits. */
public final class CanvasInput {
  private static final double ZOOM_STEP = 1.1;

  private final CanvasView view;
  private final DesignModel model;
  private final CanvasMenu menu;
  private final GesturePreview preview;
  private final Consumer<String> say;
  private @Nullable Gesture gesture;
  private boolean spaceDown;

  /**
   * Drives a view.
   *
   * @param say where sentences for the person go, such as why a wire was refused
   */
  public CanvasInput(CanvasView view, Consumer<String> say) {
    this.view = view;
    this.model = view.model();
    this.say = say;
    this.menu = new CanvasMenu(view);
    this.preview = new GesturePreview(view);
    view.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    view.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    view.addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
    view.addEventHandler(ScrollEvent.SCROLL, this::scrolled);
    view.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    view.addEventHandler(
        KeyEvent.KEY_RELEASED, event -> spaceDown = event.getCode() != KeyCode.SPACE && spaceDown);
    view.setOnContextMenuRequested(
        event -> {
          if (event.isKeyboardTrigger()) {
            menu.show(event.getScreenX(), event.getScreenY(), Optional.empty());
          }
        });
  }

  // ---- mouse ----

  private void pressed(MouseEvent event) {
    menu.hide();
    model.endMerge();
    Pointer pointer = view.pointer(event);
    Node target = (Node) event.getTarget();
    Port port = ancestor(target, Port.class);
    ElementCard card = ancestor(target, ElementCard.class);
    if (card == null) {
      view.requestFocus();
    } else {
      card.requestFocus();
    }
    if (event.getButton() != MouseButton.PRIMARY || spaceDown) {
      selectForMenu(event, card, pointer);
      gesture = new PanGesture(view.viewport(), pointer);
    } else if (port != null) {
      beginWire(port, pointer);
    } else if (card != null) {
      beginMove(card.element().id(), pointer);
    } else {
      beginMarquee(pointer);
    }
    event.consume();
  }

  /** A right click acts on what is under it. */
  private void selectForMenu(MouseEvent event, @Nullable ElementCard card, Pointer pointer) {
    if (event.getButton() != MouseButton.SECONDARY) {
      return;
    }
    if (card != null && !model.selection().ids().contains(card.element().id())) {
      model.selection().select(List.of(card.element().id()));
    } else if (card == null) {
      view.wireAt(pointer.world())
          .ifPresentOrElse(model.selection()::select, model.selection()::clear);
    }
  }

  private void beginWire(Port port, Pointer pointer) {
    Element start = model.elements().get(port.elementId());
    if (start == null) {
      return;
    }
    WireGesture wire =
        new WireGesture(model.topology(), start, port.queue(), view::elementAt, pointer);
    gesture = wire;
    preview.begin(wire);
  }

  private void beginMove(String id, Pointer pointer) {
    if (pointer.control() || pointer.shift()) {
      model.selection().toggle(id);
      return;
    }
    if (!model.selection().ids().contains(id)) {
      model.selection().select(List.of(id));
    }
    gesture = new MoveGesture(id, placesOfSelection(), pointer);
  }

  private void beginMarquee(Pointer pointer) {
    Optional<Wire> wire = view.wireAt(pointer.world());
    if (wire.isPresent()) {
      model.selection().select(wire.get());
      return;
    }
    MarqueeGesture marquee = new MarqueeGesture(view.areas(), model.selection().ids(), pointer);
    gesture = marquee;
    model.selection().select(marquee.selected());
  }

  private void dragged(MouseEvent event) {
    if (gesture == null) {
      return;
    }
    Pointer pointer = view.pointer(event);
    gesture.drag(pointer);
    preview.show(gesture, pointer);
    event.consume();
  }

  private void released(MouseEvent event) {
    if (gesture == null) {
      return;
    }
    Gesture ended = gesture;
    ended.drag(view.pointer(event));
    stop();
    switch (ended) {
      case MoveGesture move -> {
        if (move.moved()) {
          model.apply(Edits.move(move.places()));
        }
      }
      case WireGesture wire -> wire.verdict().ifPresent(this::draw);
      case PanGesture pan -> {
        if (!pan.moved() && event.getButton() == MouseButton.SECONDARY) {
          menu.show(event.getScreenX(), event.getScreenY(), Optional.of(view.pointer(event)));
        }
      }
      case PaletteGesture palette -> drop(palette, view.pointer(event));
      case MarqueeGesture _ -> {}
    }
    event.consume();
  }

  private void draw(Verdict verdict) {
    switch (verdict) {
      case Verdict.Allowed(Wire wire) -> {
        model.apply(Edits.connect(wire));
        model.selection().select(wire);
      }
      case Verdict.Refused(String reason) -> say.accept(reason);
    }
  }

  private void scrolled(ScrollEvent event) {
    if (event.isControlDown()) {
      double factor = event.getDeltaY() > 0 ? ZOOM_STEP : 1 / ZOOM_STEP;
      view.show(view.viewport().zoomAt(factor, event.getX(), event.getY()));
    } else {
      view.show(view.viewport().pan(event.getDeltaX(), event.getDeltaY()));
    }
    event.consume();
  }

  // ---- palette ----

  /** The mouse went down on a palette item. */
  public void palettePressed(NewElement item, MouseEvent event) {
    gesture = new PaletteGesture(item, view.pointer(event));
  }

  /**
   * The mouse moves with a palette item; on some platforms the canvas hears of it, not the item.
   */
  public void paletteDragged(MouseEvent event) {
    dragged(event);
  }

  /** The palette item was let go. */
  public void paletteReleased(MouseEvent event) {
    released(event);
  }

  private void drop(PaletteGesture palette, Pointer pointer) {
    Optional<Point> place = palette.place();
    boolean inside = view.getLayoutBounds().contains(pointer.screenX(), pointer.screenY());
    if (place.isPresent() && inside) {
      add(palette.item(), place);
    }
  }

  /** Adds an element, at the first free place of its column when none is wanted. */
  public void add(NewElement item, Optional<Point> place) {
    Addition addition = Addition.plan(model, item, place);
    model.apply(addition.edit());
    view.reveal(addition.id());
  }

  // ---- keys ----

  private void keyPressed(KeyEvent event) {
    switch (event.getCode()) {
      case ESCAPE -> {
        cancel();
        event.consume();
      }
      case SPACE -> {
        spaceDown = true;
        if (event.getTarget() instanceof ElementCard card) {
          model.selection().select(List.of(card.element().id()));
        }
        event.consume();
      }
      case ENTER -> {
        if (event.getTarget() instanceof ElementCard card) {
          model.selection().select(List.of(card.element().id()));
          event.consume();
        }
      }
      case LEFT -> nudge(event, -1, 0);
      case RIGHT -> nudge(event, 1, 0);
      case UP -> nudge(event, 0, -1);
      case DOWN -> nudge(event, 0, 1);
      default -> {}
    }
  }

  private void nudge(KeyEvent event, int dx, int dy) {
    if (event.isControlDown() || model.selection().ids().isEmpty()) {
      return;
    }
    double step = event.isShiftDown() ? 10 : 1;
    Map<String, Point> places = new LinkedHashMap<>();
    placesOfSelection().forEach((id, place) -> places.put(id, place.plus(dx * step, dy * step)));
    model.apply(Edits.nudge(places));
    event.consume();
  }

  /** Ends the gesture under way as if it had never begun; without one, selects nothing. */
  public void cancel() {
    switch (gesture) {
      case null -> model.selection().clear();
      case PanGesture pan -> view.show(pan.start());
      case MarqueeGesture marquee -> model.selection().select(marquee.before());
      case MoveGesture _, WireGesture _, PaletteGesture _ -> {}
    }
    stop();
  }

  private void stop() {
    gesture = null;
    preview.end();
  }

  private Map<String, Point> placesOfSelection() {
    Map<String, Point> places = new LinkedHashMap<>();
    for (String id : model.selection().ids()) {
      Area area = view.areas().get(id);
      if (area != null) {
        places.put(id, new Point(area.x(), area.y()));
      }
    }
    return places;
  }

  /** The nearest node of a type from a node up. */
  private static <T extends Node> @Nullable T ancestor(Node node, Class<T> type) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
    }
    return null;
  }
}

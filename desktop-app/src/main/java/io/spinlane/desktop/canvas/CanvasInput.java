package io.spinlane.desktop.canvas;

import io.spinlane.desktop.gesture.Gesture;
import io.spinlane.desktop.gesture.MarqueeGesture;
import io.spinlane.desktop.gesture.MoveGesture;
import io.spinlane.desktop.gesture.PaletteGesture;
import io.spinlane.desktop.gesture.PanGesture;
import io.spinlane.desktop.gesture.Pointer;
import io.spinlane.desktop.gesture.ResizeGesture;
import io.spinlane.desktop.gesture.WireGesture;
import io.spinlane.desktop.model.Addition;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.NewElement;
import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.model.Wire;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Note;
import io.spinlane.v1.Topology;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.event.EventHandler;
import javafx.event.EventTarget;
import javafx.geometry.Bounds;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Turns the mouse into gestures, and ends them. */
public final class CanvasInput {
  /** The menu for what is selected. */
  public interface Menu {
    /** Opens; new elements go to the place, or to a free one without it. */
    void show(double screenX, double screenY, Optional<Point> place);

    /** Closes, if it is open. */
    void hide();
  }

  private final CanvasView view;
  private final DesignModel model;
  private final GesturePreview preview;
  private final Drops drops;
  private final EdgeScroller scroller;
  private final WireKeys wireKeys;
  private final Presses presses;
  private final Consumer<String> say;
  private final EventHandler<KeyEvent> escape = this::escape;
  private @Nullable Gesture gesture;
  private Pointer last = new Pointer(new Point(0, 0), 0, 0, false, false, false);
  private MouseButton button = MouseButton.NONE;
  private boolean spaceDown;
  private boolean spaceUsed;
  private boolean altUsed;
  private Consumer<String> showQueues = _ -> {};
  private Menu menu =
      new Menu() {
        @Override
        public void show(double screenX, double screenY, Optional<Point> place) {}

        @Override
        public void hide() {}
      };

  /**
   * Drives a view.
   *
   * @param say where sentences for the person go, such as why a wire was refused
   */
  public CanvasInput(CanvasView view, Consumer<String> say) {
    this.view = view;
    this.model = view.model();
    this.say = say;
    this.preview = new GesturePreview(view);
    this.drops = new Drops(view, say);
    this.scroller = new EdgeScroller(new CanvasPaper(view), this::follow);
    this.wireKeys = new WireKeys(view, preview, drops, say);
    this.presses = new Presses(view, preview, drops);
    view.sceneProperty().flatMap(Scene::windowProperty).subscribe(this::listenForEscape);
    model.listen(this::drawingChanged);
    new CanvasKeys(view, this, say);
    new WireHover(view);
    // a popup does not go by a press on what it belongs to: what is written in one is kept here
    view.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> model.typing().finish());
    view.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    view.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    view.addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
    view.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
    new CanvasWheel(view, this::follow);
    view.setOnContextMenuRequested(
        event -> {
          if (event.isKeyboardTrigger()) {
            selectFocused(event.getTarget());
            menu.show(event.getScreenX(), event.getScreenY(), Optional.empty());
          }
        });
  }

  /**
   * While something is dragged Esc is about that, wherever the focus is: a drag from the palette
   * leaves it there, and after Alt the menu bar would take the key.
   */
  private void listenForEscape(@Nullable Window before, @Nullable Window now) {
    if (before != null) {
      before.removeEventFilter(KeyEvent.KEY_PRESSED, escape);
    }
    if (now != null) {
      now.addEventFilter(KeyEvent.KEY_PRESSED, escape);
    }
  }

  private void escape(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE && gesture != null) {
      cancel();
      event.consume();
    }
  }

  /** Has another menu open on a right click, or by the menu key. */
  public void useMenu(Menu other) {
    menu = other;
  }

  /** The menu key acts on what has the focus. */
  private void selectFocused(EventTarget focused) {
    if (focused instanceof ElementCard card
        && !model.selection().ids().contains(card.element().id())) {
      model.selection().select(List.of(card.element().id()));
    } else if (focused instanceof FrameHandle handle) {
      model.selection().select(handle.frame().cores());
    }
  }

  // ---- mouse ----

  private void pressed(MouseEvent event) {
    menu.hide();
    drops.dismiss();
    wireKeys.end();
    if (gesture != null && event.getButton() != button) {
      event.consume(); // a second button does not disturb the gesture of the first
      return;
    }
    if (gesture != null) {
      cancel(); // the release was lost, for example to another window
    }
    button = event.getButton();
    altUsed |= event.isAltDown();
    model.endMerge();
    Pointer pointer = view.pointer(event);
    Node target = (Node) event.getTarget();
    ElementCard card = Presses.ancestor(target, ElementCard.class);
    if (card != null && model.element(card.element().id()).isEmpty()) {
      event.consume(); // the press has finished a name: this card was drawn anew under it
      return;
    }
    if (spaceDown) {
      spaceUsed = true; // what has the focus keeps it: cards are no targets now
    } else {
      focused(target, card).requestFocus();
    }
    if (event.getButton() != MouseButton.PRIMARY || spaceDown) {
      gesture = new PanGesture(view.viewport(), pointer);
    } else {
      gesture = presses.begin(target, pointer).orElse(null);
    }
    view.hold(gesture != null);
    event.consume();
  }

  private Node focused(Node target, @Nullable ElementCard card) {
    FrameHandle frame = Presses.ancestor(target, FrameHandle.class);
    return card != null ? card : frame != null ? frame : view;
  }

  /** A right click acts on what is under it; a drag of the right button selects nothing. */
  private void selectForMenu(Node target, Pointer pointer) {
    ElementCard card = Presses.ancestor(target, ElementCard.class);
    FrameHandle frame = Presses.ancestor(target, FrameHandle.class);
    if (card != null && !model.selection().ids().contains(card.element().id())) {
      model.selection().select(List.of(card.element().id()));
    } else if (frame != null) {
      model.selection().select(frame.frame().cores());
    } else if (card == null) {
      Optional<Wire> wire = view.wireAt(pointer.world());
      if (wire.isEmpty()) {
        model.selection().clear();
      } else if (!model.selection().wires().contains(wire.get())) {
        model.selection().select(wire.get());
      }
    }
  }

  private void dragged(MouseEvent event) {
    if (gesture == null) {
      return;
    }
    boolean wasClick = gesture instanceof WireGesture wire && !wire.moved();
    drag(view.pointer(event));
    if (wasClick && gesture instanceof WireGesture wire && wire.moved()) {
      preview.begin(wire); // a wire's end has left its place: show where it may go
    }
    if (!(gesture instanceof PanGesture)) {
      scroller.at(last.screenX(), last.screenY());
    }
    event.consume();
  }

  private void drag(Pointer pointer) {
    last = pointer;
    if (gesture != null) {
      gesture.drag(pointer);
      preview.show(gesture, pointer);
      showCursor();
    }
  }

  /** The paper has moved under the mouse, which has not. */
  private void follow() {
    drag(last.over(view.viewport(), last.alt()));
  }

  /**
   * Alt was pressed or let go while the mouse rests; false when that means nothing now. Whoever let
   * the mouse go first does not want the menu bar either.
   */
  boolean alt(boolean down) {
    boolean used = gesture != null || altUsed;
    altUsed = down && used;
    if (gesture != null) {
      drag(last.over(view.viewport(), down));
    }
    return used;
  }

  /** Space was pressed or let go; true when the paper was moved with it meanwhile. */
  boolean space(boolean down) {
    spaceUsed &= spaceDown;
    spaceDown = down;
    showCursor();
    return spaceUsed;
  }

  /** A hand where the paper can be taken, and a closed one while it is. */
  private void showCursor() {
    boolean panning = gesture instanceof PanGesture pan && (pan.moved() || spaceDown);
    view.showHand(panning ? Cursor.CLOSED_HAND : spaceDown ? Cursor.OPEN_HAND : null);
  }

  private void released(MouseEvent event) {
    if (gesture == null || event.getButton() != button) {
      return;
    }
    Gesture ended = gesture;
    Pointer pointer = view.pointer(event);
    ended.drag(pointer);
    stop();
    switch (ended) {
      case MoveGesture move -> drops.end(move);
      case WireGesture wire -> drops.end(wire, event.getScreenX(), event.getScreenY());
      case PanGesture pan -> {
        if (!pan.moved() && event.getButton() == MouseButton.SECONDARY) {
          selectForMenu((Node) event.getTarget(), pointer);
          menu.show(event.getScreenX(), event.getScreenY(), Optional.of(pointer.world()));
        }
      }
      case PaletteGesture palette -> {
        if (view.getLayoutBounds().contains(pointer.screenX(), pointer.screenY())) {
          drops.end(palette);
        }
      }
      case ResizeGesture resize -> drops.end(resize);
      case MarqueeGesture _ -> {}
    }
    event.consume();
  }

  /** Who shows all receive queues of a NIC, given its id. */
  public void showQueuesBy(Consumer<String> other) {
    showQueues = other;
  }

  /**
   * A double click on the paper offers everything that can be drawn; on a card it changes the name,
   * on a note the text; on a port that many queues share it shows all of them.
   */
  private void clicked(MouseEvent event) {
    if (event.getButton() != MouseButton.PRIMARY
        || event.getClickCount() != 2
        || !event.isStillSincePress()) {
      return;
    }
    ElementCard card = Presses.ancestor((Node) event.getTarget(), ElementCard.class);
    Pointer pointer = view.pointer(event);
    Port port = Presses.ancestor((Node) event.getTarget(), Port.class);
    if (port != null && port.shared()) {
      showQueues.accept(port.elementId());
      event.consume();
    } else if (card != null && port == null) {
      rename(card.element().id());
      event.consume();
    } else if (card == null
        && Presses.ancestor((Node) event.getTarget(), Minimap.class) == null
        && view.wireAt(pointer.world()).isEmpty()) {
      drops.offerEverything(Optional.of(pointer.world()), event.getScreenX(), event.getScreenY());
      event.consume();
    }
  }

  // ---- palette ----

  /** The mouse went down on a palette item. */
  public void palettePressed(NewElement item, MouseEvent event) {
    button = event.getButton();
    gesture = new PaletteGesture(item, place -> drops.joinAt(item, place), view.pointer(event));
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

  /** Adds an element, at the first free place of its column when none is wanted. */
  public void add(NewElement item, Optional<Point> place) {
    drops.add(Addition.plan(model, item, place));
  }

  /** Begins a wire that keys lead to its other end. */
  public void connectByKeys(String id) {
    wireKeys.begin(id);
  }

  /** Asks in the middle of the view what to add, at the first free place of its column. */
  public void offerEverything() {
    Bounds shown = view.localToScreen(view.getLayoutBounds());
    drops.offerEverything(Optional.empty(), shown.getCenterX() - 116, shown.getMinY() + 60);
  }

  /** Lets people write another name over the one on a card; on a note they write its text. */
  public void rename(String id) {
    view.bringIntoView(id);
    Optional<ElementCard> card = view.card(id);
    if (card.isPresent() && card.get().element().message() instanceof Note note) {
      new NoteField(view).open(card.get(), note);
    } else {
      new RenameField(view, say).open(id);
    }
  }

  /** Ends the gesture under way as if it had never begun; without one, selects nothing. */
  public void cancel() {
    switch (gesture) {
      case null -> model.selection().clear();
      case PanGesture pan -> view.show(pan.start());
      case MarqueeGesture marquee -> model.selection().select(marquee.before());
      case MoveGesture _, WireGesture _, PaletteGesture _, ResizeGesture _ -> {}
    }
    stop();
  }

  /**
   * A gesture knows the drawing it began in. When that becomes another under it, by undo, a push or
   * a file, what was grabbed may be gone: nothing comes of it. The paper may be moved on.
   */
  private void drawingChanged(Topology before, Topology after) {
    if (gesture != null && !(gesture instanceof PanGesture) && !before.equals(after)) {
      stop();
      say.accept(Texts.get("canvas.interrupted"));
    }
  }

  private void stop() {
    gesture = null;
    scroller.end();
    preview.end();
    view.hold(false);
    showCursor();
  }
}

package io.spinlane.desktop.canvas;

import io.spinlane.desktop.gesture.CardWalk;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.text.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * What keys do on the canvas: Esc, arrows, Space to pan, Enter to select or collapse, Alt while
 * dragging.
 */
final class CanvasKeys {
  private static final double PAN_PIXELS = 40;

  private final CanvasView view;
  private final DesignModel model;
  private final CanvasInput input;
  private final Consumer<String> say;
  private boolean tabbingBack;

  CanvasKeys(CanvasView view, CanvasInput input, Consumer<String> say) {
    this.view = view;
    this.model = view.model();
    this.input = input;
    this.say = say;
    view.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    view.addEventHandler(KeyEvent.KEY_RELEASED, this::released);
    view.focusWithinProperty()
        .addListener(
            (_, _, within) -> {
              if (!within) {
                input.space(false); // its release goes elsewhere
              }
            });
    view.sceneProperty()
        .subscribe(
            scene -> {
              if (scene != null) {
                scene.addEventFilter(KeyEvent.ANY, this::before);
                scene.focusOwnerProperty().addListener((_, from, to) -> entered(from, to));
              }
            });
  }

  /** Remembers which way the focus is about to go. */
  private void before(KeyEvent event) {
    tabbingBack =
        event.getEventType() == KeyEvent.KEY_PRESSED
            && event.getCode() == KeyCode.TAB
            && event.isShiftDown();
  }

  /** From what comes after the canvas, Shift+Tab leads to the card that Tab leaves last. */
  private void entered(@Nullable Node from, @Nullable Node to) {
    if (tabbingBack && view.equals(to) && stop(from).isEmpty()) {
      List<String> ids = view.stops();
      if (!ids.isEmpty()) {
        view.bringIntoView(ids.getLast());
        view.focus(ids.getLast());
      }
    }
  }

  private void pressed(KeyEvent event) {
    switch (event.getCode()) {
      case ESCAPE -> {
        input.cancel();
        event.consume();
      }
      case SPACE -> {
        input.space(true);
        event.consume();
      }
      case ENTER -> takeFocused(event);
      case TAB -> walk(event);
      case ALT -> alt(event, true);
      case LEFT -> nudge(event, -1, 0);
      case RIGHT -> nudge(event, 1, 0);
      case UP -> nudge(event, 0, -1);
      case DOWN -> nudge(event, 0, 1);
      default -> {}
    }
  }

  private void released(KeyEvent event) {
    if (event.getCode() == KeyCode.SPACE) {
      if (!input.space(false)) {
        takeFocused(event); // a tap; held down it is a hand for the paper
      }
    } else if (event.getCode() == KeyCode.ALT) {
      alt(event, false);
    }
  }

  /** While something is dragged, Alt is not the key of the menu bar. */
  private void alt(KeyEvent event, boolean down) {
    if (input.alt(down)) {
      event.consume();
    }
  }

  /** The id of a card, or the key of a frame. */
  private static String stop(@Nullable Object node) {
    return switch (node) {
      case ElementCard card -> card.element().id();
      case FrameHandle handle -> handle.frame().key();
      case null, default -> "";
    };
  }

  /**
   * From card to card as people read, over the frames around them; the canvas is left after the
   * last, or before the first.
   */
  private void walk(KeyEvent event) {
    if (event.isControlDown() || event.isAltDown()) {
      return;
    }
    boolean back = event.isShiftDown();
    String at = stop(event.getTarget());
    if (back && at.isEmpty()) {
      return; // the canvas itself is before its first card
    }
    Optional<String> next = CardWalk.next(view.stops(), at, back);
    if (next.isPresent()) {
      view.bringIntoView(next.get());
      view.focus(next.get());
    } else if (back) {
      view.requestFocus();
    } else {
      view.requestFocusTraversal(TraversalDirection.NEXT);
    }
    event.consume();
  }

  /** Selects a card, and collapses or opens a frame. */
  private void takeFocused(KeyEvent event) {
    if (event.getTarget() instanceof ElementCard card) {
      model.selection().select(List.of(card.element().id()));
      event.consume();
    } else if (event.getTarget() instanceof FrameHandle handle) {
      handle.toggle();
      event.consume();
    }
  }

  private void nudge(KeyEvent event, int dx, int dy) {
    if (event.isControlDown() || event.isAltDown()) {
      return;
    }
    double step = event.isShiftDown() ? 10 : 1;
    if (model.selection().ids().isEmpty()) {
      // nothing to nudge: the view goes that way
      view.show(view.viewport().pan(-dx * step * PAN_PIXELS, -dy * step * PAN_PIXELS));
      event.consume();
      return;
    }
    Map<String, Point> places = new LinkedHashMap<>();
    view.movable(model.selection().ids())
        .forEach(
            (id, area) -> places.put(id, new Point(area.x() + dx * step, area.y() + dy * step)));
    if (places.isEmpty()) {
      say.accept(Texts.get("canvas.locked"));
    } else {
      model.apply(Edits.nudge(places));
    }
    event.consume();
  }
}

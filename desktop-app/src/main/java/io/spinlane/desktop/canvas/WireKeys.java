package io.spinlane.desktop.canvas;

import io.spinlane.desktop.gesture.CardWalk;
import io.spinlane.desktop.gesture.Pointer;
import io.spinlane.desktop.gesture.WireGesture;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Cards;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.model.Verdict;
import io.spinlane.desktop.model.WireRules;
import io.spinlane.desktop.text.Texts;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * Pulls a wire by keys: Tab goes through the cards where it may end, arrows to the nearest card
 * that way, whose refusal is said; Enter connects, Esc gives up. The gesture is the mouse's.
 */
final class WireKeys {
  private final CanvasView view;
  private final DesignModel model;
  private final GesturePreview preview;
  private final Drops drops;
  private final Consumer<String> say;
  private @Nullable WireGesture wire;
  private @Nullable Element target;
  private String helpBefore = "";

  WireKeys(CanvasView view, GesturePreview preview, Drops drops, Consumer<String> say) {
    this.view = view;
    this.model = view.model();
    this.preview = preview;
    this.drops = drops;
    this.say = say;
    view.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    view.sceneProperty()
        .flatMap(Scene::focusOwnerProperty)
        .addListener((_, _, owner) -> endUnless(owner instanceof ElementCard));
    model.listen((_, _) -> end());
  }

  /** Begins at an element, and goes to the first card where the wire may end. */
  void begin(String id) {
    end();
    Element start = model.elements().get(id);
    if (start == null) {
      return;
    }
    WireGesture begun =
        new WireGesture(
            model.topology(),
            start,
            WireRules.ANY_QUEUE,
            _ -> Optional.ofNullable(target),
            pointerAt(id));
    if (accepting(begun).isEmpty()) {
      say.accept(Texts.get("wirekeys.none", id));
      return;
    }
    wire = begun;
    preview.begin(begun);
    view.focus(id);
    cycle(begun, false);
  }

  /** Takes it back as if it had never begun. */
  void end() {
    if (wire != null) {
      leaveTarget();
      wire = null;
      preview.end();
    }
  }

  private void endUnless(boolean onCard) {
    if (!onCard) {
      end();
    }
  }

  private void pressed(KeyEvent event) {
    WireGesture pulled = wire;
    if (pulled == null || event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    switch (event.getCode()) {
      case TAB -> cycle(pulled, event.isShiftDown());
      case LEFT -> walk(pulled, -1, 0);
      case RIGHT -> walk(pulled, 1, 0);
      case UP -> walk(pulled, 0, -1);
      case DOWN -> walk(pulled, 0, 1);
      case ENTER, SPACE -> connect(pulled);
      case ESCAPE -> {
        end();
        view.focus(pulled.start().id());
        say.accept(Texts.get("wirekeys.stopped"));
      }
      default -> {
        return;
      }
    }
    event.consume();
  }

  private List<String> accepting(WireGesture pulled) {
    return CardWalk.order(view.visibleAreas()).stream()
        .filter(id -> model.element(id).filter(pulled::accepts).isPresent())
        .toList();
  }

  private void cycle(WireGesture pulled, boolean back) {
    List<String> ids = accepting(pulled);
    String at = target == null ? "" : target.id();
    CardWalk.next(ids, at, back)
        .or(() -> Optional.of(back ? ids.getLast() : ids.getFirst()))
        .ifPresent(id -> aim(pulled, id));
  }

  private void walk(WireGesture pulled, int dx, int dy) {
    String at = target == null ? pulled.start().id() : target.id();
    CardWalk.nearest(view.visibleAreas(), at, dx, dy)
        .filter(id -> !id.equals(pulled.start().id()))
        .ifPresent(id -> aim(pulled, id));
  }

  private void aim(WireGesture pulled, String id) {
    leaveTarget();
    target = model.elements().get(id);
    view.bringIntoView(id);
    Pointer pointer = pointerAt(id);
    pulled.drag(pointer);
    preview.show(pulled, pointer);
    String sentence =
        switch (pulled.verdict().orElse(null)) {
          case Verdict.Allowed(var allowed) -> Texts.get("wirekeys.enter", allowed.meaning());
          case Verdict.Refused(String reason) -> reason;
          case null -> "";
        };
    view.card(id)
        .ifPresent(
            card -> {
              helpBefore = card.getAccessibleHelp() == null ? "" : card.getAccessibleHelp();
              card.setAccessibleHelp(sentence);
            });
    view.focus(id);
    say.accept(sentence);
  }

  private void leaveTarget() {
    if (target != null) {
      view.card(target.id()).ifPresent(card -> card.setAccessibleHelp(helpBefore));
      target = null;
    }
  }

  private void connect(WireGesture pulled) {
    if (pulled.verdict().orElse(null) instanceof Verdict.Allowed(var allowed)) {
      String end = target == null ? pulled.start().id() : target.id();
      end();
      drops.end(pulled, 0, 0);
      model.selection().select(List.of(end)); // where the next wire is likely to begin
      view.focus(end);
      say.accept(allowed.meaning());
    } // a refusal stands there already
  }

  /** Where the mouse would hold the wire over a card: at the dot it leads to. */
  private Pointer pointerAt(String id) {
    Area area = view.areas().getOrDefault(id, new Area(0, 0, 0, 0));
    Point place = new Point(area.x(), area.y() + Cards.PORT_Y);
    return new Pointer(
        place,
        view.viewport().screenX(place.x()),
        view.viewport().screenY(place.y()),
        false,
        false,
        false);
  }
}

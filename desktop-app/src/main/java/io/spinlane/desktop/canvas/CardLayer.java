package io.spinlane.desktop.canvas;

import io.spinlane.desktop.gesture.Viewport;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Placement;
import io.spinlane.desktop.model.Point;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.scene.layout.Pane;
import javafx.scene.transform.Scale;
import javafx.scene.transform.Translate;
import org.jspecify.annotations.Nullable;

/** One card for every element, each where the model, or the drag under way, has it. */
final class CardLayer extends Pane {
  private final Scale scale = new Scale();
  private final Translate shift = new Translate();
  private final Map<String, ElementCard> cards = new LinkedHashMap<>();
  private Map<String, Area> areas = Map.of();
  private Map<String, Point> preview = Map.of();

  CardLayer() {
    setManaged(false);
    setPickOnBounds(false);
    getTransforms().setAll(scale, shift);
  }

  void show(Viewport shown) {
    scale.setX(shown.zoom());
    scale.setY(shown.zoom());
    shift.setX(-shown.left());
    shift.setY(-shown.top());
  }

  /**
   * Makes the cards what the model says; cards of elements that did not change stay as they are.
   */
  void show(DesignModel model) {
    Map<String, Element> elements = model.elements();
    cards
        .values()
        .removeIf(
            card -> {
              Element now = elements.get(card.element().id());
              boolean gone = now == null || now.kind() != card.element().kind();
              if (gone) {
                getChildren().remove(card);
              }
              return gone;
            });
    for (Element element : elements.values()) {
      ElementCard card = cards.get(element.id());
      if (card == null) {
        card = new ElementCard(element);
        cards.put(element.id(), card);
        getChildren().add(card);
      } else if (!card.element().equals(element)) {
        card.update(element);
      }
    }
    place(model);
  }

  /** Shows elements at other places than the model says, until called with an empty map. */
  void preview(DesignModel model, Map<String, Point> places) {
    preview = places;
    place(model);
  }

  private void place(DesignModel model) {
    Map<String, Area> next =
        new LinkedHashMap<>(Placement.areas(model.topology(), model.elements()));
    preview.forEach(
        (id, place) ->
            next.computeIfPresent(
                id, (_, area) -> new Area(place.x(), place.y(), area.width(), area.height())));
    areas = next;
    areas.forEach(
        (id, area) -> {
          ElementCard card = cards.get(id);
          if (card != null) {
            card.resizeRelocate(area.x(), area.y(), area.width(), area.height());
          }
        });
  }

  @Nullable ElementCard card(String id) {
    return cards.get(id);
  }

  Collection<ElementCard> cards() {
    return cards.values();
  }

  /** Areas of all cards, by id. */
  Map<String, Area> areas() {
    return areas;
  }

  /** The smallest area around all cards. */
  Optional<Area> bounds() {
    return areas.values().stream().reduce(Area::union);
  }

  /** The topmost element at a place; its ports reach out a little. */
  Optional<Element> elementAt(Point place) {
    Element found = null;
    for (ElementCard card : cards.values()) {
      Area area = areas.get(card.element().id());
      if (area != null && area.grow(Port.SIZE / 2).holds(place)) {
        found = card.element();
      }
    }
    return Optional.ofNullable(found);
  }
}

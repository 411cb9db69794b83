package io.spinlane.desktop.canvas;

import io.spinlane.desktop.gesture.Viewport;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Cards;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Lanes;
import io.spinlane.desktop.model.Placement;
import io.spinlane.desktop.model.Point;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.animation.AnimationTimer;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.transform.Scale;
import javafx.scene.transform.Translate;
import org.jspecify.annotations.Nullable;

/**
 * One card for every element, each where the model, or the drag under way, has it. Only cards in
 * view have faces; when many come into view at once, some get theirs in the next frames.
 */
final class CardLayer extends Pane {
  /** Faces made in one frame; each takes the style sheets about half a millisecond. */
  private static final int FACES_A_FRAME = 24;

  /** How far around the view cards have faces, as a share of its size. */
  private static final double AHEAD = 0.15;

  private final Scale scale = new Scale();
  private final Translate shift = new Translate();
  private final Map<String, ElementCard> cards = new LinkedHashMap<>();
  private Map<String, Area> placed = Map.of();
  private Map<String, Area> areas = new LinkedHashMap<>();
  private Set<String> previewed = Set.of();
  private Area shown = new Area(0, 0, 0, 0);
  private Detail detail = Detail.FULL;
  private boolean holding;

  /** Makes the faces that did not fit into one frame. */
  private final AnimationTimer filler =
      new AnimationTimer() {
        @Override
        public void handle(long nowNs) {
          showFaces();
        }
      };

  CardLayer() {
    setManaged(false);
    setPickOnBounds(false);
    getTransforms().setAll(scale, shift);
  }

  /**
   * Shows another part of the drawing.
   *
   * @param part what is in view, in canvas units
   */
  void show(Viewport viewport, Area part) {
    scale.setX(viewport.zoom());
    scale.setY(viewport.zoom());
    shift.setX(-viewport.left());
    shift.setY(-viewport.top());
    detail = Detail.at(viewport.zoom());
    shown = part.grow(AHEAD * Math.max(part.width(), part.height()));
    showFaces();
  }

  private void showFaces() {
    int made = 0;
    boolean more = false;
    for (ElementCard card : cards.values()) {
      Area area = areas.get(card.element().id());
      boolean near = area != null && card.isVisible() && shown.overlaps(area);
      boolean wanted = near && detail != Detail.BLOCK && !card.hasFace();
      if (wanted && made == FACES_A_FRAME) {
        more = true;
      } else {
        made += wanted ? 1 : 0;
        card.show(detail, near, holding);
      }
    }
    if (more) {
      filler.start();
    } else {
      filler.stop();
    }
  }

  /** While the mouse holds something no face goes: its events would go with it. */
  void hold(boolean held) {
    if (held != holding) {
      holding = held;
      showFaces();
    }
  }

  /**
   * Makes the cards what the model says; cards of elements that did not change stay as they are.
   */
  void show(DesignModel model) {
    Map<String, Element> elements = model.elements();
    Set<Node> gone = new HashSet<>();
    cards
        .values()
        .removeIf(
            card -> {
              Element now = elements.get(card.element().id());
              boolean other = now == null || now.kind() != card.element().kind();
              if (other) {
                gone.add(card);
              }
              return other;
            });
    if (gone.stream().anyMatch(Node::isFocusWithin)) {
      getParent().requestFocus(); // else it would go to the first button of the window
    }
    getChildren().removeAll(gone);
    List<ElementCard> added = new ArrayList<>();
    for (Element element : elements.values()) {
      ElementCard card = cards.get(element.id());
      if (card == null) {
        card = new ElementCard(element);
        cards.put(element.id(), card);
        added.add(card);
      } else if (!card.element().equals(element)) {
        card.update(element);
      }
    }
    getChildren().addAll(added);
    countQueues(model.topology());
    placed = Placement.areas(model.topology(), elements);
    areas = new LinkedHashMap<>(placed);
    previewed = Set.of();
    areas.forEach(this::place);
    cards
        .values()
        .forEach(card -> card.showLocked(Placement.locked(model.topology(), card.element().id())));
    showFaces();
  }

  /** NICs whose queues share one port say how many are wired, as nobody sees it there. */
  private void countQueues(Topology topology) {
    Map<String, Integer> wired = new HashMap<>();
    Lanes.of(topology).keySet().forEach(queue -> wired.merge(queue.nic(), 1, Integer::sum));
    for (ElementCard card : cards.values()) {
      if (card.element().kind() == ElementKind.ELEMENT_KIND_NIC) {
        boolean shares = Cards.sharesPort(card.element());
        card.showQueues(shares ? wired.getOrDefault(card.element().id(), 0) : CardBody.UNCOUNTED);
      }
    }
  }

  /** Leaves out cards that something else stands for. */
  void hide(Set<String> hidden) {
    cards.values().forEach(card -> card.setVisible(!hidden.contains(card.element().id())));
    showFaces();
  }

  /** Shows elements at other places than the model says, until called with an empty map. */
  void preview(Map<String, Area> places) {
    for (String id : previewed) {
      Area area = placed.get(id);
      if (area != null && !places.containsKey(id)) {
        areas.put(id, area);
        place(id, area);
      }
    }
    places.forEach(
        (id, area) -> {
          if (placed.containsKey(id)) {
            areas.put(id, area);
            place(id, area);
          }
        });
    previewed = Set.copyOf(places.keySet());
    showFaces();
  }

  private void place(String id, Area area) {
    ElementCard card = cards.get(id);
    if (card != null) {
      card.resizeRelocate(area.x(), area.y(), area.width(), area.height());
    }
  }

  @Nullable ElementCard card(String id) {
    return cards.get(id);
  }

  Collection<ElementCard> cards() {
    return cards.values();
  }

  /** Areas of all cards, by id. */
  Map<String, Area> areas() {
    return Collections.unmodifiableMap(areas);
  }

  /** The topmost element at a place; its ports reach out a little. */
  Optional<Element> elementAt(Point place) {
    Element found = null;
    for (ElementCard card : cards.values()) {
      Area area = areas.get(card.element().id());
      if (area != null && card.isVisible() && area.grow(Port.SIZE / 2).holds(place)) {
        found = card.element();
      }
    }
    return Optional.ofNullable(found);
  }
}

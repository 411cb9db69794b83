package io.spinlane.desktop.layout;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Grid;
import io.spinlane.v1.ElementKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/** Sorts cards into the blocks that a layout moves as one. */
final class Blocks {
  private final List<Element> moving;
  private final Map<String, Area> areas;
  private final List<Set<String>> groups;
  private final ToIntFunction<ElementKind> room;

  /**
   * Blocks of some cards.
   *
   * @param groups sets of cores that share a frame
   * @param room how many cards of a kind have room side by side
   */
  Blocks(
      List<Element> moving,
      Map<String, Area> areas,
      List<Set<String>> groups,
      ToIntFunction<ElementKind> room) {
    this.moving = moving;
    this.areas = areas;
    this.groups = groups;
    this.room = room;
  }

  /**
   * The blocks, each card in one of them.
   *
   * @param collapsed sets of cores behind a collapsed frame
   */
  List<Block> of(List<Set<String>> collapsed) {
    List<Block> blocks = new ArrayList<>();
    Set<String> done = new LinkedHashSet<>();
    for (Set<String> behind : collapsed) {
      List<Element> cores = moving.stream().filter(core -> behind.contains(core.id())).toList();
      if (!cores.isEmpty()) {
        blocks.add(Block.collapsed(rows(cores)));
        cores.forEach(core -> done.add(core.id()));
      }
    }
    List<Element> rows = new ArrayList<>();
    for (Element element : moving) {
      if (gridded(element)) {
        rows.add(element);
      } else if (!done.contains(element.id())) {
        blocks.add(single(element));
      }
    }
    rows.removeIf(element -> done.contains(element.id()));
    blocks.addAll(rows(rows));
    return blocks;
  }

  private static boolean gridded(Element element) {
    return element.kind() == ElementKind.ELEMENT_KIND_CORE
        || element.kind() == ElementKind.ELEMENT_KIND_BACKEND;
  }

  private Block single(Element element) {
    return Block.of(element, areas.getOrDefault(element.id(), new Area(0, 0, 0, 0)));
  }

  /** Blocks of cores and back-ends; those that would be one column stay free cards. */
  private List<Block> rows(List<Element> cards) {
    Map<String, List<Element>> sorted = new LinkedHashMap<>();
    for (int group = 0; group < groups.size(); group++) {
      sorted.put("group " + group, new ArrayList<>());
    }
    for (Element card : cards) {
      sorted.computeIfAbsent(sort(card), _ -> new ArrayList<>()).add(card);
    }
    List<Block> blocks = new ArrayList<>();
    for (List<Element> together : sorted.values()) {
      if (!together.isEmpty()) {
        int columns = columns(together);
        if (columns == 1) {
          together.forEach(card -> blocks.add(single(card)));
        } else {
          blocks.add(Block.of(together, areas, columns));
        }
      }
    }
    return blocks;
  }

  private int columns(List<Element> together) {
    ElementKind kind = together.getFirst().kind();
    long lane = moving.stream().filter(element -> element.kind() == kind).count();
    return Grid.columns(together.size(), (int) lane, room.applyAsInt(kind));
  }

  private String sort(Element card) {
    for (int group = 0; group < groups.size(); group++) {
      if (groups.get(group).contains(card.id())) {
        return "group " + group;
      }
    }
    return card.kind() + " " + card.pool();
  }
}

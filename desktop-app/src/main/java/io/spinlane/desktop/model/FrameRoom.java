package io.spinlane.desktop.model;

import io.spinlane.v1.Core;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Topology;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes room for frames that open: what their cores would cover moves down, and lanes to the right
 * of them move on, each together, so that order and distances stay. Locked cards stay. Pure.
 */
final class FrameRoom {
  /** Between the cards of one lane and the next. */
  private static final double LANE_GAP = Placement.COLUMN_STEP - Cards.WIDTH;

  private final Topology open;
  private final Inventory host;
  private final Set<String> cores;
  private final Map<String, Area> areas;
  private final Map<String, Point> places = new LinkedHashMap<>();

  /**
   * Room in a drawing.
   *
   * @param open with the frames opened already
   * @param areas of all cards
   */
  FrameRoom(Topology open, Inventory host, Map<String, Area> areas) {
    this.open = open;
    this.host = host;
    this.areas = new LinkedHashMap<>(areas);
    cores = open.getCoresList().stream().map(Core::getId).collect(Collectors.toSet());
  }

  /** Where cards must go when the frames with these keys open; empty when there is room. */
  Map<String, Point> places(Set<String> keys) {
    List<String> downwards =
        frames().stream()
            .filter(frame -> keys.contains(frame.key()))
            .sorted(Comparator.comparingDouble(frame -> frame.area().y()))
            .map(Frame::key)
            .toList();
    for (String key : downwards) {
      List<Frame> frames = frames();
      frames.stream()
          .filter(frame -> frame.key().equals(key))
          .findFirst()
          .ifPresent(frame -> makeRoom(frame, frames));
    }
    return places;
  }

  private List<Frame> frames() {
    return Frames.of(open, areas, host);
  }

  private void makeRoom(Frame opened, List<Frame> frames) {
    Map<String, Area> hidden = Frames.hidden(frames);
    Area held =
        opened.cores().stream()
            .map(id -> hidden.getOrDefault(id, areas.getOrDefault(id, opened.area())))
            .reduce(Area::union)
            .orElse(opened.area());
    beside(held); // first: what has moved on lies below no more
    Map<String, Area> seen = new LinkedHashMap<>(areas);
    seen.putAll(hidden);
    below(opened, frames, held, seen);
  }

  private void below(Frame opened, List<Frame> frames, Area held, Map<String, Area> seen) {
    Set<String> below = new LinkedHashSet<>();
    double topCard = Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    for (Map.Entry<String, Area> entry : seen.entrySet()) {
      String id = entry.getKey();
      Area card = entry.getValue();
      boolean under = card.x() < held.x() + held.width() && card.x() + card.width() > held.x();
      if (movable(id) && under && !opened.cores().contains(id) && card.y() >= held.y()) {
        below.add(id);
        topCard = Math.min(topCard, card.y());
        top = Math.min(top, unit(id, card, opened, frames).y());
      }
    }
    if (topCard < held.y() + held.height() + Placement.GAP) {
      double bottom = opened.area().y() + opened.area().height();
      move(below, 0, Placement.snapUp(bottom + Placement.GAP - top));
    }
  }

  private void beside(Area held) {
    Set<String> right = new LinkedHashSet<>();
    double left = Double.MAX_VALUE;
    for (Map.Entry<String, Area> entry : areas.entrySet()) {
      boolean core = cores.contains(entry.getKey());
      if (!core && movable(entry.getKey()) && entry.getValue().x() >= held.x() + Cards.WIDTH) {
        right.add(entry.getKey());
        left = Math.min(left, entry.getValue().x());
      }
    }
    if (left < held.x() + held.width() + Placement.GAP) {
      move(right, Placement.snapUp(held.x() + held.width() + LANE_GAP - left), 0);
    }
  }

  private boolean movable(String id) {
    return !Placement.locked(open, id);
  }

  private void move(Set<String> ids, double dx, double dy) {
    for (String id : ids) {
      Area area = areas.getOrDefault(id, new Area(0, 0, 0, 0)).moved(dx, dy);
      areas.put(id, area);
      places.put(id, new Point(area.x(), area.y()));
    }
  }

  /** What moves with a card: the outermost frame around it that is not around the opened one. */
  private static Area unit(String id, Area card, Frame opened, List<Frame> frames) {
    return frames.stream()
        .filter(frame -> frame.cores().contains(id))
        .filter(frame -> !frame.cores().containsAll(opened.cores()))
        .findFirst()
        .map(Frame::area)
        .orElse(card);
  }
}

package io.spinlane.desktop.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Ways for wires past the cards and frame titles between their ends. A wire whose one curve is free
 * keeps it; any other may dip into a channel, a horizontal run close above or below something that
 * is in its way. Of a few such channels the one that touches least is taken. Pure.
 */
public final class WireRoutes {
  /** Room between a channel and what it passes; two cards of a column are farther apart. */
  static final double CLEARANCE = 10;

  /** Least width of the bow into a channel. */
  private static final double BOW = 14;

  /** Widest bow; a wider one would sweep over what lies beside it. */
  private static final double WIDEST_BOW = 48;

  private static final int CHANNELS = 10;
  private static final int SAMPLES = 16;

  /** A crossed card is as bad as a way longer by this. */
  private static final double HIT_COST = 400;

  private final List<Area> obstacles;

  private WireRoutes(List<Area> obstacles) {
    this.obstacles = obstacles;
  }

  /**
   * The ways of wires past what is drawn, those to a core behind a collapsed frame to the box.
   *
   * @param cards where each is, those behind a frame among them; a wire from or to others has none
   */
  public static Map<Wire, WirePath> of(
      Collection<Wire> wires,
      Map<String, Element> elements,
      Map<String, Area> cards,
      List<Frame> frames) {
    Map<String, Area> areas = new LinkedHashMap<>(cards);
    areas.putAll(Frames.hidden(frames));
    WireRoutes routes = around(areas, frames);
    Map<Wire, WirePath> paths = new LinkedHashMap<>();
    for (Wire wire : wires) {
      Element from = elements.get(wire.from());
      Area fromArea = areas.get(wire.from());
      Area toArea = areas.get(wire.to());
      if (from != null && fromArea != null && toArea != null) {
        paths.put(wire, routes.route(WirePath.of(wire, from, fromArea, toArea)));
      }
    }
    return paths;
  }

  /**
   * Around what is drawn.
   *
   * @param cards where each is; a core behind a collapsed frame is where the frame's box is
   */
  static WireRoutes around(Map<String, Area> cards, Collection<Frame> frames) {
    return new WireRoutes(
        Stream.concat(cards.values().stream(), frames.stream().map(Frame::handle))
            .distinct()
            .toList());
  }

  /** The way of a wire whose one curve would be this. */
  WirePath route(WirePath direct) {
    double left = direct.start().x();
    double right = direct.end().x();
    List<Area> struck = struck(direct, obstacles);
    if (struck.isEmpty() || right - left < 4 * BOW) {
      return direct;
    }
    double top = Math.min(direct.start().y(), direct.end().y()) - HIT_COST;
    double height = Math.abs(direct.start().y() - direct.end().y()) + 2 * HIT_COST;
    Area surroundings = new Area(left, top, right - left, height);
    List<Area> near = obstacles.stream().filter(surroundings::overlaps).toList();
    WirePath best = direct;
    double bestCost = struck.size() * HIT_COST;
    for (double y : channels(direct, near)) {
      WirePath way = through(direct, struck, y);
      double cost = detour(direct, y);
      if (cost < bestCost) {
        cost += struck(way, near).size() * HIT_COST;
      }
      if (cost < bestCost) {
        best = way;
        bestCost = cost;
      }
    }
    return best;
  }

  /** Heights close above and below what lies around, the ones with the least detour first. */
  private static List<Double> channels(WirePath direct, List<Area> near) {
    Comparator<Double> shortest = Comparator.comparingDouble(y -> detour(direct, y));
    return near.stream()
        .flatMapToDouble(
            area -> DoubleStream.of(area.y() - CLEARANCE, area.y() + area.height() + CLEARANCE))
        .distinct()
        .boxed()
        .sorted(shortest.thenComparingDouble(y -> Math.abs(y - direct.end().y())))
        .limit(CHANNELS)
        .toList();
  }

  /** How much farther it is up and down by a channel. */
  private static double detour(WirePath direct, double y) {
    double start = direct.start().y();
    double end = direct.end().y();
    return Math.abs(y - start) + Math.abs(y - end) - Math.abs(start - end);
  }

  /** Into the channel before the first thing that is in the way, out of it after the last. */
  private static WirePath through(WirePath direct, List<Area> struck, double y) {
    double left = direct.start().x();
    double right = direct.end().x();
    double first = struck.stream().mapToDouble(Area::x).min().orElse(left);
    double last = struck.stream().mapToDouble(area -> area.x() + area.width()).max().orElse(right);
    double in = Math.clamp(first - CLEARANCE, left + BOW, left + WIDEST_BOW);
    double out = Math.clamp(last + CLEARANCE, right - WIDEST_BOW, right - BOW);
    return new WirePath(
        direct.start(), List.of(new Point(in, y), new Point(Math.max(in, out), y)), direct.end());
  }

  /** What a way crosses. */
  private static List<Area> struck(WirePath path, List<Area> obstacles) {
    Area bounds = path.bounds();
    List<Area> struck = new ArrayList<>();
    for (Area obstacle : obstacles) {
      if (obstacle.overlaps(bounds) && crosses(path, obstacle)) {
        struck.add(obstacle);
      }
    }
    return struck;
  }

  private static boolean crosses(WirePath path, Area obstacle) {
    for (WirePath.Curve curve : path.curves()) {
      Point a = curve.start();
      for (int i = 1; i <= SAMPLES; i++) {
        Point b = curve.at((double) i / SAMPLES);
        if (obstacle.overlaps(box(a, b)) && onBothSides(obstacle, a, b)) {
          return true;
        }
        a = b;
      }
    }
    return false;
  }

  /**
   * Around a piece of a curve; a horizontal one is given some height, or nothing would touch it.
   */
  private static Area box(Point a, Point b) {
    Area between = Area.between(a, b);
    return new Area(between.x(), between.y() - 1, between.width(), between.height() + 2);
  }

  /** Corners of the rectangle lie on both sides of the line through two places. */
  private static boolean onBothSides(Area area, Point a, Point b) {
    double dx = b.x() - a.x();
    double dy = b.y() - a.y();
    double corner = dx * (area.y() - a.y()) - dy * (area.x() - a.x());
    double right = corner - dy * area.width();
    double below = corner + dx * area.height();
    double opposite = right + dx * area.height();
    double least = Math.min(Math.min(corner, right), Math.min(below, opposite));
    double most = Math.max(Math.max(corner, right), Math.max(below, opposite));
    return least < 0 && most > 0;
  }
}

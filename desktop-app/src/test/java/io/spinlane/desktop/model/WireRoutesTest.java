package io.spinlane.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WireRoutesTest {
  private static final WirePath LEVEL = new WirePath(new Point(0, 100), new Point(400, 100));

  private static WirePath route(WirePath direct, Area... cards) {
    return routes(cards).route(direct);
  }

  private static WireRoutes routes(Area... cards) {
    Map<String, Area> areas = new LinkedHashMap<>();
    for (Area card : cards) {
      areas.put("card" + areas.size(), card);
    }
    return WireRoutes.around(areas, List.of());
  }

  private static boolean free(WirePath path, Area card) {
    for (WirePath.Curve curve : path.curves()) {
      for (double t = 0; t <= 1; t += 0.005) {
        if (card.holds(curve.at(t))) {
          return false;
        }
      }
    }
    return true;
  }

  @Test
  void aFreeWireKeepsItsOneCurve() {
    Area from = new Area(-164, 72, 164, 80);
    Area to = new Area(400, 72, 164, 80);
    Area beside = new Area(100, 110, 164, 80);
    assertThat(route(LEVEL, from, to, beside)).isEqualTo(LEVEL);
  }

  @Test
  void aCardInTheWayIsPassedOnTheNearerSide() {
    Area low = new Area(120, 90, 164, 80);
    WirePath above = route(LEVEL, low);
    assertThat(above.bends()).extracting(Point::y).containsOnly(low.y() - WireRoutes.CLEARANCE);
    assertThat(free(above, low)).isTrue();
    Area high = new Area(120, 30, 164, 80);
    assertThat(route(LEVEL, high).bends()).extracting(Point::y).containsOnly(120.0);
  }

  @Test
  void itRunsBetweenTheCardsOfAColumn() {
    Area upper = new Area(120, 40, 164, 80);
    Area lower = new Area(120, 144, 164, 80);
    WirePath path = route(LEVEL, upper, lower);
    assertThat(path.bends()).hasSize(2).extracting(Point::y).allMatch(y -> y > 120 && y < 144);
    assertThat(free(path, upper) && free(path, lower)).isTrue();
  }

  @Test
  void theTitleOfAnOpenFrameIsNotCrossed() {
    Area around = new Area(100, 92, 200, 300);
    Frame open = new Frame("node:0", "NUMA node 0", Set.of("c"), "CPU 0", around, false, 0);
    Map<String, Area> core = Map.of("c", new Area(112, 130, 164, 120));
    WirePath path = WireRoutes.around(core, List.of(open)).route(LEVEL);
    assertThat(path.bends()).extracting(Point::y).containsOnly(92 - WireRoutes.CLEARANCE);
    assertThat(free(path, open.handle())).isTrue();
  }

  @Test
  void aCollapsedFrameIsInTheWayAsACardIs() {
    Area box = new Area(120, 80, 164, 80);
    Frame frame = new Frame("node:0", "NUMA node 0", Set.of("c"), "CPU 0", box, true, 0);
    WirePath path = WireRoutes.around(Map.of("c", box), List.of(frame)).route(LEVEL);
    assertThat(path.bends()).isNotEmpty();
    assertThat(free(path, box)).isTrue();
  }

  @Test
  void whereEveryWayIsBlockedTheShortestIsTaken() {
    Area wall = new Area(120, -5000, 164, 10_000);
    assertThat(route(LEVEL, wall)).isEqualTo(LEVEL);
  }

  @Test
  void whatLeadsBackwardsOrIsTooNarrowStaysAsItIs() {
    Area card = new Area(-50, 80, 164, 80);
    WirePath back = new WirePath(new Point(200, 100), new Point(-100, 120));
    assertThat(route(back, card)).isEqualTo(back);
    WirePath narrow = new WirePath(new Point(0, 100), new Point(50, 300));
    assertThat(route(narrow, new Area(20, 150, 10, 80))).isEqualTo(narrow);
  }

  /** Rows and columns as a layout makes them: no wire lies under a card any more. */
  @Test
  void inAGridEveryWireIsFree() {
    Map<String, Area> cards = new LinkedHashMap<>();
    for (int column = 0; column < 6; column++) {
      for (int row = 0; row < 8; row++) {
        cards.put(column + "/" + row, new Area(column * 208, row * 104, 164, 80));
      }
    }
    WireRoutes routes = WireRoutes.around(cards, List.of());
    for (int column = 1; column < 6; column++) {
      for (int row = 0; row < 8; row++) {
        Area to = Objects.requireNonNull(cards.get(column + "/" + row));
        WirePath direct =
            new WirePath(new Point(164, 28), new Point(to.x(), to.y() + Cards.PORT_Y));
        WirePath path = routes.route(direct);
        assertThat(cards.values())
            .as("to " + column + "/" + row)
            .allMatch(card -> free(path, card));
      }
    }
  }

  @Test
  void itIsNeverWorseThanTheOneCurve() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      Area[] cards = new Area[30];
      for (int i = 0; i < cards.length; i++) {
        cards[i] = new Area(random.nextInt(900), random.nextInt(900), 164, 80);
      }
      Point start = new Point(random.nextInt(300), random.nextInt(900));
      WirePath direct =
          new WirePath(start, new Point(500 + random.nextInt(500), random.nextInt(900)));
      WirePath path = route(direct, cards);
      assertThat(path.start()).isEqualTo(direct.start());
      assertThat(path.end()).isEqualTo(direct.end());
      assertThat(hits(path, cards)).as("round " + round).isLessThanOrEqualTo(hits(direct, cards));
      Area bounds = path.bounds().grow(0.01);
      path.curves().forEach(curve -> assertThat(bounds.holds(curve.at(0.3))).isTrue());
      assertThat(path.distance(path.middle())).isLessThan(1);
    }
  }

  private static long hits(WirePath path, Area... cards) {
    return java.util.Arrays.stream(cards).filter(card -> !free(path, card)).count();
  }
}

package io.spinlane.desktop.gesture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spinlane.desktop.Drawings;
import io.spinlane.desktop.model.Addition;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Cards;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Join;
import io.spinlane.desktop.model.NewElement;
import io.spinlane.desktop.model.Picked;
import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.model.Verdict;
import io.spinlane.desktop.model.Wire;
import io.spinlane.desktop.model.WirePath;
import io.spinlane.desktop.model.WireRules;
import io.spinlane.v1.Topology;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every gesture as a table of presses, drags and releases; no window anywhere. */
class GestureTest {
  private static final Map<String, Area> CARDS =
      Map.of(
          "a", new Area(0, 0, 100, 50),
          "b", new Area(200, 0, 100, 50),
          "c", new Area(0, 200, 100, 50));

  /** Pointer at a place of an unzoomed view, with modifier keys such as "shift alt". */
  private static Pointer at(double x, double y, String keys) {
    return new Pointer(
        new Point(x, y), x, y, keys.contains("shift"), keys.contains("ctrl"), keys.contains("alt"));
  }

  private static Set<String> set(String ids) {
    return Arrays.stream(ids.split(" ")).filter(id -> !id.isEmpty()).collect(Collectors.toSet());
  }

  @ParameterizedTest(name = "by {0},{1} {2}: {3},{4}")
  @CsvSource({
    "3, 2, '', 13, 21, false",
    "10, 0, '', 24, 24, true",
    "29, 31, '', 40, 56, true",
    "29, 31, alt, 42, 52, true",
    "-30, -40, '', -16, -16, true"
  })
  void moveSnapsTheGrabbedOneAndKeepsDistances(
      double dx, double dy, String keys, double x, double y, boolean moved) {
    Map<String, Area> start =
        Map.of("a", new Area(13, 21, 100, 50), "b", new Area(100, 5, 100, 50));
    MoveGesture move =
        new MoveGesture(Set.of("a"), start, MoveGesture.Surroundings.NONE, at(20, 30, ""));
    move.drag(at(20 + dx, 30 + dy, keys));
    assertThat(move.moved()).isEqualTo(moved);
    if (!moved) {
      assertThat(move.places()).isEmpty();
      return;
    }
    assertThat(move.places()).containsEntry("a", new Point(x, y));
    assertThat(move.places()).containsEntry("b", new Point(100 + x - 13, 5 + y - 21));
  }

  @Test
  void aDragThatComesBackIsStillADrag() {
    MoveGesture move =
        new MoveGesture(
            Set.of("a"),
            Map.of("a", new Area(0, 0, 100, 50)),
            MoveGesture.Surroundings.NONE,
            at(5, 5, ""));
    move.drag(at(50, 5, ""));
    move.drag(at(5, 5, ""));
    assertThat(move.moved()).isTrue();
    assertThat(move.places()).containsEntry("a", new Point(0, 0));
  }

  /** Resting: one card at 200,100 of 100 by 50; the moving one is as wide and 30 high. */
  @ParameterizedTest(name = "to {0},{1} {2}: {3},{4} with {5}")
  @CsvSource({
    "203, 300, '', 200, 304, 3 vertical",
    "97, 300, '', 96, 304, none",
    "300, 104, '', 304, 100, 1 horizontal",
    "300, 113, '', 304, 110, 1 horizontal",
    "300, 117, '', 304, 120, 1 horizontal",
    "204, 96, '', 200, 100, both",
    "203, 300, alt, 203, 300, none",
    "211, 300, '', 208, 304, none"
  })
  void linesOfOtherCardsAttract(
      double x, double y, String keys, double placedX, double placedY, String lines) {
    MoveGesture.Surroundings around =
        new MoveGesture.Surroundings(
            List.of(new Area(200, 100, 100, 50)), 6, _ -> Optional.empty());
    MoveGesture move =
        new MoveGesture(Set.of("a"), Map.of("a", new Area(0, 0, 100, 30)), around, at(0, 0, ""));
    move.drag(at(x, y, keys));
    assertThat(move.places()).containsEntry("a", new Point(placedX, placedY));
    long vertical = move.guides().stream().filter(Guide::vertical).count();
    long horizontal = move.guides().size() - vertical;
    String told =
        vertical > 0 && horizontal > 0
            ? "both"
            : vertical > 0
                ? vertical + " vertical"
                : horizontal > 0 ? horizontal + " horizontal" : "none";
    assertThat(told).isEqualTo(lines);
  }

  @Test
  void aGuideReachesOverAllCardsOnIt() {
    List<Area> resting =
        List.of(new Area(0, 0, 100, 50), new Area(0, 900, 100, 50), new Area(7, 400, 80, 50));
    assertThat(Alignment.guides(new Area(0, 200, 60, 50), resting))
        .containsExactly(new Guide(true, 0, 0, 950));
  }

  @ParameterizedTest(name = "at {0},{1}: {2},{3}")
  @CsvSource({
    "500, 300, 0, 0",
    "28, 300, 0, 0",
    "14, 300, -225, 0",
    "0, 300, -900, 0",
    "-50, 300, -900, 0",
    "1000, 600, 900, 900",
    "986, 14, 225, -225"
  })
  void theEdgeOfTheViewScrolls(double x, double y, double dx, double dy) {
    Point speed = EdgeScroll.speed(x, y, 1000, 600);
    assertThat(speed.x()).isCloseTo(dx, within(1e-9));
    assertThat(speed.y()).isCloseTo(dy, within(1e-9));
  }

  /** Small drawing: both NICs' queues go to switch1; switch2 and pool2 are drawn and unwired. */
  @ParameterizedTest(name = "{0} end of {1} stays, other end to {2}: {3}")
  @CsvSource({
    "from, LANE nic1 switch1, switch2, LANE nic1 switch2 0",
    "to, LANE nic1 switch1, nic3, LANE nic3 switch1 0",
    "from, LANE nic1 switch1, switch1, LANE nic1 switch1 0",
    "from, LANE nic1 switch1, control1, refused",
    "from, LANE nic1 switch1, vip1, refused",
    "from, POOL service1 pool1, pool2, POOL service1 pool2 0",
    "to, POOL service1 pool1, vip1, refused",
    "to, MEMBER pool1 backend1, pool2, MEMBER pool2 backend1 0",
    "from, MEMBER pool1 backend1, backend2, refused"
  })
  void anEndOfAWireMayBeLedElsewhere(String end, String drawn, String target, String result) {
    DesignModel model = new DesignModel();
    Drawings.small(model);
    for (NewElement item : List.of(NewElement.SWITCH_CORE, NewElement.POOL, NewElement.SIM_NIC)) {
      model.apply(Addition.plan(model, item, Optional.empty()).edit());
    }
    Wire wire =
        model.wires().stream()
            .filter(one -> drawn.equals(one.kind() + " " + one.from() + " " + one.to()))
            .findFirst()
            .orElseThrow();
    Element fixed = model.element(end.equals("from") ? wire.from() : wire.to()).orElseThrow();
    WireGesture gesture =
        WireGesture.reattach(
            model.topology(), wire, fixed, _ -> model.element(target), at(0, 0, ""));
    gesture.drag(at(80, 0, ""));
    assertThat(gesture.moved()).isTrue();
    String told =
        gesture.verdict().orElseThrow() instanceof Verdict.Allowed(Wire next)
            ? next.kind() + " " + next.from() + " " + next.to() + " " + next.queue()
            : "refused";
    assertThat(told.startsWith(result)).as(told).isTrue();
    if (gesture.verdict().orElseThrow() instanceof Verdict.Allowed(Wire next)
        && !next.equals(wire)) {
      Topology before = model.topology();
      model.apply(Edits.reattach(wire, next));
      assertThat(model.wires()).contains(next).doesNotContain(wire);
      model.undo();
      assertThat(model.topology()).isEqualTo(before);
    }
  }

  @Test
  void aSingleElementJoinsTheWireItIsDroppedOn() {
    DesignModel model = new DesignModel();
    Drawings.small(model);
    model.apply(Addition.plan(model, NewElement.SWITCH_CORE, Optional.empty()).edit());
    Wire lane = new Wire(Wire.Kind.LANE, "nic1", "switch1", 0);
    Element core = model.element("switch2").orElseThrow();
    MoveGesture.Surroundings around =
        new MoveGesture.Surroundings(
            List.of(), 0, place -> place.x() > 50 ? Join.of(model, core, lane) : Optional.empty());
    Area area = new Area(0, 0, 100, 50);
    MoveGesture move =
        new MoveGesture(Set.of("switch2"), Map.of("switch2", area), around, at(0, 0, ""));
    move.drag(at(40, 0, ""));
    assertThat(move.joined()).as("not over the wire").isEmpty();
    move.drag(at(60, 0, ""));
    assertThat(move.joined().map(Join::next))
        .contains(new Wire(Wire.Kind.LANE, "nic1", "switch2", 0));
    move.drag(at(60, 0, "alt"));
    assertThat(move.joined()).as("Alt turns it off").isEmpty();
    MoveGesture two =
        new MoveGesture(Set.of("a"), Map.of("a", area, "b", area), around, at(0, 0, ""));
    two.drag(at(60, 0, ""));
    assertThat(two.joined()).as("several never join").isEmpty();
  }

  @ParameterizedTest(name = "{0} selected, {1} to {2},{3}: {4}")
  @CsvSource({
    "'', '', 120, 60, 'a'",
    "'', '', 320, 60, 'a b'",
    "'', '', 320, 320, 'a b c'",
    "'b', '', 120, 60, 'a'",
    "'b', shift, 120, 60, 'a b'",
    "'a', shift, 120, 60, 'a'",
    "'b', ctrl, 120, 60, 'a b'",
    "'a', ctrl, 120, 60, ''",
    "'a c', ctrl, 320, 60, 'b c'",
    "'c', '', -40, -40, ''"
  })
  void marquee(String before, String keys, double x, double y, String after) {
    MarqueeGesture marquee = marquee(set(before), at(-10, -10, keys));
    marquee.drag(at(x, y, keys));
    assertThat(marquee.selected()).isEqualTo(Picked.ids(set(after)));
  }

  @Test
  void aMarqueeThatShrinksLetsGo() {
    MarqueeGesture marquee = marquee(Set.of(), at(-10, -10, ""));
    marquee.drag(at(320, 320, ""));
    marquee.drag(at(120, 60, ""));
    assertThat(marquee.selected().ids()).containsExactly("a");
    assertThat(marquee.area()).isEqualTo(new Area(-10, -10, 130, 70));
  }

  @Test
  void aClickOnTheEmptyCanvasSelectsNothingUnlessShiftIsDown() {
    assertThat(marquee(Set.of("a"), at(150, 90, "")).selected().ids()).isEmpty();
    assertThat(marquee(Set.of("a"), at(150, 90, "shift")).selected().ids()).containsExactly("a");
  }

  @Test
  void aMarqueeBetweenTheCardsSelectsTheWiresThatRunThroughIt() {
    Wire lane = new Wire(Wire.Kind.LANE, "a", "b", 0);
    Wire other = new Wire(Wire.Kind.LANE, "a", "c", 1);
    Map<Wire, WirePath> paths =
        Map.of(
            lane, new WirePath(new Point(100, 25), new Point(200, 25)),
            other, new WirePath(new Point(100, 40), new Point(200, 400)));
    Picked before = new Picked(Set.of("c"), Set.of(other));
    MarqueeGesture marquee = new MarqueeGesture(CARDS, paths, before, at(140, 10, "shift"));
    marquee.drag(at(150, 30, "shift"));
    assertThat(marquee.selected()).isEqualTo(new Picked(Set.of("c"), Set.of(other, lane)));
    marquee.drag(at(150, 30, ""));
    assertThat(marquee.selected()).isEqualTo(Picked.wires(Set.of(lane)));
    marquee.drag(at(90, 30, ""));
    assertThat(marquee.selected()).as("a card is meant").isEqualTo(Picked.ids(Set.of("a")));
    assertThat(marquee.before()).isEqualTo(before);
  }

  private static MarqueeGesture marquee(Set<String> before, Pointer press) {
    return new MarqueeGesture(CARDS, Map.of(), Picked.ids(before), press);
  }

  @Test
  void aWireKnowsItsVerdictWhereverItsEndIs() {
    DesignModel model = new DesignModel();
    Drawings.small(model);
    Element nic = model.element("nic1").orElseThrow();
    Map<Double, String> byX = Map.of(100.0, "control1", 200.0, "switch1", 300.0, "nic1");
    WireGesture wire =
        new WireGesture(
            model.topology(),
            nic,
            0,
            place -> Optional.ofNullable(byX.get(place.x())).flatMap(model::element),
            at(0, 0, ""));
    assertThat(wire.verdict()).as("nothing yet").isEmpty();
    wire.drag(at(50, 0, ""));
    assertThat(wire.verdict()).as("over the empty canvas").isEmpty();
    wire.drag(at(100, 0, ""));
    assertThat(wire.verdict()).get().isInstanceOf(Verdict.Refused.class);
    wire.drag(at(300, 0, ""));
    assertThat(wire.verdict()).as("back over its own element").isEmpty();
    assertThat(wire.accepts(model.element("vip1").orElseThrow())).as("announced already").isFalse();
    WireGesture fresh =
        new WireGesture(
            model.topology(),
            model.element("nic2").orElseThrow(),
            WireRules.ANY_QUEUE,
            _ -> model.element("vip1"),
            at(0, 0, ""));
    fresh.drag(at(9, 9, ""));
    assertThat(fresh.verdict()).get().isInstanceOf(Verdict.Allowed.class);
  }

  @Test
  void panDragsThePaperAndKnowsTheWayBack() {
    Viewport start = new Viewport(2, 10, 20);
    PanGesture pan = new PanGesture(start, at(100, 100, ""));
    pan.drag(at(102, 101, ""));
    assertThat(pan.moved()).as("a click that trembles").isFalse();
    assertThat(pan.viewport()).isEqualTo(start);
    pan.drag(at(160, 90, ""));
    assertThat(pan.moved()).isTrue();
    assertThat(pan.viewport()).isEqualTo(new Viewport(2, -20, 25));
    assertThat(pan.start()).isEqualTo(start);
  }

  @ParameterizedTest(name = "factor {0} at {1},{2}")
  @CsvSource({"1.1, 0, 0", "1.1, 400, 300", "0.5, 123, 456", "100, 10, 10", "0.0001, 700, 20"})
  void zoomKeepsThePlaceUnderTheMouse(double factor, double x, double y) {
    Viewport before = new Viewport(0.8, -30, 55);
    Viewport after = before.zoomAt(factor, x, y);
    assertThat(after.zoom()).isBetween(Viewport.MIN_ZOOM, Viewport.MAX_ZOOM);
    assertThat(after.toWorld(x, y).x()).isCloseTo(before.toWorld(x, y).x(), within(1e-9));
    assertThat(after.toWorld(x, y).y()).isCloseTo(before.toWorld(x, y).y(), within(1e-9));
  }

  @ParameterizedTest(name = "{0},{1} at zoom {2}")
  @CsvSource({
    "100, 100, 1,   0,   0", // in view
    "860, 100, 1,  30,   0", // a part hangs out on the right: moved just so far
    "-20, 100, 1, -40,   0",
    "100, -10, 1,   0, -60", // not under the captions either
    "100,  35, 1,   0,   0",
    "100, 545, 1,   0,  25",
    "950, 580, 1, 120,  60",
    "2000, 90, 1, 1575, -180", // nowhere near: to the middle
    "450, 100, 2, 110,   0"
  })
  void showingAnAreaMovesThePaperNoFurtherThanNeeded(
      double x, double y, double zoom, double left, double top) {
    Viewport shown = new Viewport(zoom, 0, 0).revealing(new Area(x, y, 150, 60), 1000, 600, 30, 20);
    assertThat(shown).isEqualTo(new Viewport(zoom, left, top));
  }

  @Test
  void fitShowsEverythingInTheMiddleAndNeverMagnifies() {
    Area area = new Area(100, 50, 2000, 500);
    Viewport fit = Viewport.fit(area, 1000, 600);
    assertThat(fit.zoom()).isEqualTo(0.5);
    assertThat(fit.screenX(100)).isCloseTo(0, within(1e-9));
    assertThat(fit.screenX(2100)).isCloseTo(1000, within(1e-9));
    assertThat(fit.screenY(300)).isCloseTo(300, within(1e-9));
    assertThat(Viewport.fit(new Area(0, 0, 10, 10), 1000, 600).zoom()).isEqualTo(1);
  }

  @Test
  void aPaletteItemFollowsTheMouseOnceItMoves() {
    PaletteGesture palette =
        new PaletteGesture(NewElement.VIP, _ -> Optional.empty(), at(10, 10, ""));
    palette.drag(at(12, 11, ""));
    assertThat(palette.place()).as("a click, not a drag").isEmpty();
    palette.drag(at(403, 301, ""));
    assertThat(palette.place()).contains(new Point(320, 272));
    palette.drag(at(403, 301, "alt"));
    assertThat(palette.place()).contains(new Point(403 - Cards.WIDTH / 2, 301 - Cards.PORT_Y));
  }

  /** The note lies at 16,16 and is 160 by 96; its corner is pulled. */
  @ParameterizedTest(name = "by {0},{1} {2}: {3} by {4}")
  @CsvSource({
    "3, 2, '', 160, 96, false",
    "30, 21, '', 192, 120, true",
    "30, 21, alt, 190, 117, true",
    "-500, -500, '', 80, 48, true",
    "-500, 40, alt, 80, 136, true"
  })
  void theCornerOfANoteIsPulled(
      double dx, double dy, String keys, double width, double height, boolean moved) {
    ResizeGesture resize = new ResizeGesture("note1", new Area(16, 16, 160, 96), at(174, 110, ""));
    resize.drag(at(174 + dx, 110 + dy, keys));
    assertThat(resize.area()).isEqualTo(new Area(16, 16, width, height));
    assertThat(resize.moved()).isEqualTo(moved);
  }

  @Test
  void aMapShowsEverythingInTheMiddle() {
    Overview map = Overview.of(new Area(0, 0, 1000, 400), new Area(800, 0, 400, 300), 120, 80);
    assertThat(map.world()).isEqualTo(new Area(0, -200, 1200, 800));
    assertThat(map.scale()).isEqualTo(0.1);
    assertThat(map.toMap(new Area(100, 0, 300, 200))).isEqualTo(new Area(10, 20, 30, 20));
    assertThat(map.toWorld(10, 20)).isEqualTo(new Point(100, 0));
  }

  /** A map of 1000 by 1000 units on 100 pixels; 200 by 100 units at 300,300 are in view. */
  @ParameterizedTest(name = "from {0},{1} to {2},{3}: {4},{5}")
  @CsvSource({
    "40, 35, 40, 35, 300, 300",
    "40, 35, 50, 45, 400, 400",
    "70, 70, 70, 70, 600, 650",
    "70, 70, 60, 70, 500, 650",
    "40, 35, 900, -900, 800, 0"
  })
  void theViewIsDraggedOverTheMap(
      double x, double y, double toX, double toY, double left, double top) {
    Overview map = new Overview(new Area(0, 0, 1000, 1000), 100);
    Viewport start = new Viewport(2, 300, 300);
    OverviewDrag drag = new OverviewDrag(map, start, new Area(300, 300, 200, 100), x, y);
    assertThat(drag.at(toX, toY)).isEqualTo(new Viewport(2, left, top));
    assertThat(drag.start()).isEqualTo(start);
  }
}

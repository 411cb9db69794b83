package io.spinlane.desktop.gesture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spinlane.desktop.Drawings;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Cards;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.NewElement;
import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.model.Verdict;
import io.spinlane.desktop.model.WireRules;
import java.util.Arrays;
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
    Map<String, Point> start = Map.of("a", new Point(13, 21), "b", new Point(100, 5));
    MoveGesture move = new MoveGesture("a", start, at(20, 30, ""));
    move.drag(at(20 + dx, 30 + dy, keys));
    assertThat(move.moved()).isEqualTo(moved);
    assertThat(move.places()).containsEntry("a", new Point(x, y));
    assertThat(move.places()).containsEntry("b", new Point(100 + x - 13, 5 + y - 21));
  }

  @Test
  void aDragThatComesBackIsStillADrag() {
    MoveGesture move = new MoveGesture("a", Map.of("a", new Point(0, 0)), at(5, 5, ""));
    move.drag(at(50, 5, ""));
    move.drag(at(5, 5, ""));
    assertThat(move.moved()).isTrue();
    assertThat(move.places()).containsEntry("a", new Point(0, 0));
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
    MarqueeGesture marquee = new MarqueeGesture(CARDS, set(before), at(-10, -10, keys));
    marquee.drag(at(x, y, keys));
    assertThat(marquee.selected()).isEqualTo(set(after));
  }

  @Test
  void aMarqueeThatShrinksLetsGo() {
    MarqueeGesture marquee = new MarqueeGesture(CARDS, Set.of(), at(-10, -10, ""));
    marquee.drag(at(320, 320, ""));
    marquee.drag(at(120, 60, ""));
    assertThat(marquee.selected()).containsExactly("a");
    assertThat(marquee.area()).isEqualTo(new Area(-10, -10, 130, 70));
  }

  @Test
  void aClickOnTheEmptyCanvasSelectsNothingUnlessShiftIsDown() {
    assertThat(new MarqueeGesture(CARDS, Set.of("a"), at(150, 90, "")).selected()).isEmpty();
    assertThat(new MarqueeGesture(CARDS, Set.of("a"), at(150, 90, "shift")).selected())
        .containsExactly("a");
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
    PaletteGesture palette = new PaletteGesture(NewElement.VIP, at(10, 10, ""));
    palette.drag(at(12, 11, ""));
    assertThat(palette.place()).as("a click, not a drag").isEmpty();
    palette.drag(at(403, 301, ""));
    assertThat(palette.place()).contains(new Point(320, 272));
    palette.drag(at(403, 301, "alt"));
    assertThat(palette.place()).contains(new Point(403 - Cards.WIDTH / 2, 301 - Cards.PORT_Y));
  }
}

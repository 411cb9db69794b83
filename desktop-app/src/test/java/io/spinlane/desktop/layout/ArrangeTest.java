package io.spinlane.desktop.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Point;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines and even gaps, as a table. */
class ArrangeTest {
  /** Three cards: b is the widest, c the highest. */
  private static Map<String, Area> cards() {
    Map<String, Area> cards = new LinkedHashMap<>();
    cards.put("a", new Area(0, 0, 100, 50));
    cards.put("b", new Area(130, 40, 160, 50));
    cards.put("c", new Area(400, 10, 100, 90));
    return cards;
  }

  private static Set<String> set(String ids) {
    return Arrays.stream(ids.split(" ")).filter(id -> !id.isEmpty()).collect(Collectors.toSet());
  }

  private static String told(Map<String, Point> places) {
    return places.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue().x() + " " + entry.getValue().y())
        .collect(Collectors.joining(", "));
  }

  @ParameterizedTest(name = "{0}, {1} locked: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ALIGN_LEFT | '' | a 0.0 0.0, b 0.0 40.0, c 0.0 10.0",
        "ALIGN_CENTER | '' | a 200.0 0.0, b 170.0 40.0, c 200.0 10.0",
        "ALIGN_RIGHT | '' | a 400.0 0.0, b 340.0 40.0, c 400.0 10.0",
        "ALIGN_TOP | '' | a 0.0 0.0, b 130.0 0.0, c 400.0 0.0",
        "ALIGN_MIDDLE | '' | a 0.0 25.0, b 130.0 25.0, c 400.0 5.0",
        "ALIGN_BOTTOM | '' | a 0.0 50.0, b 130.0 50.0, c 400.0 10.0",
        "ALIGN_LEFT | 'b' | a 130.0 0.0, c 130.0 10.0",
        "DISTRIBUTE_ACROSS | '' | a 0.0 0.0, b 170.0 40.0, c 400.0 10.0",
        "DISTRIBUTE_DOWN | '' | a 0.0 0.0, c 400.0 0.0, b 130.0 40.0",
      })
  void arranges(Arrange arrange, String locked, String expected) {
    assertThat(told(arrange.places(cards(), set(locked)))).isEqualTo(expected);
  }

  @Test
  void tooFewStayWhereTheyAre() {
    Map<String, Area> two = cards();
    two.remove("b");
    assertThat(Arrange.DISTRIBUTE_ACROSS.places(two, Set.of())).isEmpty();
    two.remove("a");
    assertThat(Arrange.ALIGN_TOP.places(two, Set.of())).isEmpty();
  }
}

package io.spinlane.desktop.gesture;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.model.Area;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 *
 *
 * <pre>
 *   a  d
 *   b     f
 *   c  e
 * </pre>
 */
class CardWalkTest {
  private final Map<String, Area> areas = new LinkedHashMap<>();

  CardWalkTest() {
    put("f", 2, 1);
    put("c", 0, 2);
    put("e", 1, 2);
    put("b", 0, 1);
    put("d", 1, 0);
    put("a", 0, 0);
  }

  private void put(String id, int column, int row) {
    areas.put(id, new Area(column * 200.0, row * 100.0, 160, 76));
  }

  @Test
  void peopleReadColumnByColumn() {
    assertThat(CardWalk.order(areas)).containsExactly("a", "b", "c", "d", "e", "f");
    areas.put("b", new Area(24, 100, 160, 76));
    assertThat(CardWalk.order(areas)).as("a little aside").startsWith("a", "b", "c");
  }

  @Test
  void nextAndBeforeEndAtTheEnds() {
    List<String> ids = List.of("a", "b");
    assertThat(CardWalk.next(ids, "a", false)).contains("b");
    assertThat(CardWalk.next(ids, "b", false)).isEmpty();
    assertThat(CardWalk.next(ids, "b", true)).contains("a");
    assertThat(CardWalk.next(ids, "a", true)).isEmpty();
    assertThat(CardWalk.next(ids, "from outside", false)).contains("a");
    assertThat(CardWalk.next(ids, "from outside", true)).contains("b");
  }

  @ParameterizedTest(name = "from {0} by {1}, {2} to {3}")
  @CsvSource({
    "a, 0, 1, b",
    "c, 0, -1, b",
    "a, 1, 0, d",
    "d, 0, 1, e",
    "e, 0, -1, d",
    "a, -1, 0,",
    "f, 1, 0,",
    "gone, 1, 0,"
  })
  void arrowsGoToTheNearestThatWay(String from, int dx, int dy, String to) {
    assertThat(CardWalk.nearest(areas, from, dx, dy).orElse(null)).isEqualTo(to);
  }
}

package io.spinlane.desktop.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.assign.Hosts;
import io.spinlane.desktop.assign.Locality;
import io.spinlane.desktop.model.Lanes;
import io.spinlane.v1.Topology;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Presses and drags as a table: cells are row.column, columns are ctl, a, b. */
class LaneBrushTest {
  private static final Topology DRAWING =
      Hosts.drawing("eth0:2 eth1:2|ctl@0 a@1 b@2|eth0/0=a eth1/0=b");
  private static final MatrixGrid GRID = MatrixGrid.of(DRAWING, Locality.of(null));

  private static LaneBrush brush(String cells) {
    LaneBrush brush = null;
    for (String cell : cells.split(" ", -1)) {
      int row = cell.charAt(0) - '0';
      int column = cell.charAt(2) - '0';
      if (brush == null) {
        brush = new LaneBrush(GRID, Lanes.of(DRAWING), row, column);
      } else {
        brush.over(row, column);
      }
    }
    if (brush == null) {
      throw new IllegalArgumentException(cells);
    }
    return brush;
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "a click on an empty cell assigns, 1.1, eth0/1=a",
    "a click elsewhere in the row moves, 0.2, eth0/0=b",
    "a click on what is assigned takes it away, 0.1, eth0/0=",
    "a drag along the row moves, 0.1 0.2, eth0/0=b",
    "a drag down fills, 1.2 2.2 3.2, eth0/1=b eth1/0=b eth1/1=b",
    "a drag up fills too, 1.1 0.1, eth0/0=a eth0/1=a",
    "rows left again are not meant, 0.2 3.2 1.2, eth0/0=b eth0/1=b",
    "a drag back to its cell assigns it, 0.1 1.1 0.1, eth0/0=a",
    "the control core takes nothing, 0.1 0.0, ''"
  })
  void means(String what, String cells, String expected) {
    String result =
        brush(cells).result().entrySet().stream()
            .map(lane -> lane.getKey().id() + "=" + lane.getValue())
            .collect(Collectors.joining(" "));
    assertThat(result).as(what).isEqualTo(expected);
  }

  @Test
  void saysWhyACoreIsRefused() {
    assertThat(brush("0.0").refusal()).startsWith("ctl is no switch core");
    assertThat(brush("0.1").refusal()).isEmpty();
  }

  @Test
  void showsWhatItCovers() {
    LaneBrush brush = brush("1.1 2.2");
    assertThat(brush.covers(1, 2)).isTrue();
    assertThat(brush.covers(2, 2)).isTrue();
    assertThat(brush.covers(1, 1)).as("it is over another column now").isFalse();
    assertThat(brush.covers(3, 2)).isFalse();
    assertThat(brush.dragged()).isTrue();
  }
}

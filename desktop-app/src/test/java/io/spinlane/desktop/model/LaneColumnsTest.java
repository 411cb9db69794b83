package io.spinlane.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.Drawings;
import io.spinlane.desktop.LargeDrawing;
import io.spinlane.v1.ElementKind;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lanes follow what is drawn, and one card that is elsewhere moves none of them. */
class LaneColumnsTest {
  private final DesignModel model = new DesignModel();

  private Map<String, Area> areas() {
    return new HashMap<>(Placement.areas(model.topology(), model.elements()));
  }

  private LaneColumns lanes(Map<String, Area> areas) {
    return LaneColumns.of(model.elements().values(), areas);
  }

  @Test
  void aSmallDrawingHasTheUsualOnes() {
    assertThat(lanes(areas())).isEqualTo(LaneColumns.USUAL);
    Drawings.small(model);
    assertThat(lanes(areas())).isEqualTo(LaneColumns.USUAL);
    for (ElementKind kind : new ElementKind[] {ElementKind.ELEMENT_KIND_CORE}) {
      assertThat(LaneColumns.USUAL.x(kind)).isEqualTo(Placement.columnX(kind));
    }
  }

  @Test
  void aLaneOfSeveralColumnsIsWider() {
    model.open(LargeDrawing.of(500));
    LaneColumns lanes = lanes(areas());
    assertThat(lanes.width(0)).isEqualTo(Placement.COLUMN_STEP);
    assertThat(lanes.width(1)).as("four columns of cores").isEqualTo(4 * Placement.COLUMN_STEP);
    assertThat(lanes.x(ElementKind.ELEMENT_KIND_POOL))
        .isEqualTo(areas().getOrDefault("pool0", new Area(0, 0, 0, 0)).x());
    Point vip = Placement.free(model.topology(), NewElement.VIP.create(model.topology(), ""));
    assertThat(vip.x())
        .as("a new one joins its lane")
        .isEqualTo(areas().getOrDefault("vip0", new Area(0, 0, 0, 0)).x());
  }

  @Test
  void oneCardElsewhereMovesNoLane() {
    model.open(LargeDrawing.of(500));
    Map<String, Area> areas = areas();
    LaneColumns before = lanes(areas);
    areas.put("vip3", new Area(10, 10, 164, 80));
    areas.put("sw3", new Area(3000, 10, 164, 120));
    for (int lane = 0; lane < LaneColumns.LANES; lane++) {
      assertThat(lanes(areas).left(lane)).isEqualTo(before.left(lane));
    }
  }
}

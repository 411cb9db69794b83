package io.spinlane.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.Drawings;
import io.spinlane.desktop.gesture.Viewport;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.Box;
import io.spinlane.v1.Topology;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However far someone puts an element, the drawing can be looked at, saved and opened again. */
class PlacesTest {
  private final DesignModel model = new DesignModel();

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e300, -1e300, 1_000_001})
  void whatIsDrawnCanBeOpenedAgain(double far) throws Exception {
    Drawings.small(model);
    model.apply(Edits.move(Map.of("vip1", new Point(far, 40))));
    opensAgain();
    Topology pushed = // as by another program, over the network
        model.topology().toBuilder()
            .putLayout("vip1", Box.newBuilder().setX(3).setHeight(far).build())
            .build();
    model.open(pushed);
    opensAgain();
  }

  private void opensAgain() throws Exception {
    for (Format format : Format.values()) {
      String text = TopologyFiles.write(model.topology(), format);
      assertThat(TopologyFiles.read(text, format, "f").topology()).isEqualTo(model.topology());
    }
    Placement.areas(model.topology(), model.elements())
        .values()
        .forEach(area -> assertThat(area.x() + area.y() + area.height()).isFinite());
  }

  @Test
  void aDrawingWithinReachIsTheSameObject() {
    Drawings.small(model);
    assertThat(Places.within(model.topology())).isSameAs(model.topology());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY, 1e300})
  void zoomSurvivesWhateverItWasAskedToShow(double far) {
    Viewport lost = Viewport.fit(new Area(far, far, Math.abs(far), 10), 800, 600);
    Viewport found = lost.zoomAt(1 / lost.zoom(), 400, 300);
    assertThat(found.zoom()).isEqualTo(1);
    assertThat(found.left()).isFinite();
    assertThat(found.toWorld(400, 300).y()).isFinite();
    assertThat(Viewport.IDENTITY.zoomAt(Double.NaN, 0, 0).zoom()).isEqualTo(1);
  }
}

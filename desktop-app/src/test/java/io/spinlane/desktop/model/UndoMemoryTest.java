package io.spinlane.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.LargeDrawing;
import io.spinlane.v1.Topology;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the undo list keeps of a large drawing, measured in the heap. */
class UndoMemoryTest {
  private static final int ELEMENTS = 2000;
  private static final long MIB = 1L << 20;

  private final DesignModel model = new DesignModel();

  @Test
  void aThousandMovesInALargeDrawingCostAFewMegabytes() {
    model.open(LargeDrawing.of(ELEMENTS));
    Topology first = model.topology();
    List<String> ids = List.copyOf(model.elements().keySet());
    for (int i = 0; i < History.LIMIT; i++) {
      model.apply(Edits.move(Map.of(ids.get(i * 7 % ids.size()), new Point(8.0 * i, 4000 + i))));
    }
    assertThat(model.undoNames()).hasSize(History.LIMIT);
    model.travel(-History.LIMIT);
    assertThat(model.topology().toByteArray()).isEqualTo(first.toByteArray());
    model.travel(History.LIMIT);
    assertThat(historyBytes()).isBetween(MIB / 8, 4 * MIB);
  }

  @Test
  void movesOfEverythingStayWithinTheBound() {
    model.open(LargeDrawing.of(ELEMENTS));
    for (int i = 0; i < 600; i++) {
      model.apply(Edits.move(shifted(8.0 * i)));
    }
    int steps = model.undoNames().size();
    assertThat(steps).as("the oldest are forgotten").isBetween(200, 599);
    model.travel(-steps);
    assertThat(model.topology().getLayoutMap().values())
        .allMatch(box -> box.getX() == 8.0 * (600 - steps - 1));
    model.travel(steps);
    assertThat(historyBytes()).isBetween(8 * MIB, History.LIMIT_BYTES + 8 * MIB);
  }

  @Test
  void aStepLargerThanTheBoundCanStillBeTakenBack() {
    model.apply(Edits.setTopology("description", "Description", all -> described(all, 'a')));
    model.endMerge();
    model.apply(Edits.setTopology("description", "Description", all -> described(all, 'b')));
    assertThat(model.undoNames()).hasSize(1);
    model.undo();
    assertThat(model.topology().getDescription()).startsWith("a");
    model.redo();
    assertThat(model.topology().getDescription()).startsWith("b");
  }

  private static Topology described(Topology topology, char letter) {
    String text = String.valueOf(letter).repeat((int) History.LIMIT_BYTES);
    return topology.toBuilder().setDescription(text).build();
  }

  private Map<String, Point> shifted(double by) {
    Map<String, Point> places = new HashMap<>();
    for (String id : model.elements().keySet()) {
      places.put(id, new Point(by, 1 + by));
    }
    return places;
  }

  /** What becomes free when the drawing is opened anew, which forgets its steps; asked last. */
  private long historyBytes() {
    long with = usedBytes();
    model.open(model.topology());
    return with - usedBytes();
  }

  private static long usedBytes() {
    WeakReference<Object> collected = new WeakReference<>(new Object());
    while (collected.get() != null) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}

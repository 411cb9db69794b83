package io.spinlane.desktop.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.sun.management.ThreadMXBean;
import io.spinlane.desktop.LargeDrawing;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edit;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Fragment;
import io.spinlane.desktop.model.Placement;
import io.spinlane.desktop.model.Point;
import io.spinlane.v1.Backend;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Lane;
import io.spinlane.v1.Topology;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One edit of many elements passes over the drawing once: it says so by what it allocates, because
 * each pass copies the drawing's lists, 100 KB and more.
 */
class ManyAtOnceTest {
  private static final long MB = 1_000_000;

  private final DesignModel model = new DesignModel();

  @BeforeEach
  void draw() {
    model.open(LargeDrawing.of(2000));
  }

  private List<String> backends() {
    return model.elements().values().stream()
        .filter(element -> element.kind() == ElementKind.ELEMENT_KIND_BACKEND)
        .map(element -> element.id())
        .toList();
  }

  @Test
  void oneKeyInAFieldOfAllBackends() {
    List<String> ids = backends();
    assertThat(ids).hasSizeGreaterThan(1000);
    Topology before = model.topology();
    FieldTarget target = new FieldTarget(model, ElementKind.ELEMENT_KIND_BACKEND, ids, _ -> {});
    long allocated = allocated(() -> weigh(target, 7));
    assertThat(allocated).isLessThan(30 * MB);
    assertThat(model.undoNames()).containsExactly("Change Weight of " + ids.size() + " elements");
    assertThat(weights()).containsExactly(7);
    weigh(target, 70);
    assertThat(weights()).containsExactly(70);
    assertThat(model.undoNames()).as("typing on").hasSize(1);
    model.undo();
    assertThat(model.topology().toByteArray()).isEqualTo(before.toByteArray());
  }

  private static void weigh(FieldTarget target, int weight) {
    target.write(
        "weight", "Weight", message -> ((Backend) message).toBuilder().setWeight(weight).build());
  }

  private Set<Integer> weights() {
    Set<Integer> weights = new HashSet<>();
    model
        .topology()
        .getPoolsList()
        .forEach(pool -> pool.getBackendsList().forEach(b -> weights.add(b.getWeight())));
    return weights;
  }

  @Test
  void manyAtOnceAreTheSameAsOneAfterTheOther() {
    List<String> ids = backends().subList(3, 40);
    Topology all =
        Edits.setAll(ids, "weight", "Weight", ManyAtOnceTest::heavier)
            .change()
            .apply(model.topology());
    Topology each = model.topology();
    for (String id : ids) {
      Edit edit = Edits.set(id, "weight", "Weight", ManyAtOnceTest::heavier);
      each = edit.change().apply(each);
    }
    assertThat(all.toByteArray()).isEqualTo(each.toByteArray());
  }

  private static Message heavier(Message message) {
    Backend backend = (Backend) message;
    return backend.toBuilder().setWeight(backend.getWeight() + 1).build();
  }

  @Test
  void theWholeDrawingPastedIntoItself() {
    Topology before = model.topology();
    int drawn = model.elements().size();
    long allocated = allocated(this::duplicate);
    assertThat(allocated).isLessThan(100 * MB);
    assertThat(model.elements()).hasSize(2 * drawn);
    Topology after = model.topology();
    assertThat(after.getLanesList()).hasSize(2 * before.getLanesCount());
    assertThat(after.getLanesList()).extracting(Lane::getNic).isSubsetOf(model.elements().keySet());
    assertThat(model.wires()).hasSize(2 * wires(before));
    model.undo();
    assertThat(model.topology().toByteArray()).isEqualTo(before.toByteArray());
  }

  private static int wires(Topology topology) {
    DesignModel alone = new DesignModel();
    alone.open(topology);
    return alone.wires().size();
  }

  private void duplicate() {
    Topology copy =
        Fragment.copy(
            model.topology(),
            model.elements(),
            model.elements().keySet(),
            Placement.areas(model.topology(), model.elements()));
    model.apply(Fragment.paste(model.topology(), copy, new Point(24, 24)).edit());
  }

  private static long allocated(Runnable work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    work.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}

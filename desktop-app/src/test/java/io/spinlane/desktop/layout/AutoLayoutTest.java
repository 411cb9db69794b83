package io.spinlane.desktop.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spinlane.desktop.Drawings;
import io.spinlane.desktop.Hosts;
import io.spinlane.desktop.LargeDrawing;
import io.spinlane.desktop.model.Addition;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Frame;
import io.spinlane.desktop.model.Frames;
import io.spinlane.desktop.model.Grid;
import io.spinlane.desktop.model.LaneColumns;
import io.spinlane.desktop.model.NewElement;
import io.spinlane.desktop.model.Placement;
import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.model.Wire;
import io.spinlane.desktop.model.WirePath;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.Backend;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Automatic layouts: lanes kept, nothing covered, fewer crossings, locks and selections obeyed. */
class AutoLayoutTest {
  private static final long SEED = 20;

  private final DesignModel model = new DesignModel();

  private Map<String, Area> areas() {
    return Placement.areas(model.topology(), model.elements());
  }

  private Area area(String id) {
    return Objects.requireNonNull(areas().get(id), id);
  }

  private Map<String, Point> layout(Set<String> ids) {
    return new AutoLayout(model.elements(), model.wires(), areas(), ids, Placement.FIRST_Y)
        .places(() -> false);
  }

  private void scatter() {
    Random random = new Random(SEED);
    Map<String, Point> places = new HashMap<>();
    model
        .elements()
        .keySet()
        .forEach(id -> places.put(id, new Point(random.nextInt(1500), random.nextInt(1500))));
    model.apply(Edits.move(places));
  }

  private void everythingIsInItsLaneAndApart() {
    List<Map.Entry<String, Area>> areas = new ArrayList<>(areas().entrySet());
    areas.removeIf(area -> isNote(area.getKey())); // People put them where they belong.
    LaneColumns lanes = LaneColumns.of(model.elements().values(), areas());
    for (int i = 0; i < areas.size(); i++) {
      Element element = model.element(areas.get(i).getKey()).orElseThrow();
      double off = areas.get(i).getValue().x() - lanes.x(element.kind());
      assertThat(off / Grid.STEP_X)
          .as("column of %s in its lane", areas.get(i))
          .isIn(
              IntStream.range(0, lanes.room(element.kind()))
                  .mapToObj(c -> (double) c)
                  .limit(20)
                  .toList());
      for (int j = 0; j < i; j++) {
        assertThat(areas.get(i).getValue().overlaps(areas.get(j).getValue()))
            .as(areas.get(i) + " over " + areas.get(j) + ", seed " + SEED)
            .isFalse();
      }
    }
  }

  private boolean isNote(String id) {
    return model.element(id).orElseThrow().kind() == ElementKind.ELEMENT_KIND_NOTE;
  }

  /** Pairs of wires between the same lanes whose ends lie the other way round. */
  private int crossings() {
    List<WirePath> paths = new ArrayList<>();
    for (Wire wire : model.wires()) {
      Element from = model.element(wire.from()).orElseThrow();
      paths.add(WirePath.of(wire, from, area(wire.from()), area(wire.to())));
    }
    int crossings = 0;
    for (WirePath a : paths) {
      for (WirePath b : paths) {
        boolean same = a.start().x() == b.start().x() && a.end().x() == b.end().x();
        if (same && a.start().y() < b.start().y() && a.end().y() > b.end().y()) {
          crossings++;
        }
      }
    }
    return crossings;
  }

  @Test
  void everySampleIsArrangedWithoutCrossingsThatANeedlessOrderMakes() {
    for (var sample : Samples.all()) {
      model.open(sample.topology());
      scatter();
      model.apply(Edits.arrange("Layout", layout(model.elements().keySet())));
      everythingIsInItsLaneAndApart();
      assertThat(crossings()).as(sample.id()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void lockedOnesStayAndNothingLiesOnThem() {
    Drawings.small(model);
    scatter();
    Point kept = new Point(Placement.columnX(model.element("vip1").orElseThrow().kind()), 100);
    model.apply(Edits.move(Map.of("backend1", new Point(1080, 90), "vip1", kept)));
    Set<String> ids = new HashSet<>(model.elements().keySet());
    ids.removeAll(Set.of("vip1", "backend1"));
    Map<String, Point> places = layout(ids);
    assertThat(places).doesNotContainKeys("vip1", "backend1");
    model.apply(Edits.arrange("Layout", places));
    everythingIsInItsLaneAndApart();
    assertThat(model.topology().getLayoutOrThrow("vip1").getY()).isEqualTo(100);
  }

  @Test
  void aSelectionIsArrangedAlone() {
    Drawings.small(model);
    assertThat(layout(Set.of("backend1", "backend2", "pool1")))
        .containsOnlyKeys("pool1", "backend1", "backend2");
    assertThat(layout(Set.of())).isEmpty();
  }

  @Test
  void whoeverNoLongerWaitsIsObeyed() {
    Drawings.small(model);
    AutoLayout layout =
        new AutoLayout(model.elements(), model.wires(), areas(), model.elements().keySet(), 0);
    assertThatThrownBy(() -> layout.places(() -> true)).isInstanceOf(CancellationException.class);
  }

  private static Topology pool(int backends) {
    Pool.Builder pool = Pool.newBuilder().setId("srvs");
    for (int i = 0; i < backends; i++) {
      pool.addBackends(Backend.newBuilder().setId("srv" + i).setAddress("10.0.0." + i));
    }
    return Samples.all().getFirst().topology().toBuilder().addPools(pool).build();
  }

  private Area around(String prefix) {
    return areas().entrySet().stream()
        .filter(entry -> entry.getKey().matches(prefix + "[0-9]+"))
        .map(Map.Entry::getValue)
        .reduce(Area::union)
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 200})
  void aLargePoolIsABlockAndItsPoolBesideTheMiddle(int backends) {
    model.open(pool(backends));
    Area unplaced = around("srv");
    assertThat(unplaced.height() / unplaced.width()).as("before any layout").isBetween(0.4, 2.5);
    model.apply(Edits.arrange("Layout", layout(model.elements().keySet())));
    everythingIsInItsLaneAndApart();
    Area block = around("srv");
    assertThat(block.height() / block.width()).isBetween(0.4, 2.5);
    Area pool = area("srvs");
    assertThat(pool.x()).isLessThan(block.x());
    assertThat(pool.y()).isBetween(block.y(), block.y() + block.height());
  }

  @Test
  void aCollapsedFrameHasTheRoomOfItsBox() {
    model.open(LargeDrawing.of(500));
    Inventory host = Hosts.of(2, 1, 1, 32);
    Map<String, String> titles = Map.of("package:0", "Package 0");
    model.apply(Frames.collapse(model.topology(), areas(), host, titles, true));
    Frame box = Frames.of(model.topology(), areas(), host).getFirst();
    assertThat(box.collapsed()).isTrue();
    Map<String, Point> places =
        new AutoLayout(model.elements(), model.wires(), areas(), model.elements().keySet(), 72)
            .grouped(Frames.innermost(model.topology(), host))
            .collapsed(List.of(box.cores()))
            .places(() -> false);
    model.apply(Edits.arrange("Layout", places));
    List<Frame> frames = Frames.of(model.topology(), areas(), host);
    double gap = frames.getLast().area().y() - frames.getFirst().area().y();
    assertThat(gap).as("%s", frames).isBetween(Frame.COLLAPSED_HEIGHT, 240.0);
    model.apply(Frames.collapse(model.topology(), areas(), host, titles, false));
    everythingIsInItsLaneAndApart();
    frames = Frames.of(model.topology(), areas(), host);
    assertThat(frames.getFirst().area().overlaps(frames.getLast().area())).isFalse();
  }

  @Test
  void aSelectionStaysWithinItsLane() {
    Drawings.small(model);
    for (int i = 0; i < 30; i++) {
      model.apply(Addition.plan(model, NewElement.SWITCH_CORE, Optional.empty()).edit());
    }
    Set<String> cores = new HashSet<>(model.elements().keySet());
    cores.removeIf(id -> !id.startsWith("switch"));
    Map<String, Point> places =
        new AutoLayout(model.elements(), model.wires(), areas(), cores, 72)
            .within(LaneColumns.of(model.elements().values(), areas()))
            .places(() -> false);
    assertThat(places.values()).allMatch(place -> place.x() == area("switch1").x());
  }

  @Test
  void groupsStayTogetherWithRoomForAFrameAroundEach() {
    model.open(LargeDrawing.of(90));
    List<Set<String>> groups = Frames.innermost(model.topology(), Hosts.of(2, 2, 1, 3));
    assertThat(groups).hasSize(4);
    Set<String> ids = model.elements().keySet();
    Map<String, Point> places =
        new AutoLayout(model.elements(), model.wires(), areas(), ids, Placement.FIRST_Y)
            .grouped(groups)
            .places(() -> false);
    model.apply(Edits.arrange("Layout", places));
    everythingIsInItsLaneAndApart();
    List<Frame> frames =
        Frames.of(model.topology(), areas(), Hosts.of(2, 2, 1, 3)).stream()
            .filter(frame -> frame.depth() == 1)
            .toList();
    assertThat(frames).hasSize(4);
    for (Frame one : frames) {
      for (Frame other : frames) {
        assertThat(one.key().equals(other.key()) || !one.area().overlaps(other.area()))
            .as(one + " and " + other)
            .isTrue();
      }
    }
  }
}

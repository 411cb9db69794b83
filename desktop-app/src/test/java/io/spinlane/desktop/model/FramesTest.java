package io.spinlane.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.Hosts;
import io.spinlane.topology.diff.ContentHash;
import io.spinlane.topology.diff.TopologyDiff;
import io.spinlane.topology.sample.Sample;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.Core;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames around cores: which there are, what they hold, and what collapsing them does. */
class FramesTest {
  private final DesignModel model = new DesignModel();

  /** One core for each CPU, in a column. */
  private void draw(int cores) {
    Topology.Builder drawing = Topology.newBuilder();
    for (int cpu = 0; cpu < cores; cpu++) {
      drawing.addCores(Core.newBuilder().setId("c" + cpu).setCpu(cpu));
    }
    model.open(drawing.build());
  }

  private Map<String, Area> areas() {
    return Placement.areas(model.topology(), model.elements());
  }

  private List<Frame> frames(Inventory host) {
    return Frames.of(model.topology(), areas(), host);
  }

  @ParameterizedTest(name = "{0} packages of {1} nodes of {2} caches of {3} CPUs")
  @CsvSource({
    "1, 1, 1, 2, Package 0 · NUMA 0 · L3 32 MiB",
    "2, 1, 1, 2, Package 0 · NUMA 0 · L3 32 MiB|Package 1 · NUMA 1 · L3 32 MiB",
    "1, 2, 1, 2, Package 0|NUMA 0 · L3 32 MiB|NUMA 1 · L3 32 MiB",
    "1, 1, 2, 2, Package 0 · NUMA 0|L3 32 MiB|L3 32 MiB",
    "2, 2, 2, 2, 'Package 0|Package 1|NUMA 0|NUMA 1|NUMA 2|NUMA 3|"
        + "L3 32 MiB|L3 32 MiB|L3 32 MiB|L3 32 MiB|L3 32 MiB|L3 32 MiB|L3 32 MiB|L3 32 MiB'"
  })
  void framesOfTheSameCoresAreOne(int packages, int nodes, int caches, int cpus, String titles) {
    draw(packages * nodes * caches * cpus);
    assertThat(frames(Hosts.of(packages, nodes, caches, cpus)).stream().map(Frame::title))
        .containsExactly(titles.split("\\|"));
  }

  @Test
  void outerFramesHoldInnerOnesAndTheirCards() {
    draw(8);
    List<Frame> frames = frames(Hosts.of(1, 2, 2, 2));
    Frame all = frames.getFirst();
    assertThat(frames).allMatch(frame -> all.area().contains(frame.area()));
    for (Frame frame : frames) {
      for (String core : frame.cores()) {
        assertThat(areas().get(core)).satisfies(card -> frame.area().contains(card));
      }
    }
    assertThat(Frames.innermost(model.topology(), Hosts.of(1, 2, 2, 2)))
        .containsExactly(
            Set.of("c0", "c1"), Set.of("c2", "c3"), Set.of("c4", "c5"), Set.of("c6", "c7"));
  }

  /** Whichever way the CPUs of a host are shared out over two nodes. */
  @ParameterizedTest(name = "{0} packages of {1} nodes of {2} CPUs")
  @CsvSource({"1, 2, 1", "1, 2, 2", "2, 1, 1", "2, 1, 2", "1, 1, 4"})
  void noCardOfASampleCoversTheTitleOfAFrame(int packages, int nodes, int cpus) {
    for (Sample sample : Samples.all()) {
      model.open(sample.topology());
      for (Frame frame : frames(Hosts.of(packages, nodes, 1, cpus))) {
        Area at = frame.area();
        Area title = new Area(at.x(), at.y(), at.width(), Frame.TITLE_HEIGHT);
        areas()
            .forEach(
                (id, card) ->
                    assertThat(card.overlaps(title))
                        .as("%s over %s in %s", id, frame.title(), sample.id())
                        .isFalse());
      }
    }
  }

  @Test
  void aFrameSaysWhichCpusItHas() {
    draw(6);
    model.apply(Edits.remove(model.elements(), Set.of("c1", "c4")));
    assertThat(frames(Hosts.of(1, 1, 1, 6)).getFirst().cpus()).isEqualTo("CPU 0, 2–3, 5");
  }

  @Test
  void whatAFrameWouldCoverWhenItOpensMovesDown() {
    draw(6);
    Inventory host = Hosts.of(1, 2, 1, 3);
    Map<String, String> node = Map.of("node:0", "NUMA 0");
    Topology before = model.topology();
    model.apply(Frames.collapse(model.topology(), areas(), host, node, true));
    model.apply(Frames.collapse(model.topology(), areas(), host, node, false));
    assertThat(model.topology()).as("there was room").isEqualTo(before);
    model.apply(Frames.collapse(model.topology(), areas(), host, node, true));
    Map<String, Point> up = new HashMap<>();
    for (String core : List.of("c3", "c4", "c5")) {
      Area area = Objects.requireNonNull(areas().get(core));
      up.put(core, new Point(area.x(), area.y() - 200));
    }
    model.apply(Edits.move(up));
    model.apply(Frames.collapse(model.topology(), areas(), host, node, false));
    List<Frame> open = frames(host);
    assertThat(open.get(1).area().overlaps(open.get(2).area())).as("%s", open).isFalse();
    Area first = Objects.requireNonNull(areas().get("c3"));
    Area last = Objects.requireNonNull(areas().get("c5"));
    assertThat(last.y() - first.y()).as("as far apart").isEqualTo(2 * 144);
    assertThat(model.undoNames().getFirst()).isEqualTo("Expand NUMA 0");
    model.undo();
    assertThat(frames(host).get(1).collapsed()).isTrue();
  }

  @Test
  void coresOnCpusTheHostDoesNotHaveAreInNoFrame() {
    draw(6);
    assertThat(frames(Hosts.of(1, 1, 1, 4)).getFirst().cores())
        .containsExactlyInAnyOrder("c0", "c1", "c2", "c3");
    assertThat(frames(Inventory.getDefaultInstance())).isEmpty();
  }

  @Test
  void aCollapsedFrameStandsForItsCoresAndNeedsNoPush() {
    draw(4);
    Inventory host = Hosts.of(1, 2, 1, 2);
    Topology before = model.topology();
    model.apply(Edits.collapse(Map.of("node:1", "NUMA node 1"), true));
    Frame frame =
        frames(host).stream().filter(each -> each.key().equals("node:1")).findFirst().orElseThrow();
    assertThat(frame.collapsed()).isTrue();
    assertThat(frames(host).getFirst().area().height())
        .as("the frame around it shrinks")
        .isLessThan(Frames.of(before, areas(), host).getFirst().area().height());
    assertThat(Frames.hidden(frames(host)))
        .containsOnlyKeys("c2", "c3")
        .containsEntry("c2", frame.area());
    assertThat(TopologyDiff.configurationBetween(before, model.topology())).isEmpty();
    assertThat(ContentHash.of(model.topology())).isEqualTo(ContentHash.of(before));
    model.apply(Edits.collapse(Map.of("package:0", "Package 0"), true));
    assertThat(frames(host)).hasSize(1);
    List<String> hidden = new ArrayList<>(Frames.hidden(frames(host)).keySet());
    assertThat(hidden).containsExactlyInAnyOrder("c0", "c1", "c2", "c3");
    model.apply(Edits.collapse(Map.of("package:0", "Package 0", "node:1", "NUMA node 1"), false));
    assertThat(model.topology()).isEqualTo(before);
  }
}

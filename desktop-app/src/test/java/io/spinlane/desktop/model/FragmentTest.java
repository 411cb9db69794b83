package io.spinlane.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.Drawings;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFileException;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.Backend;
import io.spinlane.v1.Box;
import io.spinlane.v1.Lane;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import io.spinlane.v1.Vip;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies get ids of their own and keep the wires that lead somewhere. */
class FragmentTest {
  private final DesignModel model = new DesignModel();

  @BeforeEach
  void draw() {
    Drawings.small(model);
  }

  private Topology copy(String... ids) {
    return Fragment.copy(
        model.topology(),
        model.elements(),
        Set.of(ids),
        Placement.areas(model.topology(), model.elements()));
  }

  private Set<String> paste(Topology fragment) {
    Fragment.Paste paste = Fragment.paste(model.topology(), fragment, new Point(24, 24));
    assertThat(model.apply(paste.edit())).isTrue();
    assertThat(model.elements().keySet()).containsAll(paste.ids());
    return paste.ids();
  }

  @Test
  void aPoolWithItsBackendsBecomesAnotherPoolWithBackends() {
    assertThat(paste(copy("pool1", "backend1", "backend2")))
        .containsExactlyInAnyOrder("pool2", "backend3", "backend4");
    assertThat(model.topology().getPools(1).getBackendsList())
        .extracting(Backend::getId)
        .containsExactlyInAnyOrder("backend3", "backend4");
  }

  @Test
  void aPoolAloneComesWithoutBackends() {
    paste(copy("pool1"));
    assertThat(model.topology().getPools(1)).extracting(Pool::getBackendsCount).isEqualTo(0);
  }

  @Test
  void aBackendAloneStaysInItsPool() {
    assertThat(paste(copy("backend1"))).containsExactly("backend3");
    assertThat(model.topology().getPoolsList()).hasSize(1);
    assertThat(model.element("backend3").orElseThrow().pool()).isEqualTo("pool1");
  }

  @Test
  void aBackendAloneBringsItsPoolIntoAnEmptyDrawing() {
    Topology fragment = copy("backend1");
    model.open(Topology.getDefaultInstance());
    paste(fragment);
    assertThat(model.elements()).containsOnlyKeys("pool1", "backend1");
  }

  @Test
  void aNicIsPolledByTheSameCore() {
    paste(copy("nic1"));
    assertThat(model.topology().getLanesList())
        .extracting(Lane::getNic, Lane::getCore)
        .contains(org.assertj.core.groups.Tuple.tuple("nic3", "switch1"));
  }

  @Test
  void aCoreTakesNoQueueAway() {
    Set<Lane> before = Set.copyOf(model.topology().getLanesList());
    paste(copy("switch1"));
    assertThat(model.topology().getLanesList()).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void wiresThatWouldLeadNowhereAreDropped() {
    Topology fragment = copy("service1", "vip1");
    model.open(Topology.getDefaultInstance());
    paste(fragment);
    Service service = model.topology().getServices(0);
    assertThat(service.getVip()).isEqualTo("vip1");
    assertThat(service.getPool()).isEmpty();
    assertThat(model.topology().getVips(0).getNicsList()).isEmpty();
  }

  @Test
  void aCopyLiesBesideItsOriginal() {
    double x = model.topology().getLayoutOrThrow("vip1").getX();
    paste(copy("vip1"));
    assertThat(model.topology().getLayoutOrThrow("vip2").getX()).isEqualTo(x + 24);
  }

  /** As people write it: no layout, or the layout of one element and of a frame. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"backend1\": {\"x\": 900, \"y\": 2000}, \"numa:0\": {\"collapsed\": true}}",
        "{\"vip1\": {\"x\": 8, \"y\": 2000}, \"ghost\": {}}"
      })
  void everyElementIsPastedWhateverTheLayoutNames(String layout) throws TopologyFileException {
    Topology.Builder written = model.topology().toBuilder().clearLayout();
    written.putAllLayout(
        TopologyFiles.read("{\"layout\": " + layout + "}", Format.JSON, "test")
            .topology()
            .getLayoutMap());
    Map<String, Element> before = model.elements();
    Set<String> pasted = paste(written.build());
    assertThat(pasted).hasSize(9).doesNotContainAnyElementsOf(before.keySet());
    assertThat(model.elements()).hasSize(18);
    assertThat(model.undoNames()).first().isEqualTo("Paste 9 elements");
    assertThat(model.topology().getLayoutMap())
        .as("a place for each element, and nothing else")
        .containsOnlyKeys(model.elements().keySet());
    List<Area> areas = List.copyOf(Placement.areas(model.topology(), model.elements()).values());
    for (int i = 0; i < areas.size(); i++) {
      for (Area other : areas.subList(i + 1, areas.size())) {
        assertThat(areas.get(i)).matches(area -> !area.overlaps(other), "covers no other");
      }
    }
  }

  @Test
  void whatHoldsNoElementHoldsNothing() {
    Topology ghost = Topology.newBuilder().putLayout("ghost", Box.getDefaultInstance()).build();
    assertThat(Fragment.ids(ghost)).isEmpty();
    assertThat(Fragment.ids(Topology.newBuilder().addLanes(Lane.getDefaultInstance()).build()))
        .isEmpty();
  }

  @Test
  void severalBackendsAloneShareTheirPool() {
    Topology fragment = copy("backend1", "backend2");
    assertThat(fragment.getPoolsList()).hasSize(1);
    assertThat(Fragment.ids(fragment)).containsExactlyInAnyOrder("backend1", "backend2");
    paste(fragment);
    assertThat(model.topology().getPoolsList()).hasSize(1);
  }

  @Test
  void aPoolWhoseIdIsAnotherThingHereGetsAnother() {
    Topology fragment = copy("backend1");
    model.open(Topology.newBuilder().addVips(Vip.newBuilder().setId("pool1")).build());
    paste(fragment);
    assertThat(model.elements()).containsOnlyKeys("pool1", "pool2", "backend1");
    assertThat(model.element("backend1").orElseThrow().pool()).isEqualTo("pool2");
  }

  @Test
  void eachCopyIsClearOfTheOneBefore() {
    Topology fragment = copy("vip1", "service1");
    Point first = new Point(24, 24);
    assertThat(Fragment.clear(fragment, areas(), 24)).as("not on itself").isEqualTo(first);
    model.apply(Fragment.paste(model.topology(), fragment, first).edit());
    assertThat(Fragment.clear(fragment, areas(), 24)).isEqualTo(new Point(48, 48));
    model.open(Topology.getDefaultInstance());
    assertThat(Fragment.clear(fragment, areas(), 24)).as("where it was").isEqualTo(new Point(0, 0));
  }

  private Map<String, Area> areas() {
    return Placement.areas(model.topology(), model.elements());
  }

  @Test
  void aCornerIsTheTopLeftOfAll() {
    Topology moved = Fragment.at(copy("vip1", "service1"), new Point(80, 400));
    double dx =
        model.topology().getLayoutOrThrow("service1").getX()
            - model.topology().getLayoutOrThrow("vip1").getX();
    assertThat(moved.getLayoutOrThrow("vip1").getX()).isEqualTo(80);
    assertThat(moved.getLayoutOrThrow("vip1").getY()).isEqualTo(400);
    assertThat(moved.getLayoutOrThrow("service1").getX()).isEqualTo(80 + dx);
  }
}

package io.spinlane.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.Drawings;
import io.spinlane.v1.Backend;
import io.spinlane.v1.Lane;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
    Fragment.Paste paste = Fragment.paste(model.topology(), fragment, 24);
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
}

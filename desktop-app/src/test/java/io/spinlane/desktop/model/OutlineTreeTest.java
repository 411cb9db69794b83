package io.spinlane.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.Drawings;
import io.spinlane.desktop.Hosts;
import io.spinlane.v1.Backend;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import io.spinlane.v1.Vip;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What of a drawing is under what in the outline. */
class OutlineTreeTest {
  private final DesignModel model = new DesignModel();

  @BeforeEach
  void draw() {
    Drawings.small(model);
  }

  private Branch tree(Predicate<Branch> wanted) {
    return OutlineTree.of(model, Inventory.getDefaultInstance(), wanted);
  }

  private static List<String> lines(Branch branch) {
    List<String> lines = new ArrayList<>();
    add(lines, branch, "");
    return lines;
  }

  private static void add(List<String> lines, Branch branch, String indent) {
    for (Branch inner : branch.inner()) {
      lines.add(indent + inner.words());
      add(lines, inner, indent + "  ");
    }
  }

  @Test
  void wiresSayWhatIsUnderWhat() {
    assertThat(lines(tree(_ -> true)))
        .containsExactly(
            "NICs (2)",
            "  nic1",
            "    Queue 0 → switch1",
            "  nic2",
            "    Queue 0 → switch1",
            "Cores (2)",
            "  control1",
            "  switch1",
            "VIPs (1)",
            "  vip1",
            "    service1",
            "      pool1",
            "        backend1",
            "        backend2");
  }

  @Test
  void coresAreInThePiecesOfTheHost() {
    Branch cores = OutlineTree.of(model, Hosts.of(1, 2, 1, 1), _ -> true).inner().get(1);
    assertThat(lines(cores))
        .containsExactly("Package 0", "  NUMA 0", "    control1", "  NUMA 1", "    switch1");
    assertThat(cores.words()).isEqualTo("Cores (2)");
  }

  @Test
  void coresOnCpusTheHostDoesNotHaveAreBesideItsPieces() {
    Branch cores = OutlineTree.of(model, Hosts.of(1, 1, 1, 1), _ -> true).inner().get(1);
    assertThat(lines(cores)).containsExactly("Package 0 · NUMA 0", "  control1", "switch1");
  }

  @Test
  void aPoolOfTwoServicesIsUnderBothAndOneOfNoneInAGroupThatSaysSo() {
    model.open(
        Topology.newBuilder()
            .addVips(Vip.newBuilder().setId("www"))
            .addServices(Service.newBuilder().setId("http").setVip("www").setPool("web"))
            .addServices(
                Service.newBuilder()
                    .setId("https")
                    .setVip("www")
                    .setPool("web")
                    .setFallbackPool("spare"))
            .addServices(Service.newBuilder().setId("lost").setVip("gone").setPool("none"))
            .addPools(Pool.newBuilder().setId("web").addBackends(backend("web1")))
            .addPools(Pool.newBuilder().setId("spare"))
            .addPools(Pool.newBuilder().setId("old").addBackends(backend("old1")))
            .build());
    assertThat(lines(tree(_ -> true)))
        .containsExactly(
            "VIPs (1)",
            "  www",
            "    http",
            "      web",
            "        web1",
            "    https",
            "      web",
            "        web1",
            "      spare (fallback)",
            "Services without VIP (1)",
            "  lost",
            "Pools without service (1)",
            "  old",
            "    old1");
  }

  private static Backend backend(String id) {
    return Backend.newBuilder().setId(id).build();
  }

  @Test
  void whatLeadsToWhatIsWantedStays() {
    Branch found = tree(line -> line.words().contains("backend2") || line.words().contains("→"));
    assertThat(lines(found))
        .containsExactly(
            "NICs (2)",
            "  nic1",
            "    Queue 0 → switch1",
            "  nic2",
            "    Queue 0 → switch1",
            "VIPs (1)",
            "  vip1",
            "    service1",
            "      pool1",
            "        backend2");
    assertThat(tree(_ -> false).inner()).isEmpty();
  }

  @Test
  void manyServicesOnOneLargePoolCostNoMoreThanWhatIsDrawn() {
    Topology.Builder drawing = Topology.newBuilder().addVips(Vip.newBuilder().setId("www"));
    Pool.Builder pool = Pool.newBuilder().setId("web");
    for (int i = 0; i < 1000; i++) {
      drawing.addServices(Service.newBuilder().setId("s" + i).setVip("www").setPool("web"));
      pool.addBackends(backend("b" + i));
    }
    model.open(drawing.addPools(pool).build());
    Branch vip = tree(_ -> true).inner().getFirst().inner().getFirst();
    assertThat(vip.inner()).hasSize(1000);
    assertThat(vip.inner().getLast().inner().getFirst())
        .isSameAs(vip.inner().getFirst().inner().getFirst());
    assertThat(vip.fits(1_002_000)).isTrue();
    assertThat(vip.fits(1_001_999)).isFalse();
  }

  @Test
  void oneFindsTheWayToALine() {
    assertThat(tree(_ -> true).wayTo(line -> line.key().equals("backend2")))
        .extracting(Branch::key)
        .containsExactly("vips", "vip1", "service1", "pool1", "backend2");
    assertThat(tree(_ -> true).wayTo(_ -> false)).isEmpty();
  }

  @Test
  void aLineGoesOnUnderAnotherName() {
    List<Branch> before = backends();
    model.apply(Edits.rename("backend1", "web1"));
    assertThat(Branch.kept(before, backends()))
        .containsOnly(Map.entry("web1", "backend1"), Map.entry("backend2", "backend2"));
    model.apply(Edits.remove(model.elements(), Set.of("web1")));
    assertThat(Branch.kept(before, backends())).containsOnly(Map.entry("backend2", "backend2"));
  }

  private List<Branch> backends() {
    return tree(_ -> true).wayTo(line -> line.key().equals("pool1")).getLast().inner();
  }
}

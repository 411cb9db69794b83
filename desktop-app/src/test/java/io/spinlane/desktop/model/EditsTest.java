package io.spinlane.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.Drawings;
import io.spinlane.topology.rule.Rules;
import io.spinlane.v1.Lane;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;
import io.spinlane.v1.NicSide;
import io.spinlane.v1.Topology;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each edit does to everything that points at the element. */
class EditsTest {
  private final DesignModel model = new DesignModel();

  @BeforeEach
  void draw() {
    Drawings.small(model);
  }

  @Test
  void aDrawingMadeOfDefaultsHasNoErrors() {
    assertThat(Rules.hasErrors(Rules.check(model.topology())))
        .as(Rules.check(model.topology()).toString())
        .isFalse();
  }

  @Test
  void removingANicTakesItsLanesAndAnnouncementsAlong() {
    remove("nic1");
    assertThat(model.topology().getLanesList()).extracting(Lane::getNic).containsExactly("nic2");
    assertThat(model.topology().getVips(0).getNicsList()).isEmpty();
    assertThat(model.topology().getLayoutMap()).doesNotContainKey("nic1");
  }

  @Test
  void removingACoreTakesItsLanesAlong() {
    remove("switch1");
    assertThat(model.topology().getLanesList()).isEmpty();
  }

  @Test
  void removingAVipLeavesTheServiceWithoutOne() {
    remove("vip1");
    assertThat(model.topology().getServices(0).getVip()).isEmpty();
  }

  @Test
  void removingAPoolTakesItsBackendsAlong() {
    remove("pool1");
    assertThat(model.elements()).doesNotContainKeys("pool1", "backend1", "backend2");
    assertThat(model.topology().getServices(0).getPool()).isEmpty();
    assertThat(model.undoNames().getFirst()).isEqualTo("Delete 3 elements");
  }

  @Test
  void whatIsRemovedIsNoLongerSelected() {
    model.selection().select(List.of("nic1", "nic2"));
    remove("nic1");
    assertThat(model.selection().ids()).containsExactly("nic2");
  }

  @Test
  void aNewIdIsFollowedByEverythingThatPointsAtIt() {
    for (String id : List.of("nic1", "switch1", "vip1", "pool1", "backend1", "service1")) {
      model.apply(Edits.rename(id, id + "x"));
    }
    Topology topology = model.topology();
    assertThat(topology.getLanes(0)).extracting(Lane::getNic).isEqualTo("nic1x");
    assertThat(topology.getLanes(1)).extracting(Lane::getCore).isEqualTo("switch1x");
    assertThat(topology.getVips(0).getNicsList()).containsExactly("nic1x");
    assertThat(topology.getServices(0).getVip()).isEqualTo("vip1x");
    assertThat(topology.getServices(0).getPool()).isEqualTo("pool1x");
    assertThat(topology.getLayoutMap()).containsKeys("nic1x", "backend1x", "service1x");
    assertThat(topology.getLayoutMap()).hasSize(model.elements().size());
    assertThat(model.wires()).hasSize(7);
  }

  @Test
  void aQueueIsPolledByOneCoreOnly() {
    model.apply(Addition.plan(model, NewElement.SWITCH_CORE, Optional.empty()).edit());
    model.apply(Edits.connect(new Wire(Wire.Kind.LANE, "nic1", "switch2", 0)));
    assertThat(model.topology().getLanesList())
        .filteredOn(lane -> lane.getNic().equals("nic1"))
        .extracting(Lane::getCore)
        .containsExactly("switch2");
  }

  @Test
  void fewerQueuesMeanFewerLanes() {
    setQueues(2);
    Drawings.wire(model, "nic1", "switch1");
    assertThat(model.topology().getLanesList()).hasSize(3);
    setQueues(1);
    assertThat(model.topology().getLanesList()).hasSize(2);
  }

  private void setQueues(int queues) {
    model.endMerge();
    model.apply(
        Edits.set(
            "nic1",
            "queues",
            "Queues",
            message -> ((Nic) message).toBuilder().setQueues(queues).build()));
  }

  @Test
  void typingThroughASmallerNumberOfQueuesLosesNoLane() {
    setQueues(12);
    Drawings.wire(model, "nic1", "switch1");
    model.endMerge();
    for (int typed : new int[] {1, 14}) {
      model.apply(
          Edits.set(
              "nic1",
              "queues",
              "Queues",
              message -> ((Nic) message).toBuilder().setQueues(typed).build()));
    }
    assertThat(model.topology().getLanesList()).hasSize(3);
  }

  @Test
  void everyWireCanBeCutExceptThatOfABackend() {
    for (Wire wire : model.wires()) {
      boolean changed = model.apply(Edits.disconnect(List.of(wire)));
      assertThat(changed).as(wire.toString()).isEqualTo(wire.kind() != Wire.Kind.MEMBER);
      assertThat(model.wires().contains(wire)).isEqualTo(wire.kind() == Wire.Kind.MEMBER);
    }
  }

  @Test
  void aBackendMovesToTheOtherPool() {
    model.apply(Addition.plan(model, NewElement.POOL, Optional.empty()).edit());
    Drawings.wire(model, "pool2", "backend1");
    assertThat(model.element("backend1").orElseThrow().pool()).isEqualTo("pool2");
    assertThat(model.topology().getPools(0).getBackendsList()).hasSize(1);
  }

  @Test
  void aBackendWithoutAnyPoolBringsOneAlongInOneStep() {
    model.open(Topology.getDefaultInstance());
    model.apply(Addition.plan(model, NewElement.BACKEND, Optional.of(new Point(400, 8))).edit());
    assertThat(model.elements()).containsOnlyKeys("pool1", "backend1");
    model.undo();
    assertThat(model.elements()).isEmpty();
  }

  @Test
  void aBackendGoesToTheSelectedPoolElseToTheNearest() {
    model.apply(Addition.plan(model, NewElement.POOL, Optional.of(new Point(856, 600))).edit());
    Point below = new Point(1060, 600);
    model.apply(Addition.plan(model, NewElement.BACKEND, Optional.of(below)).edit());
    assertThat(model.element("backend3").orElseThrow().pool()).isEqualTo("pool2");
    model.selection().select(List.of("pool1"));
    model.apply(Addition.plan(model, NewElement.BACKEND, Optional.of(below)).edit());
    assertThat(model.element("backend4").orElseThrow().pool()).isEqualTo("pool1");
  }

  @Test
  void anotherDriverBringsItsOwnSettings() {
    Nic nic = model.topology().getNics(0);
    Nic changed = Nics.withDriver(nic, NicDriver.NIC_DRIVER_AF_PACKET);
    assertThat(changed.hasSim()).isFalse();
    assertThat(changed.hasAfPacket()).isTrue();
    assertThat(Nics.withDriver(nic, NicDriver.NIC_DRIVER_SIM)).isSameAs(nic);
  }

  @Test
  void newElementsTakeFreeIdsAddressesAndCpus() {
    Topology topology = model.topology();
    assertThat(topology.getNicsList())
        .extracting(Nic::getSide)
        .containsExactly(NicSide.NIC_SIDE_CLIENT, NicSide.NIC_SIDE_SERVER);
    assertThat(topology.getCoresList()).extracting("cpu").containsExactly(0, 1);
    assertThat(topology.getPools(0).getBackendsList())
        .extracting("address")
        .containsExactly("10.0.0.11", "10.0.0.12");
  }

  @Test
  void cardsNeverCoverEachOther() {
    for (int round = 0; round < 4; round++) {
      for (NewElement item : NewElement.values()) {
        model.apply(Addition.plan(model, item, Optional.empty()).edit());
      }
    }
    List<Area> areas = List.copyOf(Placement.areas(model.topology(), model.elements()).values());
    for (int i = 0; i < areas.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(areas.get(i).overlaps(areas.get(j))).as("%d and %d", i, j).isFalse();
      }
    }
  }

  @Test
  void whatIsNoLongerDrawnIsNotMoved() {
    Edit move = Edits.move(Map.of("nic1", new Point(8, 8)));
    remove("nic1");
    assertThat(model.apply(move)).isFalse();
  }

  private void remove(String id) {
    model.apply(Edits.remove(model.elements(), Set.of(id)));
  }
}

package io.spinlane.desktop.assign;

import static io.spinlane.desktop.assign.Hosts.drawing;
import static io.spinlane.desktop.assign.Hosts.host;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.assign.Proposal.Item;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.ReceiveQueue;
import io.spinlane.v1.DeviceInfo;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicSide;
import io.spinlane.v1.SimSettings;
import io.spinlane.v1.Topology;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoAssignTest {
  private static Proposal propose(Topology topology, @Nullable Inventory host, boolean all) {
    Locality locality = Locality.of(host);
    return AutoAssign.propose(
        topology,
        locality,
        Loads.of(topology, locality, Loads.UNMEASURED),
        all ? ReceiveQueue.of(topology) : AutoAssign.unassigned(topology));
  }

  private static String lanes(Proposal proposal) {
    return proposal.items().stream()
        .map(item -> item.queue().id() + "=" + item.core())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest(name = "{0}: {1} on {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "spread evenly; eth0:4|ctl@0 a@1 b@2; -; eth0/0=a eth0/1=b eth0/2=a eth0/3=b",
        "what has a core stays; eth0:3|ctl@0 a@1 b@2|eth0/1=a; -; eth0/0=b eth0/1=a eth0/2=a",
        "each node its own; eth0:2 eth1:2|ctl@0 a@1 b@5; node:2 core:4 nic:2;"
            + " eth0/0=a eth0/1=a eth1/0=b eth1/1=b",
        "the nearest, if none is near; eth1:1|ctl@0 a@1 b@2 c@3 d@4 e@5 f@6 g@7;"
            + " node:2 core:8 nic:2; eth1/0=switch1",
        "far, if nothing else is left; eth1:2|ctl@0 a@1 b@2 c@3;"
            + " node:2 core:2 nic:2; eth1/0=b eth1/1=c",
        "siblings apart; eth0:4|ctl@0 a@2 b@3 c@4 d@5; core:4 pu:2 nic:1;"
            + " eth0/0=a eth0/1=c eth0/2=a eth0/3=c",
        "not beside the control core; eth0:2|ctl@0 a@1 b@2; core:4 pu:2 nic:1; eth0/0=b eth0/1=b",
        "rather a new core than beside it; eth0:1|ctl@0 a@1; core:2 pu:2 nic:1; eth0/0=switch1",
        "unless there is no other; eth0:1|ctl@0 a@1; core:1 pu:2 nic:1; eth0/0=a",
        "a good order is left alone; eth0:4|ctl@0 a@1 b@2|eth0/0=a eth0/1=a eth0/2=b eth0/3=b; -;"
            + " eth0/0=a eth0/1=a eth0/2=b eth0/3=b",
        "one move mends; eth0:4|ctl@0 a@1 b@2 c@3|eth0/0=a eth0/1=a eth0/2=b eth0/3=b; -;"
            + " eth0/0=c eth0/1=a eth0/2=b eth0/3=b",
        "new cores where none is drawn; eth0:2 eth1:1|; node:2 core:4 nic:2;"
            + " eth0/0=switch1 eth0/1=switch2 eth1/0=switch3",
        "never the control core's CPU; eth0:1|ctl@1 a@1 b@2; -; eth0/0=b",
        "no core, no host: nothing; eth0:1|ctl@0; -; eth0/0=",
        "a CPU kept from the agent is none; eth0:1|ctl@0 a@9 b@1; core:2 nic:1; eth0/0=b"
      })
  void proposes(String what, String drawn, String host, String expected) {
    Inventory inventory = host.equals("-") ? null : host(host);
    Proposal proposal = propose(drawing(drawn), inventory, true);
    assertThat(lanes(proposal)).as(what).isEqualTo(expected == null ? "eth0/0=" : expected);
  }

  @Test
  void onlyQueuesWithoutACoreMoveIfAskedFor() {
    Topology topology = drawing("eth0:4|ctl@0 a@1 b@2|eth0/0=a eth0/1=a eth0/2=gone");
    Proposal proposal = propose(topology, null, false);
    assertThat(lanes(proposal)).isEqualTo("eth0/2=b eth0/3=b");
    assertThat(proposal.items()).extracting(Item::before).containsExactly("gone", "");
  }

  @Test
  void aMeasuredRateOutweighsAnother() {
    Topology topology = drawing("eth0:4|ctl@0 a@1 b@2");
    Map<Integer, Double> pps = Map.of(0, 900.0, 1, 100.0, 2, 400.0, 3, 400.0);
    Locality nowhere = Locality.of(null);
    Map<ReceiveQueue, Load> loads =
        Loads.of(topology, nowhere, queue -> pps.getOrDefault(queue.number(), Double.NaN));
    Proposal proposal = AutoAssign.propose(topology, nowhere, loads, ReceiveQueue.of(topology));
    assertThat(lanes(proposal)).isEqualTo("eth0/0=a eth0/1=b eth0/2=b eth0/3=b");
    assertThat(proposal.items().getFirst().why())
        .isEqualTo("any core is equally near · the core then carries 900 pps of 1.8 kpps");
    assertThat(proposal.items().getFirst().load().text()).isEqualTo("900 pps measured");
  }

  @Test
  void aSmallDifferenceIsNoReasonToMove() {
    Topology topology = drawing("eth0:2|ctl@0 a@1 b@2|eth0/0=b eth0/1=a");
    Locality nowhere = Locality.of(null);
    Map<ReceiveQueue, Load> loads =
        Loads.of(topology, nowhere, queue -> queue.number() == 0 ? 100 : 101);
    Proposal proposal = AutoAssign.propose(topology, nowhere, loads, ReceiveQueue.of(topology));
    assertThat(proposal.items()).noneMatch(Item::changes);
    assertThat(proposal.items().getFirst().why()).startsWith("stays where it is");
  }

  @Test
  void declaredRatesComeFromTheSimulationAndFromLinks() {
    Nic.Builder client =
        drawing("sim0:2|").getNics(0).toBuilder()
            .setSide(NicSide.NIC_SIDE_CLIENT)
            .setSim(
                SimSettings.newBuilder()
                    .setConnectionsPerSecond(100)
                    .setRequestBytes(200)
                    .setResponseBytes(2 * 1460));
    Nic.Builder server = client.clone().setId("sim1").setQueues(1).setSide(NicSide.NIC_SIDE_SERVER);
    Topology topology =
        drawing("eth0:2 eth9:1|").toBuilder().addNics(client).addNics(server).build();
    Inventory host =
        Inventory.newBuilder()
            .addDevices(DeviceInfo.newBuilder().setName("eth0").setSpeedBitsPerSecond(16_000_000))
            .build();
    Map<ReceiveQueue, Load> loads = Loads.of(topology, Locality.of(host), Loads.UNMEASURED);
    assertThat(pps(loads, "eth0")).as("half of 16 Mb/s in frames of 1000 bytes").isEqualTo(1000);
    assertThat(pps(loads, "sim0")).as("half of 100 × (3 + 1 + 1)").isEqualTo(250);
    assertThat(pps(loads, "sim1")).as("100 × (3 + 2)").isEqualTo(500);
    Load unknown = loads.get(new ReceiveQueue("eth9", 0));
    assertThat(unknown).isEqualTo(new Load(600, Load.Source.EVEN));
  }

  private static double pps(Map<ReceiveQueue, Load> loads, String nic) {
    Load load = loads.get(new ReceiveQueue(nic, 0));
    return load == null ? Double.NaN : load.packetsPerSecond();
  }

  @Test
  void saysWhatElsePeopleShouldKnow() {
    Proposal proposal = propose(drawing("eth0:2|ctl@0 a@2 b@3"), host("core:4 pu:2 nic:1"), true);
    assertThat(proposal.notes())
        .extracting(Reason::text)
        .containsExactly(
            "CPU 0 is kept free for the control core, and so is its SMT sibling 1.",
            "b gets no queue: it shares a physical core with a.");
    assertThat(propose(drawing("eth0:1|ctl@0 a@1"), null, true).notes())
        .extracting(Reason::text)
        .first()
        .asString()
        .startsWith("No host is known");
  }

  @Test
  void acceptingSomeChangesOnlyThoseInOneStep() {
    DesignModel model = new DesignModel();
    model.open(drawing("eth0:3 eth1:1|ctl@0 a@1"));
    Topology before = model.topology();
    Proposal proposal = propose(before, host("node:2 core:4 nic:2"), true);
    ReceiveQueue near = new ReceiveQueue("eth0", 1);
    ReceiveQueue far = new ReceiveQueue("eth1", 0);
    model.apply(proposal.edit(List.of(near)));
    assertThat(model.topology().getLanesList()).hasSize(1);
    assertThat(model.topology().getCoresList()).as("no core that nobody needs").hasSize(2);
    model.undo();
    assertThat(model.topology()).isEqualTo(before);
    model.apply(proposal.edit(List.of(near, far)));
    assertThat(model.undoNames()).containsExactly("Assign 2 queues");
    assertThat(model.topology().getCoresList()).extracting("id").contains("switch1");
    assertThat(model.topology().getLayoutMap()).containsKey("switch1");
  }

  @Test
  void aPersonMayChooseAnotherCore() {
    Topology topology = drawing("eth0:2|ctl@0 a@1 b@5");
    Proposal proposal = propose(topology, host("node:2 core:4 nic:2"), true);
    ReceiveQueue queue = new ReceiveQueue("eth0", 0);
    Proposal changed = proposal.with(queue, "b");
    assertThat(changed.items().getFirst().why())
        .startsWith("chosen by hand, on another NUMA node (distance 20)");
    assertThat(changed.shares(List.of(queue)).get("b"))
        .isEqualTo(new Proposal.Share(1, loadOf(changed)));
    assertThat(changed.edit(List.of(queue)).change().apply(topology).getLanes(0).getCore())
        .isEqualTo("b");
  }

  private static double loadOf(Proposal proposal) {
    return proposal.items().getFirst().load().packetsPerSecond();
  }
}

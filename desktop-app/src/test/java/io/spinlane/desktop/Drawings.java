package io.spinlane.desktop;

import io.spinlane.desktop.model.Addition;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.NewElement;
import io.spinlane.desktop.model.Verdict;
import io.spinlane.desktop.model.WireRules;
import io.spinlane.v1.Backend;
import io.spinlane.v1.Box;
import io.spinlane.v1.Core;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.Lane;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;
import io.spinlane.v1.NicSide;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Protocol;
import io.spinlane.v1.Service;
import io.spinlane.v1.SimSettings;
import io.spinlane.v1.Topology;
import io.spinlane.v1.Vip;
import java.util.Optional;

/** Drawings that tests start from. */
public final class Drawings {
  private Drawings() {}

  /** Two simulated NICs, a control and a switch core, one service over two back-ends, all wired. */
  public static void small(DesignModel model) {
    for (NewElement item :
        new NewElement[] {
          NewElement.SIM_NIC,
          NewElement.SIM_NIC,
          NewElement.CONTROL_CORE,
          NewElement.SWITCH_CORE,
          NewElement.VIP,
          NewElement.SERVICE,
          NewElement.POOL,
          NewElement.BACKEND,
          NewElement.BACKEND
        }) {
      model.apply(Addition.plan(model, item, Optional.empty()).edit());
    }
    wire(model, "nic1", "switch1");
    wire(model, "nic2", "switch1");
    wire(model, "nic1", "vip1");
    wire(model, "vip1", "service1");
    wire(model, "service1", "pool1");
  }

  /** Wires two elements the way a person would, by the rules. */
  public static void wire(DesignModel model, String from, String to) {
    Element start = model.element(from).orElseThrow();
    Element end = model.element(to).orElseThrow();
    Verdict verdict = WireRules.check(model.topology(), start, WireRules.ANY_QUEUE, end);
    if (verdict instanceof Verdict.Allowed(var wire)) {
      model.apply(Edits.connect(wire));
    } else {
      throw new AssertionError(verdict.toString());
    }
  }

  /** A switch with about this many elements, laid out in lanes. */
  public static Topology large(int elements) {
    Topology.Builder topology = Topology.newBuilder().setName("large");
    Shelf shelf = new Shelf(topology);
    for (int i = 0; i < 2; i++) {
      String id = i == 0 ? "ext0" : "int0";
      topology.addNics(
          Nic.newBuilder()
              .setId(id)
              .setDriver(NicDriver.NIC_DRIVER_SIM)
              .setSim(SimSettings.newBuilder().setSeed(1))
              .setSide(i == 0 ? NicSide.NIC_SIDE_CLIENT : NicSide.NIC_SIDE_SERVER)
              .setQueues(8)
              .addAddresses(i == 0 ? "203.0.113.1/24" : "10.0.0.1/16"));
      shelf.put(id, 0);
    }
    topology.addCores(Core.newBuilder().setId("ctl").setRole(CoreRole.CORE_ROLE_CONTROL));
    shelf.put("ctl", 1);
    for (int i = 0; i < 8; i++) {
      String core = "sw" + i;
      topology.addCores(
          Core.newBuilder().setId(core).setCpu(i + 1).setRole(CoreRole.CORE_ROLE_SWITCH));
      shelf.put(core, 1);
      topology.addLanes(Lane.newBuilder().setNic("ext0").setQueue(i).setCore(core));
      topology.addLanes(Lane.newBuilder().setNic("int0").setQueue(i).setCore(core));
    }
    int groups = (elements - 11) / 10;
    for (int i = 0; i < groups; i++) {
      group(topology, shelf, i);
    }
    return topology.build();
  }

  /** A VIP, its service, its pool and seven back-ends. */
  private static void group(Topology.Builder topology, Shelf shelf, int i) {
    topology.addVips(
        Vip.newBuilder().setId("vip" + i).setAddress("203.0.113." + (10 + i)).addNics("ext0"));
    topology.addServices(
        Service.newBuilder()
            .setId("service" + i)
            .setVip("vip" + i)
            .setProtocol(Protocol.PROTOCOL_TCP)
            .addPorts("80")
            .setPool("pool" + i));
    Pool.Builder pool = Pool.newBuilder().setId("pool" + i);
    shelf.put("vip" + i, 2 + i % 2);
    shelf.put("service" + i, 4 + i % 2);
    shelf.put("pool" + i, 6 + i % 2);
    for (int k = 0; k < 7; k++) {
      String id = "web" + i + "-" + k;
      pool.addBackends(
          Backend.newBuilder().setId(id).setAddress("10.0." + i + "." + (10 + k)).setPort(8080));
      shelf.put(id, 8 + (i + k) % 14);
    }
    topology.addPools(pool);
  }

  /** Stacks cards in columns. */
  private static final class Shelf {
    private final Topology.Builder topology;
    private final int[] rows = new int[22];

    Shelf(Topology.Builder topology) {
      this.topology = topology;
    }

    void put(String id, int column) {
      Box box = Box.newBuilder().setX(24 + column * 208).setY(48 + rows[column]++ * 128).build();
      topology.putLayout(id, box);
    }
  }
}

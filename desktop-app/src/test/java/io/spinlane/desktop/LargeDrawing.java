package io.spinlane.desktop;

import io.spinlane.desktop.model.Placement;
import io.spinlane.v1.Backend;
import io.spinlane.v1.Box;
import io.spinlane.v1.Core;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.ForwardingMode;
import io.spinlane.v1.Lane;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;
import io.spinlane.v1.NicSide;
import io.spinlane.v1.Note;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Protocol;
import io.spinlane.v1.Scheduler;
import io.spinlane.v1.Service;
import io.spinlane.v1.SimSettings;
import io.spinlane.v1.Topology;
import io.spinlane.v1.Vip;

/** Drawings as large as one asks for, valid and fully wired: a host with many cores and servers. */
public final class LargeDrawing {
  private static final int NICS = 8;
  private static final int QUEUES = 8;
  private static final int CORE_COLUMNS = 4;

  /** Back-ends of one service; each service has a VIP and a pool of its own. */
  private static final int BACKENDS = 10;

  private LargeDrawing() {}

  /**
   * A drawing.
   *
   * @param elements how many, at least 90
   */
  public static Topology of(int elements) {
    int switchCores = Math.min(63, elements / 8);
    Topology.Builder drawing = Topology.newBuilder().setName("large");
    for (int n = 0; n < NICS; n++) {
      drawing.addNics(nic(n));
      place(drawing, "nic" + n, 0, n * 3);
    }
    drawing.addCores(core("ctl", 0, CoreRole.CORE_ROLE_CONTROL));
    place(drawing, "ctl", 1, 0);
    for (int c = 1; c <= switchCores; c++) {
      drawing.addCores(core("sw" + c, c, CoreRole.CORE_ROLE_SWITCH));
      place(drawing, "sw" + c, 1 + c % CORE_COLUMNS, c / CORE_COLUMNS * 2);
    }
    for (int queue = 0; queue < NICS * QUEUES; queue++) {
      drawing.addLanes(
          Lane.newBuilder()
              .setNic("nic" + queue / QUEUES)
              .setQueue(queue % QUEUES)
              .setCore("sw" + (1 + queue % switchCores)));
    }
    int left = elements - NICS - 1 - switchCores;
    for (int s = 0; left > 3; s++) {
      int backends = Math.min(BACKENDS, left - 3);
      addService(drawing, s, backends);
      left -= 3 + backends;
    }
    for (int n = 0; n < left; n++) {
      drawing.addNotes(Note.newBuilder().setId("note" + n).setText("Ask the network team first."));
      place(drawing, "note" + n, 0, 3 * NICS + n);
    }
    return drawing.build();
  }

  private static void place(Topology.Builder drawing, String id, int column, int row) {
    drawing.putLayout(
        id,
        Box.newBuilder()
            .setX(Placement.COLUMN_X + column * Placement.COLUMN_STEP)
            .setY(Placement.FIRST_Y + row * 104.0)
            .build());
  }

  private static void addService(Topology.Builder drawing, int s, int backends) {
    drawing.addVips(
        Vip.newBuilder()
            .setId("vip" + s)
            .setAddress("203.0." + (113 + s / 200) + "." + (20 + s % 200))
            .addNics("nic" + s % NICS / 2 * 2));
    Pool.Builder pool = Pool.newBuilder().setId("pool" + s);
    for (int b = 0; b < backends; b++) {
      pool.addBackends(
          Backend.newBuilder()
              .setId("web" + s + "-" + b)
              .setAddress("10.0." + s + "." + (11 + b))
              .setPort(8080));
      place(drawing, "web" + s + "-" + b, CORE_COLUMNS + 4 + b, s);
    }
    drawing.addPools(pool);
    place(drawing, "vip" + s, CORE_COLUMNS + 1, s);
    place(drawing, "service" + s, CORE_COLUMNS + 2, s);
    place(drawing, "pool" + s, CORE_COLUMNS + 3, s);
    drawing.addServices(
        Service.newBuilder()
            .setId("service" + s)
            .setVip("vip" + s)
            .setProtocol(Protocol.PROTOCOL_TCP)
            .addPorts("80")
            .setPool("pool" + s)
            .setMode(ForwardingMode.FORWARDING_MODE_NAT)
            .setScheduler(Scheduler.SCHEDULER_MAGLEV));
  }

  private static Nic nic(int n) {
    boolean client = n % 2 == 0;
    return Nic.newBuilder()
        .setId("nic" + n)
        .setDriver(NicDriver.NIC_DRIVER_SIM)
        .setSide(client ? NicSide.NIC_SIDE_CLIENT : NicSide.NIC_SIDE_SERVER)
        .setQueues(QUEUES)
        .addAddresses(client ? "203.0.113." + (n + 1) + "/16" : "10.0.0." + (n + 1) + "/16")
        .setSim(SimSettings.newBuilder().setSeed(n))
        .build();
  }

  private static Core core(String id, int cpu, CoreRole role) {
    return Core.newBuilder().setId(id).setCpu(cpu).setRole(role).build();
  }
}

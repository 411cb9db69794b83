package io.spinlane.topology.diff;

import io.spinlane.v1.Core;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.ForwardingMode;
import io.spinlane.v1.Lane;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;
import io.spinlane.v1.NicSide;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Protocol;
import io.spinlane.v1.Scheduler;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import io.spinlane.v1.Vip;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** Draws like a person who leaves no errors behind, under names nobody else uses. */
final class SoundDrawing {
  private final Random random;
  private final Topology.Builder drawing;
  private final String names;
  private final int number;
  private int drawn;

  /**
   * Goes on with a drawing.
   *
   * @param who a number of this person, 1 to 9
   */
  SoundDrawing(Topology from, int who, Random random) {
    this.random = random;
    drawing = from.toBuilder();
    names = "x" + who + "-";
    number = who;
  }

  Topology drawing() {
    return drawing.build();
  }

  /** NICs, cores, a lane for each queue, and services on VIPs. */
  static Topology base(Random random) {
    SoundDrawing from = new SoundDrawing(Topology.getDefaultInstance(), 1, random);
    from.drawing.addCores(
        Core.newBuilder().setId("ctl").setCpu(0).setRole(CoreRole.CORE_ROLE_CONTROL));
    for (int i = 0; i < 3; i++) {
      from.addNic();
      from.addVip();
      from.addPool();
    }
    for (int i = 0; i < 4; i++) {
      from.addService();
    }
    return from.drawing();
  }

  /** One thing that people do. */
  void edit() {
    switch (random.nextInt(16)) {
      case 0 -> addNic();
      case 1, 2 -> addVip();
      case 3, 4 -> addPool();
      case 5, 6 -> addService();
      case 7 -> removeAService();
      case 8 -> removeVip(any(drawing.getVipsList()).getId());
      case 9 -> removePool(any(drawing.getPoolsList()).getId());
      case 10 -> removeNic(any(drawing.getNicsList()));
      case 11 -> removeCore();
      case 12 -> moveService();
      case 13 -> addBackend(drawing.getPoolsBuilder(random.nextInt(drawing.getPoolsCount())));
      case 14 -> weigh();
      default -> drawing.setDescription(names + random.nextInt(3));
    }
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String name(String kind) {
    return names + kind + drawn++;
  }

  private void addNic() {
    String id = name("nic");
    String core = name("core");
    int queues = 1 + random.nextInt(2);
    drawing.addNics(
        Nic.newBuilder()
            .setId(id)
            .setDriver(NicDriver.NIC_DRIVER_SIM)
            .setSide(NicSide.NIC_SIDE_BOTH)
            .setQueues(queues)
            .addAddresses("10." + number + "." + drawn + ".1/8"));
    drawing.addCores(
        Core.newBuilder()
            .setId(core)
            .setCpu(100 * number + drawn)
            .setRole(CoreRole.CORE_ROLE_SWITCH));
    for (int queue = 0; queue < queues; queue++) {
      drawing.addLanes(Lane.newBuilder().setNic(id).setQueue(queue).setCore(core));
    }
  }

  private void addVip() {
    String id = name("vip");
    drawing.addVips(
        Vip.newBuilder()
            .setId(id)
            .setAddress("192.0." + number + "." + drawn)
            .addNics(any(drawing.getNicsList()).getId()));
  }

  private void addPool() {
    drawing.addPools(Pool.newBuilder().setId(name("pool")));
    addBackend(drawing.getPoolsBuilder(drawing.getPoolsCount() - 1));
  }

  private void addBackend(Pool.Builder pool) {
    String id = name("server");
    pool.addBackendsBuilder()
        .setId(id)
        .setAddress("10.9" + number + "." + drawn + ".7")
        .setPort(80);
  }

  private void addService() {
    String id = name("service");
    drawing.addServices(
        Service.newBuilder()
            .setId(id)
            .setVip(any(drawing.getVipsList()).getId())
            .setProtocol(Protocol.PROTOCOL_TCP)
            .addPorts(Integer.toString(1000 * number + drawn))
            .setPool(any(drawing.getPoolsList()).getId())
            .setMode(ForwardingMode.FORWARDING_MODE_NAT)
            .setScheduler(Scheduler.SCHEDULER_MAGLEV));
  }

  private void moveService() {
    if (drawing.getServicesCount() > 0) {
      Service.Builder service =
          drawing.getServicesBuilder(random.nextInt(drawing.getServicesCount()));
      service.setVip(any(drawing.getVipsList()).getId());
      service.setPool(any(drawing.getPoolsList()).getId());
      service.setFallbackPool(any(drawing.getPoolsList()).getId());
      if (service.getFallbackPool().equals(service.getPool())) {
        service.clearFallbackPool();
      }
    }
  }

  private void weigh() {
    Pool.Builder pool = drawing.getPoolsBuilder(random.nextInt(drawing.getPoolsCount()));
    pool.getBackendsBuilder(random.nextInt(pool.getBackendsCount())).setWeight(random.nextInt(200));
  }

  private void removeAService() {
    if (drawing.getServicesCount() > 0) {
      Service gone = any(drawing.getServicesList());
      removeService(gone::equals);
    }
  }

  private void removeService(Predicate<Service> meant) {
    List<Service> left = drawing.getServicesList().stream().filter(meant.negate()).toList();
    drawing.clearServices().addAllServices(left);
  }

  private void removeVip(String id) {
    List<Vip> left = drawing.getVipsList().stream().filter(vip -> !vip.getId().equals(id)).toList();
    if (!left.isEmpty()) {
      drawing.clearVips().addAllVips(left);
      removeService(service -> service.getVip().equals(id));
    }
  }

  private void removePool(String id) {
    List<Pool> left =
        drawing.getPoolsList().stream().filter(pool -> !pool.getId().equals(id)).toList();
    if (!left.isEmpty()) {
      drawing.clearPools().addAllPools(left);
      removeService(service -> service.getPool().equals(id));
      for (Service.Builder service : drawing.getServicesBuilderList()) {
        if (service.getFallbackPool().equals(id)) {
          service.clearFallbackPool();
        }
      }
    }
  }

  /** Nobody removes the first: two who each remove what they can spare would leave none. */
  private void removeNic(Nic gone) {
    if (gone.equals(drawing.getNics(0))) {
      return;
    }
    String id = gone.getId();
    drawing.removeNics(drawing.getNicsList().indexOf(gone));
    removeLanes(lane -> lane.getNic().equals(id));
    for (Vip.Builder vip : drawing.getVipsBuilderList()) {
      List<String> nics = vip.getNicsList().stream().filter(nic -> !nic.equals(id)).toList();
      vip.clearNics().addAllNics(nics.isEmpty() ? List.of(drawing.getNics(0).getId()) : nics);
    }
  }

  private void removeCore() {
    List<Core> cores =
        drawing.getCoresList().stream()
            .filter(core -> core.getRole() == CoreRole.CORE_ROLE_SWITCH)
            .toList();
    if (cores.size() > 1) {
      String gone = cores.getFirst().getId();
      drawing.removeCores(drawing.getCoresList().indexOf(cores.getFirst()));
      for (Lane.Builder lane : drawing.getLanesBuilderList()) {
        if (lane.getCore().equals(gone)) {
          lane.setCore(cores.getLast().getId());
        }
      }
    }
  }

  private void removeLanes(Predicate<Lane> meant) {
    List<Lane> left = drawing.getLanesList().stream().filter(meant.negate()).toList();
    drawing.clearLanes().addAllLanes(left);
  }
}

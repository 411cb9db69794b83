package io.spinlane.desktop.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.Hosts;
import io.spinlane.desktop.host.InventoryImport.Found;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Frame;
import io.spinlane.desktop.model.Frames;
import io.spinlane.desktop.model.Placement;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.CpuInfo;
import io.spinlane.v1.DeviceInfo;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Topology;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InventoryImportTest {
  private static final Inventory HOST =
      Inventory.newBuilder()
          .addDevices(DeviceInfo.newBuilder().setName("lo").setLoopback(true))
          .addDevices(DeviceInfo.newBuilder().setName("eth1"))
          .addDevices(DeviceInfo.newBuilder().setName("eth2.10"))
          .addCpus(CpuInfo.newBuilder().setCpu(0).setAvailable(true))
          .addCpus(CpuInfo.newBuilder().setCpu(1).setAvailable(true))
          .addCpus(CpuInfo.newBuilder().setCpu(2))
          .build();

  private final DesignModel model = new DesignModel();

  @Test
  void manyCoresStandInRowsAndTheirFramesApart() {
    for (Inventory host : new Inventory[] {Hosts.of(2, 1, 1, 32), Hosts.of(2, 2, 2, 8)}) {
      model.open(Topology.getDefaultInstance());
      model.apply(InventoryImport.draw(model, InventoryImport.missing(model.topology(), host)));
      Map<String, Area> areas = Placement.areas(model.topology(), model.elements());
      assertThat(areas).hasSize(64);
      List<Frame> frames = Frames.of(model.topology(), areas, host);
      for (Frame one : frames) {
        for (Frame other : frames) {
          boolean apart = one.equals(other) || one.depth() != other.depth();
          assertThat(apart || !one.area().overlaps(other.area())).as(one + " " + other).isTrue();
        }
      }
      Area all = areas.values().stream().reduce(Area::union).orElseThrow();
      assertThat(all.height()).as("no tall column").isLessThan(2.5 * all.width());
    }
  }

  @Test
  void theWayOutOfTheHostIsSaidAndNotSuggested() {
    Found.Device out =
        new Found.Device(
            DeviceInfo.newBuilder()
                .setName("eth0")
                .setNumaNode(-1)
                .setDefaultRoute(true)
                .addAddresses("fe80::fc:ff:fe00:1/64")
                .addAddresses("192.0.2.2/24")
                .build());
    assertThat(out.suggested()).isFalse();
    assertThat(out.title())
        .isEqualTo(
            "eth0 · 1 receive queue · the host's own way out, better left to it · 192.0.2.2/24");
    assertThat(InventoryImport.missing(model.topology(), HOST)).allMatch(Found::suggested);
  }

  @Test
  void drawsWhatIsMissingInOneStep() {
    List<Found> missing = InventoryImport.missing(model.topology(), HOST);
    assertThat(missing).hasSize(4);
    model.apply(InventoryImport.draw(model, missing));
    assertThat(model.elements()).containsOnlyKeys("eth1", "eth2-10", "control0", "switch1");
    assertThat(model.topology().getCoresList())
        .extracting(core -> core.getRole())
        .containsExactly(CoreRole.CORE_ROLE_CONTROL, CoreRole.CORE_ROLE_SWITCH);
    assertThat(model.topology().getNicsList())
        .extracting(nic -> nic.getDevice())
        .containsExactly("eth1", "eth2.10");
    assertThat(InventoryImport.missing(model.topology(), HOST)).isEmpty();
    model.undo();
    assertThat(model.elements()).isEmpty();
  }
}

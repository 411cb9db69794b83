package io.spinlane.desktop.host;

import com.google.protobuf.Message;
import io.spinlane.desktop.layout.AutoLayout;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Drawing;
import io.spinlane.desktop.model.Edit;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Frames;
import io.spinlane.desktop.model.LaneColumns;
import io.spinlane.desktop.model.Placement;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.AfPacketSettings;
import io.spinlane.v1.Core;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.CpuInfo;
import io.spinlane.v1.DeviceInfo;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;
import io.spinlane.v1.NicSide;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Draws what a host has and the drawing does not show yet. Pure. */
public final class InventoryImport {
  /** Something found: a network device or a CPU. */
  public sealed interface Found {
    /** What people see in the list. */
    String title();

    /** It can be handed to the switch without a second thought. */
    default boolean suggested() {
      return true;
    }

    /** A network device. */
    record Device(DeviceInfo info) implements Found {
      @Override
      public String title() {
        return InventoryText.device(info);
      }

      /** A host whose way to elsewhere is taken away may be out of reach for those who did it. */
      @Override
      public boolean suggested() {
        return !info.getDefaultRoute();
      }
    }

    /** A CPU. */
    record Cpu(CpuInfo info) implements Found {
      @Override
      public String title() {
        return InventoryText.cpu(info);
      }
    }
  }

  /** Below cores that are drawn already, for the frame around them and its successor's title. */
  private static final double ROOM = 88;

  private InventoryImport() {}

  /** What a host has, in a line. */
  public static String summary(Inventory inventory) {
    return InventoryText.summary(inventory);
  }

  /** What the host has and the drawing does not: devices, then CPUs the agent may use. */
  public static List<Found> missing(Topology topology, Inventory inventory) {
    Set<String> devices =
        topology.getNicsList().stream().map(Nic::getDevice).collect(Collectors.toSet());
    Set<Integer> cpus =
        topology.getCoresList().stream().map(Core::getCpu).collect(Collectors.toSet());
    List<Found> missing = new ArrayList<>();
    for (DeviceInfo device : inventory.getDevicesList()) {
      if (!device.getLoopback() && !devices.contains(device.getName())) {
        missing.add(new Found.Device(device));
      }
    }
    for (CpuInfo cpu : inventory.getCpusList()) {
      if (cpu.getAvailable() && !cpus.contains(cpu.getCpu())) {
        missing.add(new Found.Cpu(cpu));
      }
    }
    return missing;
  }

  /** Draws these, as one step that can be undone; the first CPU controls if none does yet. */
  public static Edit draw(DesignModel model, List<Found> chosen) {
    return Edit.of(
        Texts.count("edit.import", chosen.size()),
        topology -> {
          Topology result = topology;
          int switchCores = switchCores(topology, chosen);
          for (Found found : chosen) {
            Element element = element(result, found, switchCores);
            result = Edits.add(element, Placement.free(result, element)).change().apply(result);
          }
          return arranged(topology, result, chosen);
        });
  }

  /** New cores in rows, with room for a frame around those that share something. */
  private static Topology arranged(Topology before, Topology drawn, List<Found> chosen) {
    Inventory.Builder host = Inventory.newBuilder();
    for (Found found : chosen) {
      if (found instanceof Found.Cpu(CpuInfo cpu)) {
        host.addCpus(cpu);
      }
    }
    Map<String, Element> elements = Drawing.index(drawn);
    Set<String> cores =
        drawn.getCoresList().stream()
            .map(Core::getId)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    before.getCoresList().forEach(core -> cores.remove(core.getId()));
    Map<String, Area> areas = Placement.areas(drawn, elements);
    double top =
        cores.stream()
            .mapToDouble(id -> Objects.requireNonNull(areas.get(id), id).y())
            .min()
            .orElse(Placement.FIRST_Y);
    AutoLayout layout =
        new AutoLayout(
                elements, List.of(), areas, cores, top + (before.getCoresCount() > 0 ? ROOM : 0))
            .grouped(Frames.innermost(drawn, host.build()));
    boolean others = drawn.getVipsCount() + drawn.getServicesCount() + drawn.getPoolsCount() > 0;
    if (others) {
      layout.within(LaneColumns.of(elements.values(), areas)); // what is drawn stays
    }
    return Edits.move(layout.places(() -> false)).change().apply(drawn);
  }

  /** How many switch cores there will be; the first core of a drawing without any controls. */
  private static int switchCores(Topology topology, List<Found> chosen) {
    long cpus = chosen.stream().filter(found -> found instanceof Found.Cpu).count();
    long drawn =
        topology.getCoresList().stream()
            .filter(core -> core.getRole() == CoreRole.CORE_ROLE_SWITCH)
            .count();
    boolean controlled =
        topology.getCoresList().stream()
            .anyMatch(core -> core.getRole() == CoreRole.CORE_ROLE_CONTROL);
    return (int) (drawn + cpus - (controlled || cpus == 0 ? 0 : 1));
  }

  private static Element element(Topology topology, Found found, int switchCores) {
    return switch (found) {
      case Found.Device(DeviceInfo device) -> {
        String id = id(topology, device.getName());
        Message nic =
            Nic.newBuilder()
                .setId(id)
                .setDevice(device.getName())
                .setDriver(NicDriver.NIC_DRIVER_AF_PACKET)
                .setAfPacket(AfPacketSettings.getDefaultInstance())
                .setSide(nextSide(topology))
                // a queue more than there are cores would cost memory and bring nothing
                .setQueues(Math.clamp(Math.min(device.getReceiveQueues(), switchCores), 1, 256))
                .addAllAddresses(device.getAddressesList())
                .build();
        yield new Element(ElementKind.ELEMENT_KIND_NIC, id, nic, "");
      }
      case Found.Cpu(CpuInfo cpu) -> {
        boolean controlled =
            topology.getCoresList().stream()
                .anyMatch(core -> core.getRole() == CoreRole.CORE_ROLE_CONTROL);
        CoreRole role = controlled ? CoreRole.CORE_ROLE_SWITCH : CoreRole.CORE_ROLE_CONTROL;
        String id = id(topology, (controlled ? "switch" : "control") + cpu.getCpu());
        Message core = Core.newBuilder().setId(id).setCpu(cpu.getCpu()).setRole(role).build();
        yield new Element(ElementKind.ELEMENT_KIND_CORE, id, core, "");
      }
    };
  }

  private static NicSide nextSide(Topology topology) {
    boolean clients =
        topology.getNicsList().stream().anyMatch(nic -> nic.getSide() == NicSide.NIC_SIDE_CLIENT);
    return clients ? NicSide.NIC_SIDE_SERVER : NicSide.NIC_SIDE_CLIENT;
  }

  private static String id(Topology topology, String wanted) {
    var taken = Drawing.index(topology);
    String clean = wanted.replaceAll("[^A-Za-z0-9_-]+", "-");
    return taken.containsKey(clean) ? Drawing.freeId(taken, clean + "-") : clean;
  }
}

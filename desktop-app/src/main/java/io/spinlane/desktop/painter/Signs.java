package io.spinlane.desktop.painter;

import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.NewElement;
import io.spinlane.icons.Icon;
import io.spinlane.icons.PathData;
import io.spinlane.v1.Backend;
import io.spinlane.v1.BackendState;
import io.spinlane.v1.Core;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;
import java.util.EnumMap;
import java.util.Map;

/** Which of the project's icons stands for what, and its outline. Any thread. */
public final class Signs {
  private static final Map<Icon, Outline> OUTLINES = new EnumMap<>(Icon.class);

  private Signs() {}

  /** The icon of an element: a core's says its role, a NIC's where frames come from. */
  public static Icon of(Element element) {
    return switch (element.message()) {
      case Core core when core.getRole() == CoreRole.CORE_ROLE_CONTROL -> Icon.CONTROL_CORE;
      case Nic nic -> of(nic.getDriver());
      case Backend backend when backend.getState() == BackendState.BACKEND_STATE_DRAIN ->
          Icon.DRAIN;
      case Backend backend when backend.getState() == BackendState.BACKEND_STATE_MAINTENANCE ->
          Icon.MAINTENANCE;
      default -> of(element.kind());
    };
  }

  /** The icon of something that can be drawn anew. */
  public static Icon of(NewElement item) {
    return switch (item) {
      case CONTROL_CORE -> Icon.CONTROL_CORE;
      case SIM_NIC -> Icon.SIM_NIC;
      case PCAP_NIC -> Icon.CAPTURE;
      default -> of(item.kind());
    };
  }

  private static Icon of(NicDriver driver) {
    return switch (driver) {
      case NIC_DRIVER_SIM -> Icon.SIM_NIC;
      case NIC_DRIVER_PCAP -> Icon.CAPTURE;
      case NIC_DRIVER_TAP -> Icon.TAP;
      default -> Icon.NIC;
    };
  }

  /** The icon of a kind. */
  public static Icon of(ElementKind kind) {
    return switch (kind) {
      case ELEMENT_KIND_NIC -> Icon.NIC;
      case ELEMENT_KIND_CORE -> Icon.CORE;
      case ELEMENT_KIND_VIP -> Icon.VIP;
      case ELEMENT_KIND_SERVICE -> Icon.SERVICE;
      case ELEMENT_KIND_POOL -> Icon.POOL;
      case ELEMENT_KIND_BACKEND -> Icon.BACKEND;
      case ELEMENT_KIND_NOTE -> Icon.NOTE;
      default -> Icon.UNKNOWN;
    };
  }

  /** The strokes of an icon, on 24 by 24 units. */
  static synchronized Outline outline(Icon icon) {
    return OUTLINES.computeIfAbsent(
        icon, wanted -> Outline.of(PathData.read(wanted.drawing().strokePath())));
  }
}

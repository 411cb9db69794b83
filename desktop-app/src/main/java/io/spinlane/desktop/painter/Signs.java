package io.spinlane.desktop.painter;

import io.spinlane.desktop.model.Element;
import io.spinlane.icons.Icon;
import io.spinlane.v1.Core;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.ElementKind;
import java.util.EnumMap;
import java.util.Map;

/** Which of the project's icons stands for what, and its outline. Any thread. */
public final class Signs {
  private static final Map<Icon, Outline> OUTLINES = new EnumMap<>(Icon.class);

  private Signs() {}

  /** The icon of an element; a core's says its role. */
  public static Icon of(Element element) {
    boolean control =
        element.message() instanceof Core core && core.getRole() == CoreRole.CORE_ROLE_CONTROL;
    return control ? Icon.CONTROL_CORE : of(element.kind());
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
    return OUTLINES.computeIfAbsent(icon, wanted -> PathData.read(wanted.drawing().strokePath()));
  }
}

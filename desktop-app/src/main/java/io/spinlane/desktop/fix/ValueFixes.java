package io.spinlane.desktop.fix;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import io.spinlane.desktop.model.Drawing;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Nics;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.AccessAction;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;
import io.spinlane.v1.NicSide;
import io.spinlane.v1.Protocol;
import io.spinlane.v1.Topology;
import java.util.List;

/** Mends single values: choices not made, numbers out of range, ids with odd characters. */
final class ValueFixes {
  private static final int NAME_LENGTH = 64;

  private ValueFixes() {}

  /** Each value that could be meant, the likeliest first. */
  static List<QuickFix> unspecified(Finding finding) {
    if (finding.field().equals("driver")) {
      return List.of(
          finding.change(
              "fix.simulate",
              message -> Nics.withDriver((Nic) message, NicDriver.NIC_DRIVER_SIM),
              finding.id()));
    }
    return switch (finding.field()) {
      case "side" -> choose(finding, NicSide.getDescriptor(), sides(finding.topology()));
      case "role" -> choose(finding, CoreRole.getDescriptor(), roles(finding.topology()));
      case "protocol" ->
          choose(
              finding,
              Protocol.getDescriptor(),
              List.of(Protocol.PROTOCOL_TCP_VALUE, Protocol.PROTOCOL_UDP_VALUE));
      default ->
          choose(
              finding,
              AccessAction.getDescriptor(),
              List.of(
                  AccessAction.ACCESS_ACTION_DENY_VALUE, AccessAction.ACCESS_ACTION_ALLOW_VALUE));
    };
  }

  private static List<Integer> sides(Topology topology) {
    boolean clients =
        topology.getNicsList().stream().anyMatch(nic -> nic.getSide() == NicSide.NIC_SIDE_CLIENT);
    return clients
        ? List.of(
            NicSide.NIC_SIDE_SERVER_VALUE,
            NicSide.NIC_SIDE_CLIENT_VALUE,
            NicSide.NIC_SIDE_BOTH_VALUE)
        : List.of(
            NicSide.NIC_SIDE_CLIENT_VALUE,
            NicSide.NIC_SIDE_SERVER_VALUE,
            NicSide.NIC_SIDE_BOTH_VALUE);
  }

  private static List<Integer> roles(Topology topology) {
    boolean controlled =
        topology.getCoresList().stream()
            .anyMatch(core -> core.getRole() == CoreRole.CORE_ROLE_CONTROL);
    return controlled
        ? List.of(CoreRole.CORE_ROLE_SWITCH_VALUE)
        : List.of(CoreRole.CORE_ROLE_CONTROL_VALUE, CoreRole.CORE_ROLE_SWITCH_VALUE);
  }

  private static List<QuickFix> choose(
      Finding finding, EnumDescriptor type, List<Integer> numbers) {
    return numbers.stream()
        .map(
            number -> {
              EnumValueDescriptor value = type.findValueByNumber(number);
              return finding.change(
                  "fix.choose",
                  message -> Fields.with(message, finding.field(), value),
                  Texts.getOr("enum." + value.getName() + ".title", shortName(value)));
            })
        .toList();
  }

  private static String shortName(EnumValueDescriptor value) {
    return value.getName().substring(value.getName().lastIndexOf('_') + 1);
  }

  /** What is out of range gives way to the default; a name is cut. */
  static List<QuickFix> outOfRange(Finding finding) {
    if (finding.kind() == ElementKind.ELEMENT_KIND_TOPOLOGY && finding.field().equals("name")) {
      String name = finding.topology().getName();
      String cut = name.substring(0, name.offsetByCodePoints(0, NAME_LENGTH));
      return List.of(
          finding.change(
              "fix.shorten",
              topology -> ((Topology) topology).toBuilder().setName(cut).build(),
              NAME_LENGTH));
    }
    return List.of(
        finding.change("fix.default", message -> Fields.without(message, finding.field())));
  }

  /** The same id with what must not be in it left out. */
  static List<QuickFix> malformedId(Finding finding) {
    String clean =
        finding.id().replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^[^A-Za-z0-9]+", "");
    String cut = clean.substring(0, Math.min(clean.length(), 60));
    var taken = Drawing.index(finding.topology());
    String free =
        cut.isEmpty()
            ? Drawing.freeId(taken, "element")
            : taken.containsKey(cut) ? Drawing.freeId(taken, cut + "-") : cut;
    return List.of(QuickFix.of(Texts.get("fix.rename", free), Edits.rename(finding.id(), free)));
  }
}

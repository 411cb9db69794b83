package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;
import io.spinlane.v1.Core;
import io.spinlane.v1.CoreRole;

/** One CPU is drawn as control core and as switch core. */
final class ControlCoreSwitches implements DrawingRule {
  @Override
  public String code() {
    return "CONTROL_CORE_SWITCHES";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    for (Core core : index.topology().getCoresList()) {
      index.topology().getCoresList().stream()
          .filter(other -> core.getRole() == CoreRole.CORE_ROLE_SWITCH)
          .filter(other -> other.getRole() == CoreRole.CORE_ROLE_CONTROL)
          .filter(other -> other.getCpu() == core.getCpu())
          .findFirst()
          .ifPresent(
              other ->
                  reporter.error(
                      Elements.ref(core),
                      "cpu",
                      sentence(
                          "CONTROL_CORE_SWITCHES",
                          Integer.toUnsignedString(core.getCpu()),
                          other.getId()),
                      sentence("CONTROL_CORE_SWITCHES.hint")));
    }
  }
}

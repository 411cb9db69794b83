package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;
import io.spinlane.v1.CoreRole;

/** No core runs what is not the packet path. */
final class NoControlCore implements DrawingRule {
  @Override
  public String code() {
    return "NO_CONTROL_CORE";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    boolean drawn =
        index.topology().getCoresList().stream()
            .anyMatch(core -> core.getRole() == CoreRole.CORE_ROLE_CONTROL);
    if (!drawn) {
      reporter.error(
          Elements.TOPOLOGY,
          "cores",
          sentence("NO_CONTROL_CORE"),
          sentence("NO_CONTROL_CORE.hint"));
    }
  }
}

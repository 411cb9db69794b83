package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;
import io.spinlane.v1.CoreRole;

/** More than one core has the role CONTROL. */
final class SeveralControlCores implements DrawingRule {
  @Override
  public String code() {
    return "SEVERAL_CONTROL_CORES";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    index.topology().getCoresList().stream()
        .filter(core -> core.getRole() == CoreRole.CORE_ROLE_CONTROL)
        .skip(1)
        .forEach(
            core ->
                reporter.error(
                    Elements.ref(core),
                    "role",
                    sentence("SEVERAL_CONTROL_CORES", core.getId()),
                    sentence("SEVERAL_CONTROL_CORES.hint")));
  }
}

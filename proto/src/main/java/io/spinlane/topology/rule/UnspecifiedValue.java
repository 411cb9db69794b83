package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;
import io.spinlane.v1.Core;
import io.spinlane.v1.ElementRef;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Service;

/** A choice that has no default was not made. */
final class UnspecifiedValue implements DrawingRule {
  @Override
  public String code() {
    return "UNSPECIFIED_VALUE";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    for (Nic nic : index.topology().getNicsList()) {
      if (nic.getDriverValue() == 0) {
        report(reporter, Elements.ref(nic), "driver", "driver");
      }
      if (nic.getSideValue() == 0) {
        report(reporter, Elements.ref(nic), "side", "side");
      }
    }
    for (Core core : index.topology().getCoresList()) {
      if (core.getRoleValue() == 0) {
        report(reporter, Elements.ref(core), "role", "role");
      }
    }
    for (Service service : index.topology().getServicesList()) {
      if (service.getProtocolValue() == 0) {
        report(reporter, Elements.ref(service), "protocol", "protocol");
      }
      for (int i = 0; i < service.getAccessRulesCount(); i++) {
        if (service.getAccessRules(i).getActionValue() == 0) {
          String field = "accessRules[" + i + "].action";
          report(reporter, Elements.ref(service), field, "action");
        }
      }
    }
  }

  private static void report(Reporter reporter, ElementRef element, String field, String what) {
    reporter.error(
        element,
        field,
        sentence("UNSPECIFIED_VALUE." + what, element.getId()),
        sentence("UNSPECIFIED_VALUE.hint." + what));
  }
}

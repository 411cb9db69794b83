package io.spinlane.desktop;

import io.spinlane.desktop.model.Addition;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.NewElement;
import io.spinlane.desktop.model.Verdict;
import io.spinlane.desktop.model.WireRules;
import java.util.Optional;

/** Drawings that tests start from. */
public final class Drawings {
  private Drawings() {}

  /** Two simulated NICs, a control and a switch core, one service over two back-ends, all wired. */
  public static void small(DesignModel model) {
    for (NewElement item :
        new NewElement[] {
          NewElement.SIM_NIC,
          NewElement.SIM_NIC,
          NewElement.CONTROL_CORE,
          NewElement.SWITCH_CORE,
          NewElement.VIP,
          NewElement.SERVICE,
          NewElement.POOL,
          NewElement.BACKEND,
          NewElement.BACKEND
        }) {
      model.apply(Addition.plan(model, item, Optional.empty()).edit());
    }
    wire(model, "nic1", "switch1");
    wire(model, "nic2", "switch1");
    wire(model, "nic1", "vip1");
    wire(model, "vip1", "service1");
    wire(model, "service1", "pool1");
  }

  /** Wires two elements the way a person would, by the rules. */
  public static void wire(DesignModel model, String from, String to) {
    Element start = model.element(from).orElseThrow();
    Element end = model.element(to).orElseThrow();
    Verdict verdict = WireRules.check(model.topology(), start, WireRules.ANY_QUEUE, end);
    if (verdict instanceof Verdict.Allowed(var wire)) {
      model.apply(Edits.connect(wire));
    } else {
      throw new AssertionError(verdict.toString());
    }
  }
}

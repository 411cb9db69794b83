package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;
import io.spinlane.topology.MacAddress;
import io.spinlane.topology.MalformedException;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Sentence;

/** A hardware address is none, or that of a group. */
final class MalformedMac implements DrawingRule {
  @Override
  public String code() {
    return "MALFORMED_MAC";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    for (Nic nic : index.topology().getNicsList()) {
      if (nic.getMac().isEmpty()) {
        continue;
      }
      Sentence reason = null;
      try {
        if (MacAddress.parse(nic.getMac()).isGroup()) {
          reason = sentence("MALFORMED_MAC.group", nic.getMac());
        }
      } catch (MalformedException e) {
        reason = e.sentence();
      }
      if (reason != null) {
        reporter.error(Elements.ref(nic), "mac", reason, sentence("MALFORMED_MAC.hint"));
      }
    }
  }
}

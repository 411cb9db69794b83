package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;
import io.spinlane.topology.EnumNames;
import io.spinlane.topology.Sentences;
import io.spinlane.v1.DriverSupport;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;
import io.spinlane.v1.Sentence;

/** The agent cannot run the driver of a NIC here and now. */
final class DriverNotUsable implements HostRule {
  @Override
  public String code() {
    return "DRIVER_NOT_USABLE";
  }

  @Override
  public void check(TopologyIndex index, Inventory host, Reporter reporter) {
    for (Nic nic : index.topology().getNicsList()) {
      if (nic.getDriver() == NicDriver.UNRECOGNIZED || nic.getDriverValue() == 0) {
        continue;
      }
      for (DriverSupport support : host.getDriversList()) {
        if (support.getDriver().equals(nic.getDriver().name()) && !support.getUsable()) {
          report(nic, support, reporter);
        }
      }
    }
  }

  /** The reason says what to do about it; of other releases it may be known in English only. */
  private static void report(Nic nic, DriverSupport support, Reporter reporter) {
    String driver = EnumNames.shortName(nic.getDriver());
    if (Sentences.isKnown(support.getReasonSentence())) {
      Sentence message = sentence("DRIVER_NOT_USABLE", driver);
      reporter.error(Elements.ref(nic), "driver", message, support.getReasonSentence());
    } else {
      String reason = support.getReason().replaceFirst("\\.$", "");
      reporter.error(
          Elements.ref(nic),
          "driver",
          sentence("DRIVER_NOT_USABLE.because", driver, reason),
          sentence("DRIVER_NOT_USABLE.hint"));
    }
  }
}

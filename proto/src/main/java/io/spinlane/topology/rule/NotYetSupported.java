package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;
import io.spinlane.topology.EnumNames;
import io.spinlane.v1.ElementRef;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Sentence;
import io.spinlane.v1.Topology;

/**
 * What a drawing can say and this release cannot run yet. The only list of it: a line goes when the
 * engine learns the thing.
 */
final class NotYetSupported implements DrawingRule {
  @Override
  public String code() {
    return "NOT_YET_SUPPORTED";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    Topology topology = index.topology();
    topology.getNicsList().forEach(nic -> nic(nic, reporter));
    topology.getPoolsList().forEach(pool -> pool(pool, reporter));
  }

  private static boolean isSimulated(Nic nic) {
    return nic.getDriver() == NicDriver.NIC_DRIVER_SIM;
  }

  private static void nic(Nic nic, Reporter reporter) {
    ElementRef ref = Elements.ref(nic);
    boolean laterDriver =
        nic.getDriver() == NicDriver.NIC_DRIVER_AF_XDP
            || nic.getDriver() == NicDriver.NIC_DRIVER_TAP;
    String driver = EnumNames.shortName(nic.getDriver());
    refuse(laterDriver, reporter, ref, "driver", sentence("NOT_YET_SUPPORTED.driver", driver));
    boolean simulatedVlan = nic.getVlanId() != 0 && isSimulated(nic);
    refuse(simulatedVlan, reporter, ref, "vlanId", sentence("NOT_YET_SUPPORTED.simulatedVlan"));
  }

  private static void pool(Pool pool, Reporter reporter) {
    ElementRef ref = Elements.ref(pool);
    refuse(
        pool.hasLoadReports(),
        reporter,
        ref,
        "loadReports",
        sentence("NOT_YET_SUPPORTED.loadReports"));
    if (pool.hasHealth()) {
      reporter.warning(
          ref,
          "health",
          sentence("NOT_YET_SUPPORTED.health"),
          sentence("NOT_YET_SUPPORTED.health.hint"));
    }
  }

  private static void refuse(
      boolean drawn, Reporter reporter, ElementRef element, String field, Sentence what) {
    if (drawn) {
      reporter.error(element, field, what, sentence("NOT_YET_SUPPORTED.hint"));
    }
  }
}

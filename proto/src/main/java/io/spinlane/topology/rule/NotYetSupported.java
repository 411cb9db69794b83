package io.spinlane.topology.rule;

import io.spinlane.topology.Elements;
import io.spinlane.topology.EnumNames;
import io.spinlane.v1.ElementRef;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;
import io.spinlane.v1.Pool;
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
    String driver = "The driver " + EnumNames.shortName(nic.getDriver());
    refuse(laterDriver, reporter, ref, "driver", driver);
    boolean simulatedVlan = nic.getVlanId() != 0 && isSimulated(nic);
    refuse(simulatedVlan, reporter, ref, "vlanId", "A VLAN tag on a simulated NIC");
  }

  private static void pool(Pool pool, Reporter reporter) {
    ElementRef ref = Elements.ref(pool);
    refuse(pool.hasLoadReports(), reporter, ref, "loadReports", "Weighting by load reports");
    if (pool.hasHealth()) {
      reporter.warning(
          ref,
          "health",
          "Health checks are not run yet: every back-end that is UP counts as healthy.",
          "Take a broken back-end out with the state DRAIN or MAINTENANCE.");
    }
  }

  private static void refuse(
      boolean drawn, Reporter reporter, ElementRef element, String field, String what) {
    if (drawn) {
      reporter.error(
          element,
          field,
          what + " is not supported by this release yet.",
          "Remove it, or choose something this release runs.");
    }
  }
}

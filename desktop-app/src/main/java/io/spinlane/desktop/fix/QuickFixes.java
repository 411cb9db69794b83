package io.spinlane.desktop.fix;

import static java.util.Map.entry;

import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Topology;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What would mend each problem that the rules find. */
public final class QuickFixes {
  private static final Map<String, Function<Finding, List<QuickFix>>> BY_CODE =
      Map.ofEntries(
          entry("MALFORMED_ID", ValueFixes::malformedId),
          entry("MISSING_REFERENCE", ReferenceFixes::missing),
          entry("DANGLING_REFERENCE", ReferenceFixes::dangling),
          entry("UNSPECIFIED_VALUE", ValueFixes::unspecified),
          entry("VALUE_OUT_OF_RANGE", ValueFixes::outOfRange),
          entry("NO_CONTROL_CORE", CoreFixes::noControlCore),
          entry("SEVERAL_CONTROL_CORES", CoreFixes::severalControlCores),
          entry("CONTROL_CORE_SWITCHES", CoreFixes::otherCpu),
          entry("CPU_USED_TWICE", CoreFixes::otherCpu),
          entry("CPU_NOT_ON_HOST", CoreFixes::otherCpu),
          entry("SWITCH_CORE_WITHOUT_LANE", CoreFixes::coreWithoutLane),
          entry("QUEUE_NOT_POLLED", LaneFixes::queueNotPolled),
          entry("QUEUE_POLLED_TWICE", LaneFixes::queuePolledTwice),
          entry("LANE_TO_MISSING_QUEUE", LaneFixes::laneToMissingQueue),
          entry("LANE_TO_CONTROL_CORE", LaneFixes::laneToControlCore),
          entry("LANE_ACROSS_NUMA_NODES", LaneFixes::laneAcrossNodes),
          entry("NIC_WITHOUT_DEVICE", NicFixes::device),
          entry("NIC_DEVICE_TWICE", NicFixes::deviceTwice),
          entry("DEVICE_NOT_ON_HOST", NicFixes::device),
          entry("DRIVER_NOT_USABLE", NicFixes::driver),
          entry("SETTINGS_NOT_OF_DRIVER", NicFixes::settings),
          entry("MALFORMED_MAC", NicFixes::mac),
          entry("MALFORMED_ADDRESS", AddressFixes::malformed),
          entry("UNUSABLE_ADDRESS", AddressFixes::unusable),
          entry("DUPLICATE_NIC_ADDRESS", AddressFixes::duplicateOfNic),
          entry("DUPLICATE_VIP_ADDRESS", AddressFixes::duplicateOfVip),
          entry("VIP_WITHOUT_NIC", ServiceFixes::vipWithoutNic),
          entry("VIP_NOT_TOWARDS_CLIENTS", ServiceFixes::vipNotTowardsClients),
          entry("SERVICE_WITHOUT_USABLE_POOL", ServiceFixes::noUsablePool),
          entry("OVERLAPPING_PORTS", ServiceFixes::overlappingPorts),
          entry("DUPLICATE_ACCESS_RULE", ServiceFixes::accessRuleTwice),
          entry("SYN_COOKIES_NOT_POSSIBLE", ServiceFixes::synCookies),
          entry("DUPLICATE_BACKEND", AddressFixes::duplicateOfBackend),
          entry("NO_NIC_TOWARDS_BACKEND", AddressFixes::noNicTowardsBackend),
          entry("DUPLICATE_ROUTE", ServiceFixes::routeTwice),
          entry("ROUTE_PREFIX_HAS_HOST_BITS", AddressFixes::hostBits),
          entry("ROUTE_NOT_CONNECTED", AddressFixes::routeNotConnected),
          entry("NOT_YET_SUPPORTED", NicFixes::notYet));

  /** Rules whose mending only a person knows, each with the reason. */
  static final Map<String, String> WITHOUT =
      Map.of(
          "MISSING_ID", "a file's elements get ids when it is opened",
          "DUPLICATE_ID", "a file's elements get ids of their own when it is opened",
          "MIXED_ADDRESS_FAMILY", "either side may be the wrong one",
          "MALFORMED_PORTS", "what was meant cannot be guessed",
          "BACKEND_IS_VIP", "the server's own address is not known",
          "BACKEND_IS_NIC_ADDRESS", "the server's own address is not known");

  private QuickFixes() {}

  /** Codes of the rules that may have a fix. */
  static Set<String> codes() {
    return BY_CODE.keySet();
  }

  /**
   * Every obvious way to mend a problem, the likeliest first; often none.
   *
   * @param host what the host has; null when none is known
   */
  public static List<QuickFix> of(
      Diagnostic diagnostic, Topology topology, @Nullable Inventory host) {
    Function<Finding, List<QuickFix>> fixes = BY_CODE.get(diagnostic.getCode());
    return fixes == null ? List.of() : fixes.apply(new Finding(diagnostic, topology, host));
  }
}

package io.spinlane.topology.rule;

import io.spinlane.topology.Elements;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.ElementRef;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Severity;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every rule, and how they are run. */
public final class Rules {
  private static final List<Rule> ALL =
      List.of(
          new MissingId(),
          new MalformedId(),
          new DuplicateId(),
          new MissingReference(),
          new DanglingReference(),
          new UnspecifiedValue(),
          new ValueOutOfRange(),
          new NoControlCore(),
          new SeveralControlCores(),
          new ControlCoreSwitches(),
          new CpuUsedTwice(),
          new CpuNotOnHost(),
          new SwitchCoreWithoutLane(),
          new QueueNotPolled(),
          new QueuePolledTwice(),
          new LaneToMissingQueue(),
          new LaneToControlCore(),
          new LaneAcrossNumaNodes(),
          new NicWithoutDevice(),
          new NicDeviceTwice(),
          new DeviceNotOnHost(),
          new DriverNotUsable(),
          new SettingsNotOfDriver(),
          new MalformedMac(),
          new MalformedAddress(),
          new UnusableAddress(),
          new MixedAddressFamily(),
          new DuplicateNicAddress(),
          new DuplicateVipAddress(),
          new VipWithoutNic(),
          new VipNotTowardsClients(),
          new ServiceWithoutUsablePool(),
          new MalformedPorts(),
          new OverlappingPorts(),
          new DuplicateAccessRule(),
          new SynCookiesNotPossible(),
          new DuplicateBackend(),
          new BackendIsVip(),
          new BackendIsNicAddress(),
          new NoNicTowardsBackend(),
          new DuplicateRoute(),
          new RoutePrefixHasHostBits(),
          new RouteNotConnected(),
          new NotYetSupported());

  private Rules() {}

  /** Every rule there is. */
  public static List<Rule> all() {
    return ALL;
  }

  /** What the drawing alone says: errors first, then warnings, each in the order of the drawing. */
  public static List<Diagnostic> check(Topology topology) {
    TopologyIndex index = new TopologyIndex(topology);
    List<Diagnostic> found = new ArrayList<>();
    for (Rule rule : ALL) {
      if (rule instanceof DrawingRule drawing) {
        drawing.check(index, new Reporter(rule.code(), found));
      }
    }
    return sorted(index, found);
  }

  /** As {@link #check(Topology)}, and what only the host can tell. */
  public static List<Diagnostic> check(Topology topology, Inventory host) {
    TopologyIndex index = new TopologyIndex(topology);
    List<Diagnostic> found = new ArrayList<>();
    for (Rule rule : ALL) {
      Reporter reporter = new Reporter(rule.code(), found);
      switch (rule) {
        case DrawingRule drawing -> drawing.check(index, reporter);
        case HostRule hosted -> hosted.check(index, host, reporter);
      }
    }
    return sorted(index, found);
  }

  /** True when one of them prevents a push. */
  public static boolean hasErrors(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .anyMatch(diagnostic -> diagnostic.getSeverity() == Severity.SEVERITY_ERROR);
  }

  private static List<Diagnostic> sorted(TopologyIndex index, List<Diagnostic> found) {
    Map<ElementRef, Integer> order = new HashMap<>();
    order.put(Elements.TOPOLOGY, 0);
    index.elements().forEach(element -> order.putIfAbsent(element.ref(), order.size()));
    found.sort(
        Comparator.comparingInt(Diagnostic::getSeverityValue)
            .thenComparingInt(
                diagnostic -> order.getOrDefault(diagnostic.getElement(), order.size())));
    return List.copyOf(found);
  }
}

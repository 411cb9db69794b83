package io.spinlane.desktop.io.foreign;

import io.spinlane.topology.IpAddress;
import io.spinlane.v1.Scheduler;
import java.util.Optional;

/** Words of the kernel's balancer that keepalived and ipvsadm share (ipvsadm(8)). */
final class IpvsWords {
  private IpvsWords() {}

  /**
   * The scheduler by IPVS's name. "mh" is Maglev over the client's address, which here is the
   * source hash; with the client's port it is Maglev.
   */
  static Optional<Scheduler> scheduler(String name) {
    return switch (name) {
      case "rr" -> Optional.of(Scheduler.SCHEDULER_ROUND_ROBIN);
      case "wrr" -> Optional.of(Scheduler.SCHEDULER_WEIGHTED_ROUND_ROBIN);
      case "lc", "wlc" -> Optional.of(Scheduler.SCHEDULER_LEAST_CONNECTIONS);
      case "sh", "mh" -> Optional.of(Scheduler.SCHEDULER_SOURCE_HASH);
      case "twos" -> Optional.of(Scheduler.SCHEDULER_POWER_OF_TWO);
      default -> Optional.empty();
    };
  }

  /** Leading bits of a netmask such as 255.255.255.0; empty when it is none. */
  static Optional<Integer> prefixLength(String netmask) {
    return Reading.parse(netmask)
        .filter(address -> !address.v6())
        .map(IpAddress::v4Bits)
        .filter(bits -> bits != 0 && (~bits & (~bits + 1)) == 0)
        .map(Integer::bitCount);
  }

  /** The netmask of that many leading bits, 1 to 32. */
  static String netmask(int prefixLength) {
    return IpAddress.v4(-1 << (32 - prefixLength)).toString();
  }
}

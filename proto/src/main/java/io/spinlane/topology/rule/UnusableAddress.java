package io.spinlane.topology.rule;

import io.spinlane.topology.Cidr;
import io.spinlane.topology.IpAddress;
import org.jspecify.annotations.Nullable;

/** An address is well formed, yet no single machine can have it. */
final class UnusableAddress implements DrawingRule {
  @Override
  public String code() {
    return "UNUSABLE_ADDRESS";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    for (Addresses.Field field : Addresses.of(index.topology())) {
      String reason =
          switch (field.use()) {
            case HOST -> reason(TopologyIndex.address(field.text()));
            case INTERFACE -> reason(TopologyIndex.cidr(field.text()));
            case PREFIX -> null;
          };
      if (reason != null) {
        reporter.error(
            field.element(),
            field.name(),
            field.text() + " is " + reason + ".",
            "Write the address of one machine.");
      }
    }
  }

  private static @Nullable String reason(@Nullable Cidr cidr) {
    if (cidr == null) {
      return null;
    }
    if (cidr.isBroadcast(cidr.address())) {
      return "the broadcast address of its prefix";
    }
    if (!cidr.hasHostBits() && cidr.address().bitLength() - cidr.prefixLength() > 1) {
      return "a prefix, not an address in it";
    }
    return reason(cidr.address());
  }

  private static @Nullable String reason(@Nullable IpAddress address) {
    if (address == null) {
      return null;
    }
    if (address.isUnspecified()) {
      return "the unspecified address";
    }
    if (address.isLoopback()) {
      return "a loopback address, which never leaves its machine";
    }
    if (address.isMulticast()) {
      return "a multicast address";
    }
    return address.isLimitedBroadcast() ? "the broadcast address" : null;
  }
}

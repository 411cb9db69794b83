package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

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
            sentence("UNUSABLE_ADDRESS." + reason, field.text()),
            sentence("UNUSABLE_ADDRESS.hint"));
      }
    }
  }

  private static @Nullable String reason(@Nullable Cidr cidr) {
    if (cidr == null) {
      return null;
    }
    if (cidr.isBroadcast(cidr.address())) {
      return "prefixBroadcast";
    }
    if (!cidr.hasHostBits() && cidr.address().bitLength() - cidr.prefixLength() > 1) {
      return "prefix";
    }
    return reason(cidr.address());
  }

  private static @Nullable String reason(@Nullable IpAddress address) {
    if (address == null) {
      return null;
    }
    if (address.isUnspecified()) {
      return "unspecified";
    }
    if (address.isLoopback()) {
      return "loopback";
    }
    if (address.isMulticast()) {
      return "multicast";
    }
    return address.isLimitedBroadcast() ? "broadcast" : null;
  }
}

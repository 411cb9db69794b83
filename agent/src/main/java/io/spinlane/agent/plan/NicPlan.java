package io.spinlane.agent.plan;

import io.spinlane.agent.nic.NicInfo;
import io.spinlane.agent.packet.Address;
import org.jspecify.annotations.Nullable;

/**
 * One NIC.
 *
 * @param row its row
 * @param info as the driver opened it
 * @param vlanId 802.1Q tag of its frames, 0 for none
 * @param addresses the switch's own addresses on it
 */
@SuppressWarnings("ArrayRecordComponent") // As in CorePlan.
public record NicPlan(int row, NicInfo info, int vlanId, PlanPrefix[] addresses) {
  /**
   * The own address whose prefix holds another one; the first address of its family otherwise, null
   * without any.
   */
  public @Nullable PlanPrefix addressTowards(long high, long low) {
    PlanPrefix first = null;
    boolean ipv4 = Address.isIpv4(high, low);
    for (PlanPrefix address : addresses) {
      if (address.contains(high, low)) {
        return address;
      }
      if (first == null && address.isIpv4() == ipv4) {
        first = address;
      }
    }
    return first;
  }

  /**
   * An own address to send from towards another one: among several that share its prefix, or else
   * its family, the hash decides. Null without any.
   */
  public @Nullable PlanPrefix source(long high, long low, int hash) {
    PlanPrefix near = addressTowards(high, low);
    if (near == null || addresses.length == 1) {
      return near;
    }
    boolean shared = near.contains(high, low);
    int candidates = 0;
    for (PlanPrefix address : addresses) {
      candidates += suits(address, near, shared, high, low) ? 1 : 0;
    }
    int left = Integer.remainderUnsigned(hash, candidates);
    for (PlanPrefix address : addresses) {
      if (suits(address, near, shared, high, low) && left-- == 0) {
        return address;
      }
    }
    return near;
  }

  private static boolean suits(
      PlanPrefix address, PlanPrefix near, boolean shared, long high, long low) {
    return shared ? address.contains(high, low) : address.isIpv4() == near.isIpv4();
  }
}

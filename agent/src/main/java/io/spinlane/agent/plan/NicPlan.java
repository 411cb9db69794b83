package io.spinlane.agent.plan;

import io.spinlane.agent.nic.NicInfo;

/**
 * One NIC.
 *
 * @param row its row
 * @param info as the driver opened it
 * @param addresses the switch's own IPv4 addresses on it, first byte highest
 * @param prefixLengths of each address
 */
@SuppressWarnings("ArrayRecordComponent") // As in CorePlan.
public record NicPlan(int row, NicInfo info, int[] addresses, int[] prefixLengths) {
  /** The own address whose prefix holds another one; the first address otherwise, 0 without any. */
  public int addressTowards(int address) {
    for (int i = 0; i < addresses.length; i++) {
      if (((addresses[i] ^ address) & mask(prefixLengths[i])) == 0) {
        return addresses[i];
      }
    }
    return addresses.length == 0 ? 0 : addresses[0];
  }

  static int mask(int prefixLength) {
    return prefixLength == 0 ? 0 : -1 << (32 - prefixLength);
  }
}

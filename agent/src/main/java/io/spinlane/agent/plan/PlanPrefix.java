package io.spinlane.agent.plan;

import io.spinlane.agent.packet.Address;
import io.spinlane.topology.Cidr;
import io.spinlane.topology.IpAddress;

/**
 * An address as the cores see it, with the length of its prefix among 128 bits.
 *
 * @param high halves as in {@link Address}
 * @param row the address's row, by which tables name it
 */
public record PlanPrefix(long high, long low, int length, int row) {
  private static final int MAPPED_BITS = 96;

  static PlanPrefix of(Cidr cidr, int row) {
    IpAddress address = cidr.address();
    int length = address.v6() ? cidr.prefixLength() : MAPPED_BITS + cidr.prefixLength();
    return new PlanPrefix(address.high(), low(address), length, row);
  }

  /** Low half of an address. */
  static long low(IpAddress address) {
    return address.v6() ? address.low() : Address.low(address.v4Bits());
  }

  public boolean isIpv4() {
    return Address.isIpv4(high, low);
  }

  /** Whether another address shares the prefix. */
  public boolean contains(long otherHigh, long otherLow) {
    return ((low ^ otherLow) & Address.maskLow(length)) == 0
        && ((high ^ otherHigh) & Address.maskHigh(length)) == 0;
  }
}

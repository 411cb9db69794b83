package io.spinlane.topology;

import static io.spinlane.topology.Sentences.sentence;

/**
 * An address with the length of its prefix, such as "10.0.0.1/24".
 *
 * @param address as written, host bits included
 * @param prefixLength 0 to 32, or to 128 for IPv6
 */
public record Cidr(IpAddress address, int prefixLength) {
  public Cidr {
    if (prefixLength < 0 || prefixLength > address.bitLength()) {
      throw new MalformedException(
          sentence("value.prefixLength", address.family(), address.bitLength()));
    }
  }

  /**
   * Reads "address/length".
   *
   * @throws MalformedException with a sentence that says what is wrong
   */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !text.substring(slash + 1).matches("0|[1-9][0-9]{0,2}")) {
      throw new MalformedException(sentence("value.prefix", text));
    }
    return new Cidr(
        IpAddress.parse(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
  }

  /** The prefix: the address with its host bits cleared. */
  public Cidr network() {
    return new Cidr(address.masked(prefixLength), prefixLength);
  }

  /** True when the address has bits behind the prefix. */
  public boolean hasHostBits() {
    return !address.equals(address.masked(prefixLength));
  }

  /** True when the address has the same family and prefix. */
  public boolean contains(IpAddress other) {
    return other.v6() == address.v6()
        && other.masked(prefixLength).equals(address.masked(prefixLength));
  }

  /** True for the broadcast address of an IPv4 prefix that has one (RFC 3021: not /31 and /32). */
  public boolean isBroadcast(IpAddress other) {
    int hostMask = prefixLength == 0 ? -1 : ~(-1 << (32 - prefixLength));
    return !address.v6()
        && prefixLength < 31
        && contains(other)
        && (other.v4Bits() & hostMask) == hostMask;
  }

  @Override
  public String toString() {
    return address + "/" + prefixLength;
  }
}

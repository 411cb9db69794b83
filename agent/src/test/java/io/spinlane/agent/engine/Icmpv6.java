package io.spinlane.agent.engine;

/** Neighbour discovery as RFC 4861 §4 draws it, written by {@link Packet}. */
final class Icmpv6 {
  static final String ALL_NODES = "ff02::1";
  static final String ALL_NODES_MAC = "33:33:00:00:00:01";
  static final int SOLICITED = 1 << 30;
  static final int OVERRIDE = 1 << 29;

  private Icmpv6() {}

  /**
   * Asks a group for the hardware address of the target; without its own when it speaks from "::".
   */
  static Packet solicitation(String mac, String from, String target) {
    byte[] bytes = Packet.address6(target);
    String tail = "%02x:%02x%02x".formatted(bytes[13], bytes[14], bytes[15]);
    String group = "ff02::1:ff" + tail;
    Packet packet =
        Packet.icmp(from, group, 135, 0, 0)
            .ttl(255)
            .data(bytes)
            .from(mac)
            .to("33:33:ff:%02x:%02x:%02x".formatted(bytes[13], bytes[14], bytes[15]));
    return from.equals("::") ? packet : packet.data(option(1, mac));
  }

  /** Tells the hardware address of the target. */
  static Packet advertisement(String mac, String target, String to, int flags) {
    return Packet.icmp(target, to, 136, 0, flags)
        .ttl(255)
        .data(Packet.address6(target))
        .data(option(2, mac))
        .from(mac);
  }

  static byte[] option(int type, String mac) {
    byte[] option = {(byte) type, 1, 0, 0, 0, 0, 0, 0};
    long bits = Packet.mac(mac);
    for (int i = 0; i < 6; i++) {
      option[2 + i] = (byte) (bits >>> (40 - 8 * i));
    }
    return option;
  }
}

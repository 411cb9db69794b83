package io.spinlane.agent.nic.sim;

import java.util.HexFormat;

/**
 * Receive-side scaling's hash of an IPv4 4-tuple ("Verifying the RSS hash calculation", Microsoft),
 * with the key all drivers ship. The hash is linear, so the contribution of each byte of input is
 * looked up in a table and the four are combined by exclusive or.
 */
final class Toeplitz {
  private static final byte[] KEY =
      HexFormat.of()
          .parseHex(
              "6d5a56da255b0ec24167253d43a38fb0d0ca2bcbae7b30b4"
                  + "77cb2da38030f20c6a42b73bbeac01fa");

  private static final int INPUT_BYTES = 12;
  private static final int[][] TABLE = table();

  private Toeplitz() {}

  /** Hash of source and destination address. */
  static int addresses(int source, int destination) {
    return word(0, source) ^ word(4, destination);
  }

  /** What the source port adds to the {@link #addresses} by exclusive or. */
  static int sourcePort(int port) {
    return TABLE[8][port >>> 8] ^ TABLE[9][port & 255];
  }

  /** What the destination port adds to the {@link #addresses} by exclusive or. */
  static int destinationPort(int port) {
    return TABLE[10][port >>> 8] ^ TABLE[11][port & 255];
  }

  private static int word(int at, int value) {
    return TABLE[at][value >>> 24]
        ^ TABLE[at + 1][(value >>> 16) & 255]
        ^ TABLE[at + 2][(value >>> 8) & 255]
        ^ TABLE[at + 3][value & 255];
  }

  private static int[][] table() {
    int[][] table = new int[INPUT_BYTES][256];
    for (int at = 0; at < INPUT_BYTES; at++) {
      for (int bit = 0; bit < 8; bit++) {
        int window = keyBits(8 * at + bit);
        for (int value = 0; value < 256; value++) {
          if ((value & (0x80 >>> bit)) != 0) {
            table[at][value] ^= window;
          }
        }
      }
    }
    return table;
  }

  /** 32 bits of the key from one of them on. */
  private static int keyBits(int from) {
    long bits = 0;
    for (int i = 0; i < 5; i++) {
      bits = (bits << 8) | (KEY[from / 8 + i] & 255);
    }
    return (int) (bits >>> (8 - from % 8));
  }
}

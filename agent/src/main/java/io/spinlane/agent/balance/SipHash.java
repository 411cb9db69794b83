package io.spinlane.agent.balance;

/**
 * SipHash-2-4 (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012): a hash that nobody
 * can predict without its 128-bit key. Messages are up to {@value #MAX_BYTES} bytes and given as
 * words, the first byte of the message lowest in the first word, so that nothing is copied.
 *
 * <p>Immutable; any thread.
 */
final class SipHash {
  /** Longest message. */
  static final int MAX_BYTES = 47;

  private final long key0;
  private final long key1;

  SipHash(long key0, long key1) {
    this.key0 = key0;
    this.key1 = key1;
  }

  /** The hash of the first {@code lengthBytes} bytes of six words. */
  long hash(int lengthBytes, long w0, long w1, long w2, long w3, long w4, long w5) {
    long v0 = key0 ^ 0x736f_6d65_7073_6575L; // "somepseudorandomlygeneratedbytes"
    long v1 = key1 ^ 0x646f_7261_6e64_6f6dL;
    long v2 = key0 ^ 0x6c79_6765_6e65_7261L;
    long v3 = key1 ^ 0x7465_6462_7974_6573L;
    int last = lengthBytes >>> 3;
    long tail = (1L << ((lengthBytes & 7) << 3)) - 1;
    // Two rounds for each word, and four to finish.
    for (int round = 0; round < 2 * last + 6; round++) {
      long word = 0;
      if (round < 2 * last + 2) {
        word =
            switch (round >>> 1) {
              case 0 -> w0;
              case 1 -> w1;
              case 2 -> w2;
              case 3 -> w3;
              case 4 -> w4;
              default -> w5;
            };
        if (round >>> 1 == last) {
          word = (word & tail) | (long) lengthBytes << 56;
        }
        v3 ^= (round & 1) == 0 ? word : 0;
      } else if (round == 2 * last + 2) {
        v2 ^= 0xff;
      }
      v0 += v1;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v3;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 += v3;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v2 = Long.rotateLeft(v2, 32);
      v0 ^= (round & 1) == 1 ? word : 0;
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }
}

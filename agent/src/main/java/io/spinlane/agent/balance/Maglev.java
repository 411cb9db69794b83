package io.spinlane.agent.balance;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Maglev's consistent hashing table (Eisenbud et al., "Maglev: A Fast and Reliable Software Network
 * Load Balancer", NSDI 2016, §3.4): each back-end walks the slots in an order of its own and takes
 * the next free one when it is its turn. Weights change how often it has a turn: in each round a
 * back-end gains weight / largest weight of a turn.
 *
 * <p>The table depends on names and weights only, so every host builds the same one. Stateless.
 */
public final class Maglev {
  /** Slots of every service's table; prime, so that every skip visits all slots. */
  public static final int SLOTS = 65_537;

  private static final long OFFSET_SEED = 0x9E37_79B9_7F4A_7C15L;
  private static final long SKIP_SEED = 0xC2B2_AE3D_27D4_EB4FL;

  private Maglev() {}

  /**
   * Builds a table.
   *
   * @param names what identifies each member on every host, such as "10.0.0.1:80"
   * @param weights turn frequencies, 0 to 65535; 0 takes no slot
   * @param slots a prime
   * @return for each slot the position of a member, or −1 everywhere when no weight is positive
   */
  public static int[] table(List<String> names, int[] weights, int slots) {
    int[] offsets = new int[names.size()];
    int[] skips = new int[names.size()];
    for (int member = 0; member < offsets.length; member++) {
      long hash = hash(names.get(member));
      offsets[member] = (int) Long.remainderUnsigned(mix(hash ^ OFFSET_SEED), slots);
      skips[member] = (int) Long.remainderUnsigned(mix(hash ^ SKIP_SEED), slots - 1) + 1;
    }
    return populate(offsets, skips, weights, slots);
  }

  /** The paper's algorithm for given permutations. */
  static int[] populate(int[] offsets, int[] skips, int[] weights, int slots) {
    int[] table = new int[slots];
    Arrays.fill(table, -1);
    int heaviest = Arrays.stream(weights).max().orElse(0);
    if (heaviest <= 0) {
      return table;
    }
    int[] next = offsets.clone();
    int[] turns = new int[offsets.length];
    int filled = 0;
    while (true) {
      for (int member = 0; member < next.length; member++) {
        turns[member] += weights[member];
        if (turns[member] < heaviest) {
          continue;
        }
        turns[member] -= heaviest;
        int slot = next[member];
        while (table[slot] >= 0) {
          slot = advance(slot, skips[member], slots);
        }
        table[slot] = member;
        next[member] = advance(slot, skips[member], slots);
        if (++filled == slots) {
          return table;
        }
      }
    }
  }

  private static int advance(int slot, int skip, int slots) {
    int next = slot + skip;
    return next >= slots ? next - slots : next;
  }

  /** FNV-1a over the name's UTF-8 bytes, mixed. */
  private static long hash(String name) {
    long hash = 0xcbf2_9ce4_8422_2325L;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100_0000_01b3L;
    }
    return mix(hash);
  }

  /** Spreads every input bit over all output bits (the finalizer of MurmurHash3, 64 bit). */
  public static long mix(long value) {
    value = (value ^ (value >>> 33)) * 0xff51_afd7_ed55_8ccdL;
    value = (value ^ (value >>> 33)) * 0xc4ce_b9fe_1a85_ec53L;
    return value ^ (value >>> 33);
  }
}

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
 *
 * <p>Walking takes ever longer the fewer slots are free. The last ones are therefore found the
 * other way round, by computing where each free slot lies in the member's order: the same table
 * sooner.
 */
public final class Maglev {
  /** Slots of every service's table; prime, so that every skip visits all slots. */
  public static final int SLOTS = 65_537;

  /** Members there can be: a slot is a char. */
  public static final int MAX_MEMBERS = 65_535;

  private static final long OFFSET_SEED = 0x9E37_79B9_7F4A_7C15L;
  private static final long SKIP_SEED = 0xC2B2_AE3D_27D4_EB4FL;

  /** Free slots from which on they are looked at one by one. */
  private static final int FEW = 128;

  private Maglev() {}

  /**
   * Builds a table.
   *
   * @param names what identifies each member on every host, such as "10.0.0.1:80"; at most {@value
   *     #MAX_MEMBERS}
   * @param weights turn frequencies, 0 to 65535; 0 takes no slot
   * @param slots a prime
   * @return for each slot the position of a member; empty when no weight is positive
   */
  public static char[] table(List<String> names, int[] weights, int slots) {
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
  static char[] populate(int[] offsets, int[] skips, int[] weights, int slots) {
    char[] turns = turns(weights, slots);
    if (turns.length == 0) {
      return turns;
    }
    char[] table = new char[slots];
    // One bit for each slot, so that the walks stay in the first-level cache.
    long[] taken = new long[(slots + 63) >>> 6];
    int[] next = offsets.clone();
    int turn = 0;
    for (; turn < slots - FEW; turn++) {
      char member = turns[turn];
      int skip = skips[member];
      int slot = next[member];
      while ((taken[slot >>> 6] >>> slot & 1) != 0) {
        slot += skip;
        slot -= slot >= slots ? slots : 0;
      }
      taken[slot >>> 6] |= 1L << slot;
      table[slot] = member;
      next[member] = slot;
    }
    int[] free = free(taken, slots);
    for (int left = free.length; left > 0; left--, turn++) {
      char member = turns[turn];
      int first = first(free, left, offsets[member], skips[member], slots);
      table[free[first]] = member;
      free[first] = free[left - 1];
    }
    return table;
  }

  private static int[] free(long[] taken, int slots) {
    int[] free = new int[slots];
    int count = 0;
    for (int slot = 0; slot < slots; slot++) {
      if ((taken[slot >>> 6] >>> slot & 1) == 0) {
        free[count++] = slot;
      }
    }
    return Arrays.copyOf(free, count);
  }

  /** Index of the free slot that is first in a member's order. */
  private static int first(int[] free, int count, int offset, int skip, int slots) {
    long inverse = inverse(skip, slots);
    long nearest = Long.MAX_VALUE;
    int first = 0;
    for (int i = 0; i < count; i++) {
      int ahead = free[i] - offset;
      long steps = (ahead < 0 ? ahead + slots : ahead) * inverse % slots;
      if (steps < nearest) {
        nearest = steps;
        first = i;
      }
    }
    return first;
  }

  /** The number whose product with {@code value} is 1 modulo a prime (Euclid's algorithm). */
  private static int inverse(int value, int prime) {
    int remainder = prime;
    int nextRemainder = value;
    int factor = 0;
    int nextFactor = 1;
    while (nextRemainder != 0) {
      int quotient = remainder / nextRemainder;
      int r = remainder - quotient * nextRemainder;
      remainder = nextRemainder;
      nextRemainder = r;
      int f = factor - quotient * nextFactor;
      factor = nextFactor;
      nextFactor = f;
    }
    return factor < 0 ? factor + prime : factor;
  }

  /**
   * Who has the turns, in their order: by round, then by member. Member m has its k-th turn in
   * round ⌈k · heaviest / weight⌉.
   *
   * @return at least as many turns as slots; empty when no weight is positive
   */
  private static char[] turns(int[] weights, int slots) {
    int heaviest = Arrays.stream(weights).max().orElse(0);
    if (heaviest <= 0) {
      return new char[0];
    }
    int rounds = rounds(weights, heaviest, slots);
    // Counting sort: where each round begins, then every member's turns, lowest member first.
    int[] position = new int[rounds + 2];
    for (int weight : weights) {
      long due = heaviest;
      for (int round = round(due, weight); round <= rounds; round = round(due, weight)) {
        position[round + 1]++;
        due += heaviest;
      }
    }
    for (int round = 1; round <= rounds + 1; round++) {
      position[round] += position[round - 1];
    }
    char[] turns = new char[position[rounds + 1]];
    for (int member = 0; member < weights.length; member++) {
      long due = heaviest;
      for (int round = round(due, weights[member]);
          round <= rounds;
          round = round(due, weights[member])) {
        turns[position[round]++] = (char) member;
        due += heaviest;
      }
    }
    return turns;
  }

  private static int round(long due, int weight) {
    return weight == 0 ? Integer.MAX_VALUE : (int) ((due + weight - 1) / weight);
  }

  /** The fewest rounds that have a turn for every slot. */
  private static int rounds(int[] weights, int heaviest, int slots) {
    int low = 1;
    int high = slots;
    while (low < high) {
      int middle = (low + high) >>> 1;
      long turns = 0;
      for (int weight : weights) {
        turns += (long) middle * weight / heaviest;
      }
      if (turns >= slots) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
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

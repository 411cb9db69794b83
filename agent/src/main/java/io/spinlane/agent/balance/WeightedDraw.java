package io.spinlane.agent.balance;

/**
 * Draws members at random by weight in constant time: Walker's alias method with the tables of Vose
 * ("A linear algorithm for generating random numbers with a given distribution", 1991), in integers
 * and therefore exact. Every member has a column of the same height; what its weight leaves empty
 * of the column is given to one heavier member.
 *
 * <p>Immutable; any thread.
 */
final class WeightedDraw {
  private final int[] own;
  private final int[] other;
  private final long height;

  /**
   * For these weights.
   *
   * @param weights 1 to 65535, of 1 to 8192 members
   */
  WeightedDraw(int[] weights) {
    int count = weights.length;
    own = new int[count];
    other = new int[count];
    long sum = 0;
    for (int weight : weights) {
      sum += weight;
    }
    height = sum;
    // In units in which the mean weight is the height.
    long[] left = new long[count];
    int[] light = new int[count];
    int[] heavy = new int[count];
    int lights = 0;
    int heavies = 0;
    for (int member = 0; member < count; member++) {
      left[member] = (long) weights[member] * count;
      if (left[member] < height) {
        light[lights++] = member;
      } else {
        heavy[heavies++] = member;
      }
    }
    while (lights > 0) {
      int small = light[--lights];
      int big = heavy[heavies - 1];
      own[small] = (int) left[small];
      other[small] = big;
      left[big] -= height - left[small];
      if (left[big] < height) {
        heavies--;
        light[lights++] = big;
      }
    }
    // What is left fills its column exactly.
    while (heavies > 0) {
      int member = heavy[--heavies];
      own[member] = (int) height;
      other[member] = member;
    }
  }

  /** A member for 64 random bits. */
  int draw(long random) {
    int column = (int) (((random >>> 32) * own.length) >>> 32);
    long at = ((random & 0xffff_ffffL) * height) >>> 32;
    return at < own[column] ? column : other[column];
  }
}

package io.spinlane.desktop.model;

/**
 * How many cards stand side by side when there are many of a kind: few are a column, many a block
 * that fits a window. Pure.
 */
public final class Grid {
  /** Distance between the left edges of neighbours. */
  public static final double STEP_X = Cards.WIDTH + 24;

  /** Up to so many are one column. */
  private static final int COLUMN = 8;

  /** In a lane of more than this also few are rows. */
  private static final int LONG_LANE = 48;

  /** Height of a card and the gap below it, about. */
  private static final double STEP_Y = 104;

  /** Width of a block by its height. */
  private static final double SHAPE = 1.33;

  private Grid() {}

  /**
   * Columns for all cards of a lane.
   *
   * @param cards how many there are
   */
  public static int columns(int cards) {
    return cards <= COLUMN
        ? 1
        : Math.max(2, (int) Math.round(Math.sqrt(SHAPE * cards * STEP_Y / STEP_X)));
  }

  /**
   * Columns for those that belong together, so that their last row is full if that is near.
   *
   * @param cards how many belong together
   * @param lane how many the whole lane has
   * @param room for how many side by side there is room
   */
  public static int columns(int cards, int lane, int room) {
    boolean few = cards <= COLUMN && lane <= LONG_LANE;
    int most = few ? 1 : Math.max(1, Math.min(cards, columns(lane)));
    return Math.clamp(even(cards, most), 1, Math.max(1, room));
  }

  private static int even(int cards, int most) {
    for (int off = 0; off <= most / 3; off++) {
      if (cards % (most + off) == 0 && most + off <= cards) {
        return most + off;
      }
      if (cards % (most - off) == 0) {
        return most - off;
      }
    }
    int rows = (cards + most - 1) / most;
    return (cards + rows - 1) / rows;
  }
}

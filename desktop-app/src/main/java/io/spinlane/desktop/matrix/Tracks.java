package io.spinlane.desktop.matrix;

import java.util.List;
import java.util.function.BiPredicate;

/**
 * Where each row or column begins: all have one size, and a gap stands where a group ends. Pure.
 */
final class Tracks {
  private final double[] starts;
  private final double size;

  /**
   * Tracks of items.
   *
   * @param apart two neighbours belong to different groups
   */
  <T> Tracks(List<T> items, double size, double gap, BiPredicate<T, T> apart) {
    this.size = size;
    starts = new double[items.size() + 1];
    for (int i = 1; i <= items.size(); i++) {
      boolean border = i < items.size() && apart.test(items.get(i - 1), items.get(i));
      starts[i] = starts[i - 1] + size + (border ? gap : 0);
    }
  }

  int count() {
    return starts.length - 1;
  }

  double start(int track) {
    return starts[track];
  }

  double size() {
    return size;
  }

  double end(int track) {
    return starts[track] + size;
  }

  double total() {
    return starts[starts.length - 1];
  }

  /** The track at a place, or the nearest; there must be one. */
  int at(double place) {
    int low = 0;
    int high = count() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (starts[middle] <= place) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}

package io.spinlane.desktop.model;

import java.util.HashMap;
import java.util.Map;

/** Finds one free id after the other without looking at the same numbers twice. */
final class FreeIds {
  private final Map<String, ?> taken;
  private final Map<String, Integer> next = new HashMap<>();

  /** What is taken may grow meanwhile, but nothing of it may become free. */
  FreeIds(Map<String, ?> taken) {
    this.taken = taken;
  }

  /** A free id made of a stem and the first number that nobody uses, such as "nic2". */
  String next(String stem) {
    int number = next.getOrDefault(stem, 1);
    while (taken.containsKey(stem + number)) {
      number++;
    }
    next.put(stem, number);
    return stem + number;
  }
}

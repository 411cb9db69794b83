package io.spinlane.agent.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers ids from 0 in the order they are first seen; an id keeps its number for good, so counters
 * and connections that hold the number stay right when the drawing changes. One thread.
 */
final class Rows {
  private final String what;
  private final int limit;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> ids = new ArrayList<>();

  Rows(String what, int limit) {
    this.what = what;
    this.limit = limit;
  }

  /** The number of an id, given now if it has none. */
  int of(String id) {
    Integer number = numbers.get(id);
    if (number != null) {
      return number;
    }
    if (ids.size() == limit) {
      throw new IllegalArgumentException(
          "more than "
              + limit
              + " different "
              + what
              + " since the agent started; restart it to begin anew");
    }
    numbers.put(id, ids.size());
    ids.add(id);
    return ids.size() - 1;
  }

  /** The number of an id; −1 when it has none. */
  int find(String id) {
    return numbers.getOrDefault(id, -1);
  }

  /** The id of a number that was given. */
  String id(int row) {
    return ids.get(row);
  }

  int size() {
    return ids.size();
  }
}

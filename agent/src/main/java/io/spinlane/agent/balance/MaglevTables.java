package io.spinlane.agent.balance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@link Maglev} tables of one plan after the other. Services of one pool share its table, and
 * a pool that has not changed keeps the table it had, so a change costs the tables of what changed.
 * One thread.
 */
public final class MaglevTables {
  private Map<List<String>, char[]> before = Map.of();
  private Map<List<String>, char[]> now = new HashMap<>();

  /** The next plan begins: tables that the one before did not use are forgotten. */
  public void begin() {
    before = now;
    now = new HashMap<>();
  }

  /** As {@link Maglev#table} with {@link Maglev#SLOTS}. */
  char[] table(List<String> names, int[] weights) {
    List<String> key = new ArrayList<>(names.size());
    for (int member = 0; member < weights.length; member++) {
      key.add(names.get(member) + "=" + weights[member]);
    }
    char[] known = before.get(key);
    return now.computeIfAbsent(
        key, unknown -> known != null ? known : Maglev.table(names, weights, Maglev.SLOTS));
  }
}

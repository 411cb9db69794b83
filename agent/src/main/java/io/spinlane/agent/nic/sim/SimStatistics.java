package io.spinlane.agent.nic.sim;

import java.util.Map;

/**
 * What the simulated machines have counted, added up.
 *
 * @param values every statistic
 * @param servedByAddress connections and exchanges accepted, by server address
 */
public record SimStatistics(Map<SimStatistic, Long> values, Map<String, Long> servedByAddress) {
  public SimStatistics {
    values = Map.copyOf(values);
    servedByAddress = Map.copyOf(servedByAddress);
  }

  /** One statistic. */
  public long get(SimStatistic which) {
    return values.getOrDefault(which, 0L);
  }
}

package io.spinlane.agent.plan;

/**
 * One service.
 *
 * @param row its row
 * @param id the topology's id
 * @param members rows of the back-ends that take new connections
 * @param maglev for each slot a position in {@code members}; empty for round robin
 * @param synTimeoutMs idle times by state; for UDP the second and first are those with and without
 *     an answer
 */
@SuppressWarnings("ArrayRecordComponent") // As in CorePlan.
public record ServicePlan(
    int row,
    String id,
    int[] members,
    int[] maglev,
    int synTimeoutMs,
    int establishedTimeoutMs,
    int finTimeoutMs) {
  /** True when new connections go round. */
  public boolean roundRobin() {
    return maglev.length == 0;
  }
}

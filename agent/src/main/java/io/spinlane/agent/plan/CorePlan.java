package io.spinlane.agent.plan;

import io.spinlane.v1.IdleStrategy;

/**
 * One switch core.
 *
 * @param row its row, which is also its transmit lane on every NIC
 * @param id the topology's id
 * @param cpu where it is pinned
 * @param idle what it does when its queues are empty
 * @param nics rows of the NICs it polls, lane by lane
 * @param queues the queue of each of these lanes
 * @param queueRows counter row of each of these lanes
 * @param position among the switch cores of the plan, from 0
 * @param cores how many switch cores the plan has
 */
@SuppressWarnings("ArrayRecordComponent") // Flat arrays for the polling loop; never compared.
public record CorePlan(
    int row,
    String id,
    int cpu,
    IdleStrategy idle,
    int[] nics,
    int[] queues,
    int[] queueRows,
    int position,
    int cores) {}

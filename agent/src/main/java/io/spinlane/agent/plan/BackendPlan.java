package io.spinlane.agent.plan;

/**
 * One back-end.
 *
 * @param row its row
 * @param id the topology's id
 * @param high address, halves as in {@link io.spinlane.agent.packet.Address}
 * @param port 0: the port the client asked for
 * @param keepsConnections false in maintenance
 */
public record BackendPlan(
    int row, String id, long high, long low, int port, boolean keepsConnections) {}

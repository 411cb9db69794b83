package io.spinlane.agent.plan;

/**
 * One back-end.
 *
 * @param row its row
 * @param id the topology's id
 * @param address IPv4, first byte highest
 * @param port 0: the port the client asked for
 * @param keepsConnections false in maintenance
 */
public record BackendPlan(int row, String id, int address, int port, boolean keepsConnections) {}

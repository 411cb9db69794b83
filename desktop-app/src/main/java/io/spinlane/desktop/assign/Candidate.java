package io.spinlane.desktop.assign;

/**
 * A core that could poll queues.
 *
 * @param id of the core
 * @param cpu its CPU
 * @param drawn false: it is drawn only if a lane leads to it
 */
public record Candidate(String id, int cpu, boolean drawn) {}

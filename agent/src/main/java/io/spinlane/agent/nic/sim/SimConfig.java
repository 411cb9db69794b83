package io.spinlane.agent.nic.sim;

/**
 * How to open a SIM NIC. What is behind it comes from the topology.
 *
 * @param id the topology's id
 * @param mac hardware address of the NIC, in the low 48 bits
 * @param mtuBytes largest layer-3 packet
 * @param queues receive queues, from 1
 * @param seed of every random choice
 */
public record SimConfig(String id, long mac, int mtuBytes, int queues, long seed) {}

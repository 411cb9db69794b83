package io.spinlane.agent.nic;

/**
 * What does not change while a NIC is open.
 *
 * @param id the topology's id
 * @param mac hardware address in the low 48 bits, first byte highest
 * @param mtuBytes largest layer-3 packet
 * @param receiveQueues queues to poll, numbered from 0
 */
public record NicInfo(String id, long mac, int mtuBytes, int receiveQueues) {}

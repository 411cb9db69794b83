package io.spinlane.agent.nic.afpacket;

/**
 * How to open an AF_PACKET NIC.
 *
 * @param id the topology's id, for messages
 * @param device name of the device in its namespace
 * @param mac hardware address of the NIC, in the low 48 bits; 0: the device's own. Another than the
 *     device's makes it promiscuous
 * @param mtuBytes largest layer-3 packet, at most the device's; 0: the device's own
 * @param queues receive queues, from 1
 * @param receiveSlots slots of each receive ring, which hold 64 KiB each
 * @param transmitSlots slots of each lane's transmit ring, likewise
 * @param hostTraffic what the host's own stack sees of the device
 * @param networkNamespace path of the namespace that holds the device; empty: the agent's own
 */
public record AfPacketConfig(
    String id,
    String device,
    long mac,
    int mtuBytes,
    int queues,
    int receiveSlots,
    int transmitSlots,
    HostTraffic hostTraffic,
    String networkNamespace) {}

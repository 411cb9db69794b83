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
 * @param receiveSlots slots of each receive ring; 0: {@value #RECEIVE_SLOTS}
 * @param transmitSlots slots of each transmit ring; 0: {@value #TRANSMIT_SLOTS}
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
    String networkNamespace) {
  /** About 70 MB a queue: slots hold 64 KiB frames. */
  public static final int RECEIVE_SLOTS = 1024;

  /** About 18 MB a lane. */
  public static final int TRANSMIT_SLOTS = 256;

  public AfPacketConfig {
    if (receiveSlots == 0) {
      receiveSlots = RECEIVE_SLOTS;
    }
    if (transmitSlots == 0) {
      transmitSlots = TRANSMIT_SLOTS;
    }
  }
}

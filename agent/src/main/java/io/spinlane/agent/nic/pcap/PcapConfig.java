package io.spinlane.agent.nic.pcap;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to open a PCAP NIC.
 *
 * @param id the topology's id, for messages
 * @param mac hardware address of the NIC, in the low 48 bits
 * @param mtuBytes largest layer-3 packet
 * @param queues receive queues, from 1; frames come from the first
 * @param readFile capture to receive; null: nothing is received
 * @param writeFile capture to write; null: frames are counted and discarded
 */
public record PcapConfig(
    String id,
    long mac,
    int mtuBytes,
    int queues,
    @Nullable Path readFile,
    @Nullable Path writeFile) {}

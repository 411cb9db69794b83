package io.spinlane.agent.engine;

import io.spinlane.agent.packet.FrameBatch;

/**
 * TCP and UDP packets of one poll with what the classifier read from their headers, field by field,
 * so that each later step is a loop over arrays. Owned by one core.
 */
final class PacketBatch {
  final int[] frames = new int[FrameBatch.CAPACITY];

  /** Offset of the IPv4 header in the frame memory, and of the layer-4 header. */
  final long[] network = new long[FrameBatch.CAPACITY];

  final long[] transport = new long[FrameBatch.CAPACITY];

  /** IPv4 total length. */
  final int[] bytes = new int[FrameBatch.CAPACITY];

  final int[] protocol = new int[FrameBatch.CAPACITY];
  final int[] source = new int[FrameBatch.CAPACITY];
  final int[] destination = new int[FrameBatch.CAPACITY];

  /** Source port in the upper half, destination port in the lower. */
  final int[] ports = new int[FrameBatch.CAPACITY];

  /** TCP flags; 0 for UDP. */
  final int[] flags = new int[FrameBatch.CAPACITY];

  /** Service row, or −1; set by the service look-up. */
  final int[] service = new int[FrameBatch.CAPACITY];

  int count;
}

package io.spinlane.agent.engine;

import io.spinlane.agent.packet.FrameBatch;

/**
 * TCP and UDP packets of one poll with what the classifier read from their headers, field by field,
 * so that each later step is a loop over arrays. Addresses are halves as in {@link
 * io.spinlane.agent.packet.Address}. Owned by one core.
 */
final class PacketBatch {
  /** {@link #part} of a packet that is not a fragment. */
  static final byte WHOLE = 0;

  /** Of a first fragment, which has ports. */
  static final byte FIRST = 1;

  /** Of any other fragment: what is behind its IP header is data. */
  static final byte LATER = 2;

  final int[] frames = new int[FrameBatch.CAPACITY];

  /** Offset of the IP header in the frame memory, and of the layer-4 header. */
  final long[] network = new long[FrameBatch.CAPACITY];

  final long[] transport = new long[FrameBatch.CAPACITY];

  /** Length of the packet from the IP header on. */
  final int[] bytes = new int[FrameBatch.CAPACITY];

  final boolean[] ipv6 = new boolean[FrameBatch.CAPACITY];
  final int[] protocol = new int[FrameBatch.CAPACITY];
  final long[] sourceHigh = new long[FrameBatch.CAPACITY];
  final long[] sourceLow = new long[FrameBatch.CAPACITY];
  final long[] destinationHigh = new long[FrameBatch.CAPACITY];
  final long[] destinationLow = new long[FrameBatch.CAPACITY];

  final byte[] part = new byte[FrameBatch.CAPACITY];

  /** Of a fragment: what all of its packet have in common. */
  final int[] identification = new int[FrameBatch.CAPACITY];

  /** Source port in the upper half, destination port in the lower. */
  final int[] ports = new int[FrameBatch.CAPACITY];

  /** TCP flags; 0 for UDP. */
  final int[] flags = new int[FrameBatch.CAPACITY];

  /** Service row, or −1; set by the service look-up. */
  final int[] service = new int[FrameBatch.CAPACITY];

  /** Where its connection would be in the table; set by the service look-up. */
  final int[] bucket = new int[FrameBatch.CAPACITY];

  int count;

  int sourcePort(int i) {
    return ports[i] >>> 16;
  }

  int destinationPort(int i) {
    return ports[i] & 0xffff;
  }
}

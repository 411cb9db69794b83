package io.spinlane.agent.engine;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;

import io.spinlane.agent.packet.Checksum;
import io.spinlane.agent.packet.Ethernet;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameMemory;
import io.spinlane.agent.packet.Ipv4;
import io.spinlane.agent.packet.Ipv6;
import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.packet.Wire;

/**
 * Cuts a frame that its sender left to TCP segmentation offload into the segments it stands for,
 * where no device can: in front of a tunnel. One core's; reads one frame at a time.
 *
 * <pre>
 *   start(…) ─▶ next() ─▶ next() ─▶ … ─▶ NONE        the frame itself stays the caller's
 * </pre>
 */
final class Segmenter {
  private static final int PSH = 1 << 3;
  private static final int CWR = 1 << 7;
  private static final int ONLY_LAST = Tcp.FIN | PSH;
  private static final int FLAGS = 13;

  private final CoreContext context;
  private long packet;
  private int ipBytes;
  private int headerBytes;
  private int bytes;
  private int sizeBytes;
  private boolean ipv6;
  private int at;

  Segmenter(CoreContext context) {
    this.context = context;
  }

  /**
   * Begins with a packet of a batch.
   *
   * @return false when its description does not fit it
   */
  boolean start(PacketBatch packets, int i) {
    if (packets.protocol(i) != Ipv4.PROTOCOL_TCP || packets.part(i) != PacketBatch.WHOLE) {
      return false;
    }
    packet = packets.network(i);
    ipv6 = packets.ipv6(i);
    bytes = packets.bytes(i);
    ipBytes = (int) (packets.transport(i) - packet);
    headerBytes = ipBytes + Tcp.headerBytes(MEMORY, packets.transport(i));
    sizeBytes = Frame.gsoSize(packets.frame(i));
    at = headerBytes;
    return sizeBytes > 0 && headerBytes < bytes;
  }

  /** Bytes of the packet that {@link #next} is about to make; 0 when all are made. */
  int nextBytes() {
    return at >= bytes ? 0 : headerBytes + Math.min(sizeBytes, bytes - at);
  }

  /**
   * The next segment in a new frame, complete with checksums behind room for an Ethernet header; or
   * {@link Frame#NONE} when there is no free frame.
   */
  int next() {
    int frame = context.pool.take();
    if (frame == Frame.NONE) {
      return frame;
    }
    int length = nextBytes();
    Frame.fill(frame, Frame.HEADROOM_BYTES, Ethernet.HEADER_BYTES + length);
    long to = FrameMemory.at(Frame.data(frame) + Ethernet.HEADER_BYTES);
    copy(packet, to, headerBytes);
    copy(packet + at, to + headerBytes, length - headerBytes);
    network(to, length);
    transport(FrameMemory.at(to + ipBytes), to, length - ipBytes);
    at += length - headerBytes;
    return frame;
  }

  private void network(long to, int length) {
    if (ipv6) {
      Ipv6.payloadLength(MEMORY, to, length - Ipv6.HEADER_BYTES);
      return;
    }
    int number = (at - headerBytes) / sizeBytes;
    Wire.u16(MEMORY, FrameMemory.at(to + 2), length);
    Wire.u16(MEMORY, FrameMemory.at(to + 4), Wire.u16(MEMORY, FrameMemory.at(to + 4)) + number);
    Ipv4.checksum(MEMORY, to, 0);
    Ipv4.checksum(MEMORY, to, Checksum.finish(Checksum.add(0, MEMORY, to, ipBytes)));
  }

  private void transport(long segment, long network, int segmentBytes) {
    int done = at - headerBytes;
    int flags = Wire.u8(MEMORY, FrameMemory.at(segment + FLAGS));
    if (at + segmentBytes + ipBytes - headerBytes < bytes) {
      flags &= ~ONLY_LAST;
    }
    if (done > 0) {
      flags &= ~CWR;
    }
    Wire.u8(MEMORY, FrameMemory.at(segment + FLAGS), flags);
    Wire.i32(MEMORY, FrameMemory.at(segment + 4), Tcp.sequence(MEMORY, segment) + done);
    long sum =
        ipv6
            ? Ipv6.pseudoHeader(MEMORY, network, Ipv4.PROTOCOL_TCP, segmentBytes)
            : Checksum.addPseudoHeader(
                0,
                Ipv4.source(MEMORY, network),
                Ipv4.destination(MEMORY, network),
                Ipv4.PROTOCOL_TCP,
                segmentBytes);
    Tcp.checksum(MEMORY, segment, 0);
    Tcp.checksum(
        MEMORY, segment, Checksum.finish(Checksum.add(sum, MEMORY, segment, segmentBytes)));
  }

  /** Frames never overlap. */
  private static void copy(long from, long to, int bytes) {
    int i = 0;
    for (; i + Long.BYTES <= bytes; i += Long.BYTES) {
      Wire.i64(MEMORY, FrameMemory.at(to + i), Wire.i64(MEMORY, FrameMemory.at(from + i)));
    }
    for (; i < bytes; i++) {
      Wire.u8(MEMORY, FrameMemory.at(to + i), Wire.u8(MEMORY, FrameMemory.at(from + i)));
    }
  }
}

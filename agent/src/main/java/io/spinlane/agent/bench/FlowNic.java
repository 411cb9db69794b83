package io.spinlane.agent.bench;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;

import io.spinlane.agent.nic.Nic;
import io.spinlane.agent.nic.NicInfo;
import io.spinlane.agent.nic.NicStatistic;
import io.spinlane.agent.packet.Arp;
import io.spinlane.agent.packet.Checksum;
import io.spinlane.agent.packet.Ethernet;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FrameMemory;
import io.spinlane.agent.packet.FramePool;
import io.spinlane.agent.packet.Ipv4;
import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.packet.Wire;

/**
 * A NIC that makes 64-byte TCP segments of many flows towards one VIP while it {@linkplain #flows
 * is told to}, swallows what is sent to it, and answers ARP. Each frame is written out in full,
 * which stands for the device's DMA and costs a few nanoseconds.
 */
final class FlowNic implements Nic {
  static final long PEER_MAC = 0x0200_0000_00ffL;

  private static final int FRAME_BYTES = 60;
  private static final int CLIENT_NETWORK = 0x64_40_00_00; // 100.64.0.0/10, RFC 6598.
  private static final int PORTS = 1 << 14;
  private static final int FIRST_PORT = 1 << 15;
  private static final int VERSION_AND_LENGTH = 0x4500;
  private static final int NO_FRAGMENT = 0x4000;
  private static final int TTL_AND_TCP = 64 << 8 | Ipv4.PROTOCOL_TCP;

  private final NicInfo info;
  private final int vip;
  private final int vipPort;

  private int firstFlow;
  private int flows;
  private int flags;
  private long random = 1;
  private boolean inOrder;
  private long transmitted;

  /** An ARP request to answer: who asked for which address; 0: none. */
  private int askedFor;

  private int askedBy;
  private long askedByMac;

  FlowNic(String id, long mac, int vip, int vipPort) {
    this.info = new NicInfo(id, mac, 1500, 1, false);
    this.vip = vip;
    this.vipPort = vipPort;
  }

  /** Makes one segment for each flow in turn, from flow {@code first} on. */
  void inOrder(int first, int count, int tcpFlags) {
    firstFlow = first;
    flows = count;
    flags = tcpFlags;
    inOrder = true;
  }

  /** Makes segments of flows 0 to count − 1 in random order for as long as it is polled. */
  void atRandom(int count, int tcpFlags) {
    firstFlow = 0;
    flows = count;
    flags = tcpFlags;
    inOrder = false;
  }

  /** Makes nothing. */
  void quiet() {
    flows = 0;
  }

  /** Segments still to be made in order. */
  int left() {
    return inOrder ? flows : 0;
  }

  /** Frames other than ARP sent to this NIC. */
  long transmitted() {
    return transmitted;
  }

  @Override
  public NicInfo info() {
    return info;
  }

  @Override
  public int receive(int queue, FrameBatch batch, FramePool pool) {
    int before = batch.count;
    if (askedFor != 0) {
      answer(batch, pool);
    }
    while (flows > 0 && !batch.isFull()) {
      int frame = pool.take();
      if (frame == Frame.NONE) {
        break;
      }
      write(frame, nextFlow());
      batch.add(frame);
    }
    return batch.count - before;
  }

  private int nextFlow() {
    if (inOrder) {
      flows--;
      return firstFlow++;
    }
    random = random * 0x5851_F42D_4C95_7F2DL + 0x1405_7B7E_F767_814FL;
    return (int) (((random >>> 33) * flows) >>> 31);
  }

  /**
   * Writes a segment by 64 bits at a time, its checksums from the fields themselves: to read back
   * what was just written in other widths would stall the core, and be no part of the engine.
   */
  private void write(int frame, int flow) {
    Frame.fill(frame, Frame.HEADROOM_BYTES, FRAME_BYTES);
    long at = Frame.data(frame);
    long mac = info.mac();
    long source = Integer.toUnsignedLong(CLIENT_NETWORK + flow / PORTS);
    long destination = vip & 0xffff_ffffL;
    int port = FIRST_PORT + flow % PORTS;
    int offsetAndFlags = Tcp.HEADER_BYTES >>> 2 << 12 | flags;
    int total = Ipv4.HEADER_BYTES + Tcp.HEADER_BYTES;
    long addresses = source + destination;
    long header = VERSION_AND_LENGTH + total + NO_FRAGMENT + TTL_AND_TCP + addresses;
    long segment =
        addresses
            + Ipv4.PROTOCOL_TCP
            + Tcp.HEADER_BYTES
            + port
            + vipPort
            + flow
            + 1
            + offsetAndFlags;
    long headerSum = Checksum.finish(header);
    long segmentSum = Checksum.finish(segment);
    Wire.i64(MEMORY, at, mac << 16 | PEER_MAC >>> 32);
    Wire.i64(MEMORY, at + 8, PEER_MAC << 32 | Ethernet.TYPE_IPV4 << 16 | VERSION_AND_LENGTH);
    Wire.i64(MEMORY, at + 16, (long) total << 48 | (long) NO_FRAGMENT << 16 | TTL_AND_TCP);
    Wire.i64(MEMORY, at + 24, headerSum << 48 | source << 16 | destination >>> 16);
    Wire.i64(
        MEMORY,
        at + 32,
        destination << 48 | (long) port << 32 | (long) vipPort << 16 | flow >>> 16);
    Wire.i64(MEMORY, at + 40, (long) flow << 48 | 1 << 16 | offsetAndFlags);
    Wire.i64(MEMORY, at + 48, segmentSum << 32);
    Wire.i32(MEMORY, at + 56, 0);
  }

  private void answer(FrameBatch batch, FramePool pool) {
    int frame = pool.take();
    if (frame != Frame.NONE) {
      Frame.fill(frame, Frame.HEADROOM_BYTES, FRAME_BYTES);
      long data = Frame.data(frame);
      Ethernet.addresses(MEMORY, data, info.mac(), PEER_MAC);
      Ethernet.type(MEMORY, data, Ethernet.TYPE_ARP);
      long packet = FrameMemory.at(data + Ethernet.HEADER_BYTES);
      Arp.write(MEMORY, packet, Arp.REPLY, PEER_MAC, askedFor, askedByMac, askedBy);
      batch.add(frame);
      askedFor = 0;
    }
  }

  @Override
  public int transmit(int lane, FrameBatch batch, FramePool pool) {
    for (int i = 0; i < batch.count; i++) {
      int frame = batch.frames[i];
      long data = Frame.data(frame);
      if (Ethernet.type(MEMORY, data) == Ethernet.TYPE_ARP) {
        long packet = FrameMemory.at(data + Ethernet.HEADER_BYTES);
        if (Arp.operation(MEMORY, packet) == Arp.REQUEST
            && Arp.senderAddress(MEMORY, packet) != Arp.targetAddress(MEMORY, packet)) {
          askedFor = Arp.targetAddress(MEMORY, packet);
          askedBy = Arp.senderAddress(MEMORY, packet);
          askedByMac = Wire.u48(MEMORY, packet + 8);
        }
      } else {
        transmitted++;
      }
      pool.give(frame);
    }
    return batch.count;
  }

  @Override
  public long statistic(NicStatistic which) {
    return 0;
  }

  @Override
  public boolean linkUp() {
    return true;
  }

  @Override
  public void close() {}
}

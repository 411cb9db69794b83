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

  private void write(int frame, int flow) {
    Frame.fill(frame, Frame.HEADROOM_BYTES, FRAME_BYTES);
    long data = Frame.data(frame);
    Ethernet.addresses(MEMORY, data, info.mac(), PEER_MAC);
    Ethernet.type(MEMORY, data, Ethernet.TYPE_IPV4);
    long packet = FrameMemory.at(data + Ethernet.HEADER_BYTES);
    int source = CLIENT_NETWORK + flow / PORTS;
    int port = FIRST_PORT + flow % PORTS;
    int total = Ipv4.HEADER_BYTES + Tcp.HEADER_BYTES;
    Ipv4.write(MEMORY, packet, total, 64, Ipv4.PROTOCOL_TCP, source, vip);
    long segment = FrameMemory.at(packet + Ipv4.HEADER_BYTES);
    Tcp.write(MEMORY, segment, port << 16 | vipPort, flow, 1, flags);
    long sum = Checksum.addPseudoHeader(0, source, vip, Ipv4.PROTOCOL_TCP, Tcp.HEADER_BYTES);
    Tcp.checksum(
        MEMORY, segment, Checksum.finish(Checksum.add(sum, MEMORY, segment, Tcp.HEADER_BYTES)));
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

package io.spinlane.agent.kernel;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;

import io.spinlane.agent.lab.LabNamespace;
import io.spinlane.agent.nic.afpacket.AfPacketConfig;
import io.spinlane.agent.nic.afpacket.AfPacketNic;
import io.spinlane.agent.nic.afpacket.HostShield;
import io.spinlane.agent.nic.afpacket.HostTraffic;
import io.spinlane.agent.packet.Checksum;
import io.spinlane.agent.packet.Ethernet;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FrameMemory;
import io.spinlane.agent.packet.FramePool;
import io.spinlane.agent.packet.FrameStore;
import io.spinlane.agent.packet.Ipv4;
import io.spinlane.agent.packet.Tcp;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends SYNs of invented clients in 198.18.0.0/15 to the VIP from a device, at a steady rate, until
 * closed. A thread of its own.
 */
final class Flood implements AutoCloseable {
  private static final int SOURCES = 0xc612_0000;
  private static final int VIP = 0xcb00_710a;
  private static final int TCP_BYTES = Ipv4.HEADER_BYTES + Tcp.HEADER_BYTES;
  private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(1);

  private final FrameStore store = new FrameStore(512, FrameStore.OFFLOAD_SLOT_BYTES);
  private final HostShield shield = HostShield.open();
  private final AfPacketNic nic;
  private final int inStep;
  private final long destinationMac;
  private final SplittableRandom random = new SplittableRandom(1);
  private final Thread thread;
  private volatile boolean over;
  private final AtomicLong sent = new AtomicLong();

  /**
   * Begins.
   *
   * @param destinationMac of the switch
   * @param perSecond SYNs
   */
  Flood(LabNamespace from, String device, long destinationMac, int perSecond) throws IOException {
    this.nic =
        AfPacketNic.open(
            new AfPacketConfig("flood", device, 0, 0, 1, 64, 256, HostTraffic.SHARED, from.path()),
            1,
            shield);
    this.inStep = (int) (perSecond * STEP_NS / TimeUnit.SECONDS.toNanos(1));
    this.destinationMac = destinationMac;
    this.thread = Thread.ofPlatform().name("flood").start(this::run);
  }

  /** SYNs the device has taken so far. */
  long sent() {
    return sent.get();
  }

  private void run() {
    FramePool pool = new FramePool(store, Frame.OWNER_CORE_0);
    FrameBatch batch = new FrameBatch();
    long dueNs = System.nanoTime();
    while (!over) {
      for (int left = inStep; left > 0; left -= FrameBatch.CAPACITY) {
        for (int i = Math.min(left, FrameBatch.CAPACITY); i > 0; i--) {
          int frame = pool.take();
          write(frame);
          batch.add(frame);
        }
        int accepted = nic.transmit(0, batch, pool);
        for (int i = accepted; i < batch.count; i++) {
          pool.give(batch.frames[i]);
        }
        batch.clear();
        sent.addAndGet(accepted);
      }
      dueNs += STEP_NS;
      LockSupport.parkNanos(dueNs - System.nanoTime());
    }
    pool.drain();
  }

  private void write(int frame) {
    Frame.fill(frame, Frame.HEADROOM_BYTES, Ethernet.MIN_FRAME_BYTES);
    long data = Frame.data(frame);
    long packet = FrameMemory.at(data + Ethernet.HEADER_BYTES);
    long segment = FrameMemory.at(packet + Ipv4.HEADER_BYTES);
    int source = SOURCES | random.nextInt(1 << 17);
    int port = 1024 + random.nextInt(60_000);
    Ethernet.addresses(MEMORY, data, destinationMac, nic.info().mac());
    Ethernet.type(MEMORY, data, Ethernet.TYPE_IPV4);
    Ipv4.write(MEMORY, packet, TCP_BYTES, 64, Ipv4.PROTOCOL_TCP, source, VIP);
    Tcp.write(MEMORY, segment, port << 16 | 80, random.nextInt(), 0, Tcp.SYN);
    long sum =
        Checksum.addPseudoHeader(0, source, VIP, Ipv4.PROTOCOL_TCP, Tcp.HEADER_BYTES)
            + Checksum.add(0, MEMORY, segment, Tcp.HEADER_BYTES);
    Tcp.checksum(MEMORY, segment, Checksum.finish(sum));
  }

  @Override
  public void close() throws IOException {
    over = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    nic.close();
    shield.close();
    store.close();
  }
}

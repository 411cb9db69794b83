package io.spinlane.agent.nic.sim;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;

import io.spinlane.agent.nic.Nic;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FramePool;
import io.spinlane.agent.packet.FrameStore;
import io.spinlane.topology.IpAddress;
import java.util.Random;
import java.util.zip.CRC32C;

/**
 * The least that can stand between the two NICs of the first sample: answers ARP, rewrites
 * addresses by a fixed rule, knows no connections, and loses or spoils frames when told so. Lets
 * the simulated world be tried by itself; the real engine has its own test with it.
 */
final class StaticNat implements AutoCloseable {
  static final long CLIENT_NIC_MAC = 0x0200_0000_0001L;
  static final long SERVER_NIC_MAC = 0x0200_0000_0002L;

  private static final int VIP = address("203.0.113.10");
  private static final int WEB = address("10.0.0.11");
  private static final int NAMES = address("10.0.0.21");

  private final FrameStore store = new FrameStore(512, FrameStore.STANDARD_SLOT_BYTES);
  private final FramePool pool = new FramePool(store, Frame.OWNER_CORE_0);
  private final FrameBatch in = new FrameBatch();
  private final FrameBatch out = new FrameBatch();
  private final FrameBatch back = new FrameBatch();
  private final Nic clients;
  private final Nic servers;
  private final Random random = new Random(42);

  /** One frame in so many is lost; 0: none. */
  int lossOneIn;

  /** One frame in so many has a byte changed; 0: none. */
  int spoilOneIn;

  long spoiled;
  long[] framesByQueue;

  /** CRC of all frames received from the NICs. */
  final CRC32C digest = new CRC32C();

  boolean digesting;

  StaticNat(Nic clients, Nic servers) {
    this.clients = clients;
    this.servers = servers;
    framesByQueue = new long[clients.info().receiveQueues()];
  }

  /** Polls every queue once; the number of frames. */
  int step() {
    int frames = 0;
    for (int queue = 0; queue < clients.info().receiveQueues(); queue++) {
      int count = clients.receive(queue, in, pool);
      framesByQueue[queue] += count;
      frames += count;
      forward(true, clients, servers);
    }
    for (int queue = 0; queue < servers.info().receiveQueues(); queue++) {
      frames += servers.receive(queue, in, pool);
      forward(false, servers, clients);
    }
    return frames;
  }

  private void forward(boolean request, Nic from, Nic to) {
    for (int i = 0; i < in.count; i++) {
      int frame = in.frames[i];
      long at = Frame.data(frame);
      if (digesting) {
        digest.update(MEMORY.asSlice(at, Frame.length(frame)).asByteBuffer());
      }
      if (Bytes.u16(MEMORY, at + 12) == Frames.TYPE_ARP) {
        answerArp(frame, at, request ? CLIENT_NIC_MAC : SERVER_NIC_MAC);
        back.add(frame);
      } else if (lossOneIn > 0 && random.nextInt(lossOneIn) == 0) {
        pool.give(frame);
      } else {
        rewrite(at, request);
        spoil(at);
        out.add(frame);
      }
    }
    in.clear();
    int _ = from.transmit(0, back, pool);
    back.clear();
    int _ = to.transmit(0, out, pool);
    out.clear();
  }

  private static void answerArp(int frame, long at, long mac) {
    long arp = at + Frames.ETHERNET_BYTES;
    long senderMac = Bytes.u48(MEMORY, arp + 8);
    int sender = Bytes.i32(MEMORY, arp + 14);
    int target = Bytes.i32(MEMORY, arp + 24);
    int length =
        Frames.arp(MEMORY, at, senderMac, Frames.ARP_REPLY, mac, target, senderMac, sender);
    Frame.fill(frame, Frame.start(frame), length);
  }

  /** To a server by the source port, and back to the VIP. */
  private static void rewrite(long at, boolean request) {
    long ip = at + Frames.ETHERNET_BYTES;
    long transport = ip + Frames.IPV4_BYTES;
    boolean tcp = Bytes.u8(MEMORY, ip + 9) == Frames.TCP;
    if (request) {
      int choice = Bytes.u16(MEMORY, transport) % (tcp ? 3 : 2);
      Bytes.set32(MEMORY, ip + 16, (tcp ? WEB : NAMES) + choice);
      Bytes.set16(MEMORY, transport + 2, tcp ? 8080 : 53);
    } else {
      Bytes.set32(MEMORY, ip + 12, VIP);
      Bytes.set16(MEMORY, transport, tcp ? 80 : 53);
    }
    int destination = Bytes.i32(MEMORY, ip + 16);
    Bytes.set48(MEMORY, at, 0x0a00_0000_0000L | Integer.toUnsignedLong(destination));
    Bytes.set48(MEMORY, at + 6, request ? SERVER_NIC_MAC : CLIENT_NIC_MAC);
    Bytes.set16(MEMORY, ip + 10, 0);
    Bytes.set16(MEMORY, ip + 10, ~Bytes.sum(MEMORY, ip, Frames.IPV4_BYTES, 0));
    int length = Bytes.u16(MEMORY, ip + 2) - Frames.IPV4_BYTES;
    int field = tcp ? 16 : 6;
    long source = Integer.toUnsignedLong(Bytes.i32(MEMORY, ip + 12));
    long to = Integer.toUnsignedLong(destination);
    int pseudo = Bytes.pseudoHeader(source, to, tcp ? 6 : 17, length);
    Bytes.set16(MEMORY, transport + field, 0);
    Bytes.set16(MEMORY, transport + field, ~Bytes.sum(MEMORY, transport, length, pseudo));
  }

  /** Changes one byte that a checksum covers, and nothing that says how long anything is. */
  private void spoil(long at) {
    if (spoilOneIn > 0 && random.nextInt(spoilOneIn) == 0) {
      spoiled++;
      boolean tcp = Bytes.u8(MEMORY, at + 23) == Frames.TCP;
      long victim = at + Frames.LAYER_4 + (tcp ? 4 + random.nextInt(8) : 8);
      Bytes.set8(MEMORY, victim, Bytes.u8(MEMORY, victim) ^ 1 << random.nextInt(8));
    }
  }

  static int address(String text) {
    return IpAddress.parse(text).v4Bits();
  }

  @Override
  public void close() {
    clients.close();
    servers.close();
    pool.drain();
    store.close();
  }
}

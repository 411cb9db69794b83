package io.spinlane.agent.nic.afpacket;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.spinlane.agent.linux.Fd;
import io.spinlane.agent.linux.LinuxException;
import io.spinlane.agent.linux.Sockets;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Sets packet sockets up, in the order the kernel wants: options, ring, address, fanout. */
final class PacketSockets {
  private static final int PACKET_ADD_MEMBERSHIP = 1;
  private static final int PACKET_VERSION = 10;
  private static final int PACKET_VNET_HDR = 15;
  private static final int PACKET_FANOUT = 18;
  private static final int PACKET_QDISC_BYPASS = 20;
  private static final int PACKET_IGNORE_OUTGOING = 23;

  private static final int TPACKET_V2 = 1;
  private static final int MEMBERSHIP_PROMISCUOUS = 1;
  private static final int FANOUT_HASH = 0;
  private static final int FANOUT_UNIQUE_ID = 0x2000;
  private static final int FANOUT_IGNORE_OUTGOING = 0x4000;

  private static final short ETH_P_ALL = 0x0300; // 3 in network order
  private static final int ADDRESS_BYTES = 20;
  private static final int SEND_BUFFER_BYTES = 64 << 20;

  private PacketSockets() {}

  /** Opens the socket of a receive queue that gets no frames yet. */
  static ReceiveRing receiver(int slots) throws IOException {
    Fd socket = open();
    try {
      set(socket, PACKET_IGNORE_OUTGOING, 1, "PACKET_IGNORE_OUTGOING");
      return new ReceiveRing(socket, slots);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Opens the socket of a transmit lane, bound to its device. */
  static TransmitRing transmitter(int device, int slots, int maxWireBytes, boolean bypass)
      throws IOException {
    Fd socket = open();
    try {
      set(socket, PACKET_QDISC_BYPASS, bypass ? 1 : 0, "PACKET_QDISC_BYPASS");
      enlargeSendBuffer(socket);
      TransmitRing ring = new TransmitRing(socket, slots, maxWireBytes);
      bind(socket, device, (short) 0);
      return ring;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Lets frames in. */
  static void listen(ReceiveRing queue, int device, boolean promiscuous) throws IOException {
    bind(queue.socket(), device, ETH_P_ALL);
    if (promiscuous) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment membership = arena.allocate(16, 4);
        membership.set(JAVA_INT, 0, device);
        membership.set(JAVA_SHORT, 4, (short) MEMBERSHIP_PROMISCUOUS);
        Sockets.set(
            queue.socket(),
            Ring.SOL_PACKET,
            PACKET_ADD_MEMBERSHIP,
            membership,
            "PACKET_ADD_MEMBERSHIP promiscuous");
      }
    }
  }

  /**
   * Spreads a device's frames over queues that listen, by the kernel's flow hash, which is the same
   * for both directions of a flow.
   */
  static void spread(ReceiveRing[] queues) throws IOException {
    int group = 0;
    for (int i = 0; i < queues.length; i++) {
      int flags = FANOUT_HASH | FANOUT_IGNORE_OUTGOING | (i == 0 ? FANOUT_UNIQUE_ID : 0);
      Fd socket = queues[i].socket();
      set(socket, PACKET_FANOUT, group | (flags << 16), "PACKET_FANOUT hash");
      if (i == 0) {
        try (Arena arena = Arena.ofConfined()) {
          MemorySegment answer = arena.allocate(JAVA_INT);
          Sockets.get(socket, Ring.SOL_PACKET, PACKET_FANOUT, answer, "PACKET_FANOUT");
          group = answer.get(JAVA_INT, 0) & 0xffff;
        }
      }
    }
  }

  private static Fd open() throws IOException {
    Fd socket = Sockets.open(Sockets.AF_PACKET, Sockets.SOCK_RAW, 0);
    try {
      set(socket, PACKET_VERSION, TPACKET_V2, "PACKET_VERSION");
      set(socket, PACKET_VNET_HDR, 1, "PACKET_VNET_HDR");
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * The ring bounds what is on its way out; the socket's own, smaller limit would stop it early.
   */
  private static void enlargeSendBuffer(Fd socket) throws IOException {
    try {
      Sockets.set(
          socket, Sockets.SOL_SOCKET, Sockets.SO_SNDBUFFORCE, SEND_BUFFER_BYTES, "SO_SNDBUFFORCE");
    } catch (LinuxException e) {
      // Without CAP_NET_ADMIN the system's limit (net.core.wmem_max) applies.
      Sockets.set(socket, Sockets.SOL_SOCKET, Sockets.SO_SNDBUF, SEND_BUFFER_BYTES, "SO_SNDBUF");
    }
  }

  private static void bind(Fd socket, int device, short protocol) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(ADDRESS_BYTES, 4);
      address.set(JAVA_SHORT, 0, (short) Sockets.AF_PACKET);
      address.set(JAVA_SHORT, 2, protocol);
      address.set(JAVA_INT, 4, device);
      Sockets.bind(socket, address, "AF_PACKET, device " + device);
    }
  }

  private static void set(Fd socket, int option, int value, String what) throws IOException {
    Sockets.set(socket, Ring.SOL_PACKET, option, value, what);
  }
}

package io.spinlane.agent.nic.afpacket;

import io.spinlane.agent.linux.Capability;
import io.spinlane.agent.linux.DeviceControl;
import io.spinlane.agent.linux.Fd;
import io.spinlane.agent.linux.LinuxException;
import io.spinlane.agent.linux.Memory;
import io.spinlane.agent.linux.NetworkNamespace;
import io.spinlane.agent.nic.Nic;
import io.spinlane.agent.nic.NicInfo;
import io.spinlane.agent.nic.NicStatistic;
import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FramePool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;

/**
 * A NIC on packet sockets: one receiving socket a queue, one sending socket a lane. Works with a
 * store whose slots are {@link io.spinlane.agent.packet.FrameStore#OFFLOAD_SLOT_BYTES} long: in
 * shorter ones, frames that were never cut are counted and dropped.
 */
public final class AfPacketNic implements Nic {
  /** Ethernet header and one VLAN tag around the MTU. */
  private static final int LAYER_2_BYTES = 14 + 4;

  private final NicInfo info;
  private final DeviceControl device;
  private final Fd guard;
  private final ReceiveRing[] queues;
  private final TransmitRing[] lanes;

  private AfPacketNic(
      NicInfo info, DeviceControl device, Fd guard, ReceiveRing[] queues, TransmitRing[] lanes) {
    this.info = info;
    this.device = device;
    this.guard = guard;
    this.queues = queues;
    this.lanes = lanes;
  }

  /**
   * Why no device can be opened here, and what to do about it; empty when nothing is in the way.
   */
  static String obstacle() {
    return isSystemSupported()
        ? Capability.fix(missingCapabilities())
        : "AF_PACKET needs Linux; this is " + System.getProperty("os.name");
  }

  /** True on an operating system that has AF_PACKET. */
  public static boolean isSystemSupported() {
    return Memory.supported();
  }

  /** What this process must be given before it can open a device. */
  public static Set<Capability> missingCapabilities() {
    return Capability.missing(
        EnumSet.of(Capability.CAP_NET_RAW, Capability.CAP_NET_ADMIN, Capability.CAP_BPF));
  }

  /**
   * Opens the device: the host is kept away first, frames arrive last.
   *
   * @param lanes how many cores transmit
   * @param shield the agent's; keeps the host's stack away from the switch's frames
   * @throws IOException one message for people: unknown device, device down, missing capability,
   *     old kernel, no such namespace
   */
  public static AfPacketNic open(AfPacketConfig config, int lanes, HostShield shield)
      throws IOException {
    try {
      return NetworkNamespace.call(
          config.networkNamespace(), () -> new Opening(config, lanes, shield).open());
    } catch (IOException e) {
      throw new IOException("NIC " + config.id() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public NicInfo info() {
    return info;
  }

  @Override
  public int receive(int queue, FrameBatch batch, FramePool pool) {
    return queues[queue].receive(batch, pool);
  }

  @Override
  public int transmit(int lane, FrameBatch batch, FramePool pool) {
    return lanes[lane].transmit(batch, pool);
  }

  @Override
  public long statistic(NicStatistic which) {
    long sum = 0;
    for (ReceiveRing queue : queues) {
      sum += queue.statistic(which);
    }
    for (TransmitRing lane : lanes) {
      sum += lane.statistic(which);
    }
    return sum;
  }

  @Override
  public boolean linkUp() {
    try {
      return device.linkUp();
    } catch (LinuxException e) {
      return false; // The device is gone.
    }
  }

  @Override
  public void close() {
    for (ReceiveRing queue : queues) {
      queue.close();
    }
    for (TransmitRing lane : lanes) {
      lane.close();
    }
    guard.close();
    device.close();
  }

  /** The steps of opening, undone in reverse when one fails; runs inside the namespace. */
  private static final class Opening {
    private final AfPacketConfig config;
    private final int laneCount;
    private final HostShield shield;
    private final Deque<Runnable> undo = new ArrayDeque<>();

    Opening(AfPacketConfig config, int laneCount, HostShield shield) {
      this.config = config;
      this.laneCount = laneCount;
      this.shield = shield;
    }

    AfPacketNic open() throws IOException {
      try {
        return build();
      } catch (IOException | RuntimeException | Error e) {
        undo.forEach(Runnable::run);
        throw e;
      }
    }

    private AfPacketNic build() throws IOException {
      DeviceControl device = new DeviceControl(config.device());
      undo.push(device::close);
      long deviceMac = device.mac();
      int mtuBytes = mtu(device);
      requireUp(device);
      int index = device.index();
      Fd guard = shield.guard(index, config.hostTraffic());
      undo.push(guard::close);
      TransmitRing[] lanes = new TransmitRing[laneCount];
      for (int i = 0; i < lanes.length; i++) {
        lanes[i] =
            PacketSockets.transmitter(
                index, config.transmitSlots(), mtuBytes + LAYER_2_BYTES, device.segmentsTcp());
        undo.push(lanes[i]::close);
      }
      ReceiveRing[] queues = new ReceiveRing[config.queues()];
      for (int i = 0; i < queues.length; i++) {
        queues[i] = PacketSockets.receiver(config.receiveSlots());
        undo.push(queues[i]::close);
      }
      long mac = config.mac() == 0 ? deviceMac : config.mac();
      listen(queues, index, mac != deviceMac);
      NicInfo info = new NicInfo(config.id(), mac, mtuBytes, queues.length);
      return new AfPacketNic(info, device, guard, queues, lanes);
    }

    private void listen(ReceiveRing[] queues, int index, boolean promiscuous) throws IOException {
      for (ReceiveRing queue : queues) {
        PacketSockets.listen(queue, index, promiscuous);
      }
      if (queues.length > 1) {
        PacketSockets.spread(queues);
      }
    }

    private int mtu(DeviceControl device) throws IOException {
      int deviceMtu = device.mtuBytes();
      if (config.mtuBytes() > deviceMtu) {
        throw new IOException(
            "mtu_bytes "
                + config.mtuBytes()
                + " is more than the "
                + deviceMtu
                + " of device "
                + config.device()
                + "; lower it, or "
                + ip("link set " + config.device() + " mtu " + config.mtuBytes()));
      }
      return config.mtuBytes() == 0 ? deviceMtu : config.mtuBytes();
    }

    private void requireUp(DeviceControl device) throws IOException {
      if (!device.up()) {
        throw new IOException(
            "device " + config.device() + " is down; " + ip("link set " + config.device() + " up"));
      }
    }

    /** An ip(8) command for the device's namespace. */
    private String ip(String arguments) {
      Path namespace = Path.of(config.networkNamespace());
      return config.networkNamespace().isEmpty()
          ? "ip " + arguments
          : "ip -n " + namespace.getFileName() + " " + arguments;
    }
  }
}

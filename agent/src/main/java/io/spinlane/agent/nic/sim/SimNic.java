package io.spinlane.agent.nic.sim;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;

import io.spinlane.agent.nic.Nic;
import io.spinlane.agent.nic.NicInfo;
import io.spinlane.agent.nic.NicStatistic;
import io.spinlane.agent.nic.NicStatistics;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FramePool;
import io.spinlane.agent.packet.Offload;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** A NIC of a {@link SimWorld}, which opens it and says what is behind it. */
public final class SimNic implements Nic {
  /** Conversations at a time, over all queues. */
  static final int SLOTS = 16_384;

  private static final int LARGEST_HEADERS = 18; // Ethernet and one VLAN tag.

  private static final int SEGMENTED = Frame.GSO_TCP4 | Frame.GSO_TCP6 | Frame.GSO_UDP;

  private final NicInfo info;
  private final SimWorld world;
  private final AddressBook book;
  private final SimQueue[] queues;
  private final NicStatistics[] lanes;
  private volatile SimPlan plan;

  SimNic(
      SimConfig config,
      int lanes,
      SimWorld world,
      SimPlan plan,
      LongSupplier clockNs,
      AddressBook book) {
    this.info = new NicInfo(config.id(), config.mac(), config.mtuBytes(), config.queues());
    this.world = world;
    this.plan = plan;
    this.book = book;
    this.queues = new SimQueue[config.queues()];
    for (int i = 0; i < queues.length; i++) {
      queues[i] =
          new SimQueue(
              config, i, Math.max(64, SLOTS / queues.length), plan, clockNs, book, world::carry);
    }
    this.lanes =
        IntStream.range(0, lanes).mapToObj(_ -> new NicStatistics()).toArray(NicStatistics[]::new);
  }

  /** What is behind this NIC now. */
  SimPlan plan() {
    return plan;
  }

  /** Replaces what is behind this NIC; queues notice with their next frame or poll. */
  void plan(SimPlan next) {
    plan = next;
  }

  List<SimQueue> queues() {
    return List.of(queues);
  }

  @Override
  public NicInfo info() {
    return info;
  }

  @Override
  public int receive(int queue, FrameBatch batch, FramePool pool) {
    return queues[queue].receive(plan, batch, pool);
  }

  @Override
  public int transmit(int lane, FrameBatch batch, FramePool pool) {
    SimPlan now = plan;
    for (int i = 0; i < batch.count; i++) {
      int frame = batch.frames[i];
      if (Frame.length(frame) > info.mtuBytes() + LARGEST_HEADERS
          || (Frame.flags(frame) & SEGMENTED) != 0) {
        lanes[lane].count(NicStatistic.TRANSMIT_TOO_LARGE);
      } else {
        Offload.finishChecksum(frame);
        queues[queue(Frame.data(frame), Frame.length(frame))].deliver(now, frame);
      }
      pool.give(frame);
    }
    return batch.count;
  }

  /** The queue in which the other direction of a frame's conversation arrives. */
  private int queue(long at, int length) {
    int type = length < Frames.LAYER_4 ? 0 : Bytes.u16(MEMORY, at + 12);
    long ip = at + Frames.ETHERNET_BYTES;
    boolean ipv6 = type == Frames.TYPE_IPV6 && length >= Frames.ETHERNET_BYTES + Frames.IPV6_BYTES;
    if (queues.length == 1 || (type != Frames.TYPE_IPV4 && !ipv6)) {
      return 0;
    }
    int protocol = Bytes.u8(MEMORY, ip + (ipv6 ? 6 : 9));
    boolean hasPorts = protocol == Frames.TCP || protocol == Frames.UDP;
    if (ipv6 && !hasPorts) {
      return 0; // Neighbour discovery names groups, which the book is not for.
    }
    int header = ipv6 ? Frames.IPV6_BYTES : (Bytes.u8(MEMORY, ip) & 15) * 4;
    int hash =
        ipv6
            ? Toeplitz.addresses(number(ip + 24), number(ip + 8))
            : Toeplitz.addresses(Bytes.i32(MEMORY, ip + 16), Bytes.i32(MEMORY, ip + 12));
    if (hasPorts && Frames.ETHERNET_BYTES + header + 4 <= length) {
      int source = Bytes.u16(MEMORY, ip + header);
      int destination = Bytes.u16(MEMORY, ip + header + 2);
      hash ^= Toeplitz.sourcePort(destination) ^ Toeplitz.destinationPort(source);
    }
    return Arrivals.queue(hash, queues.length);
  }

  /** Takes what was carried past the switch; false when nobody here is meant. */
  boolean post(Conversation from, Segment what) {
    Addresses addresses = from.addresses;
    if (plan.hosts().find(addresses.remoteAddress) == null) {
      return false;
    }
    int hash =
        Toeplitz.addresses(addresses.remoteAddress, addresses.localAddress)
            ^ Toeplitz.sourcePort(addresses.remotePort)
            ^ Toeplitz.destinationPort(addresses.localPort);
    queues[Arrivals.queue(hash, queues.length)].post(from, what);
    return true;
  }

  private int number(long at) {
    return book.number(Bytes.i64(MEMORY, at), Bytes.i64(MEMORY, at + 8));
  }

  @Override
  public long statistic(NicStatistic which) {
    long sum = 0;
    for (NicStatistics lane : lanes) {
      sum += lane.get(which);
    }
    return sum;
  }

  @Override
  public boolean linkUp() {
    return true;
  }

  @Override
  public void close() {
    world.forget(this);
  }
}

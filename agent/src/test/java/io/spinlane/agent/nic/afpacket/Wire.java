package io.spinlane.agent.nic.afpacket;

import io.spinlane.agent.lab.LabNamespace;
import io.spinlane.agent.nic.Nic;
import io.spinlane.agent.nic.NicStatistic;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FramePool;
import io.spinlane.agent.packet.FrameStore;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Two NICs, "west" and "east" of a namespace, and a thread that carries frames between them. */
final class Wire implements AutoCloseable {
  private final FrameStore store = new FrameStore(512, FrameStore.OFFLOAD_SLOT_BYTES);
  private final FramePool pool = new FramePool(store, Frame.OWNER_CORE_0);
  private final FrameBatch batch = new FrameBatch();
  private final HostShield shield;
  final AfPacketNic west;
  final AfPacketNic east;
  private final int queues;
  private final Thread thread;
  private volatile boolean ending;

  /** Longest frame carried, in bytes. To be read after {@link #end}. */
  int longest;

  /** Frames carried, by the queue they came from. */
  final long[] carried;

  Wire(LabNamespace namespace, int queues) throws IOException {
    this.queues = queues;
    this.carried = new long[queues];
    shield = HostShield.open();
    shield.update(Set.of());
    west = AfPacketNic.open(config(namespace, "west", queues, HostTraffic.NONE), 1, shield);
    east = AfPacketNic.open(config(namespace, "east", queues, HostTraffic.NONE), 1, shield);
    thread = Thread.ofPlatform().name("wire").start(this::run);
  }

  static AfPacketConfig config(
      LabNamespace namespace, String device, int queues, HostTraffic traffic) {
    return new AfPacketConfig(device, device, 0, 0, queues, 1024, 256, traffic, namespace.path());
  }

  private void run() {
    while (!ending) {
      int work = 0;
      for (int queue = 0; queue < queues; queue++) {
        work += carry(west, queue, east) + carry(east, queue, west);
      }
      if (work == 0) {
        LockSupport.parkNanos(1);
      }
    }
  }

  private int carry(Nic from, int queue, Nic to) {
    int received = from.receive(queue, batch, pool);
    for (int i = 0; i < received; i++) {
      longest = Math.max(longest, Frame.length(batch.frames[i]));
    }
    int accepted = to.transmit(0, batch, pool);
    carried[queue] += accepted;
    for (int i = accepted; i < received; i++) {
      pool.give(batch.frames[i]);
    }
    batch.clear();
    return received;
  }

  /** A statistic of both NICs together. */
  long count(NicStatistic statistic) {
    return west.statistic(statistic) + east.statistic(statistic);
  }

  /** Frames dropped for their size; drops for lack of time depend on the machine, these do not. */
  long tooLarge() {
    return count(NicStatistic.RECEIVE_TOO_LARGE) + count(NicStatistic.TRANSMIT_TOO_LARGE);
  }

  /** Ends the thread; the NICs stay open for questions. */
  void end() {
    ending = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while the wire was ending", e);
    }
  }

  @Override
  public void close() {
    end();
    west.close();
    east.close();
    shield.close();
    pool.drain();
    store.close();
  }
}

package io.spinlane.agent.bench;

import io.spinlane.agent.nic.Nic;
import io.spinlane.agent.nic.NicInfo;
import io.spinlane.agent.nic.NicStatistic;
import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FramePool;

/**
 * A NIC in memory that receives {@link Stream}s, one for each core, swallows what is sent to it,
 * and answers who asks for a neighbour. Core n uses queue n and lane n.
 */
final class FlowNic implements Nic {
  private final NicInfo info;
  private final FlowQueue[] queues;

  FlowNic(String id, long mac, int queues) {
    this.info = new NicInfo(id, mac, 1500, queues);
    this.queues = new FlowQueue[queues];
    for (int i = 0; i < queues; i++) {
      this.queues[i] = new FlowQueue();
    }
  }

  FlowQueue queue(int core) {
    return queues[core];
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
    return queues[lane].transmit(batch, pool);
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

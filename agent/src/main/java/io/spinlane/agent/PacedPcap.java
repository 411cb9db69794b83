package io.spinlane.agent;

import io.spinlane.agent.engine.Clock;
import io.spinlane.agent.nic.Nic;
import io.spinlane.agent.nic.NicInfo;
import io.spinlane.agent.nic.NicStatistic;
import io.spinlane.agent.nic.pcap.PcapNic;
import io.spinlane.agent.nic.pcap.ReplayTime;
import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FramePool;

/**
 * A PCAP NIC in an agent that runs: its capture plays at the speed it was taken, from the moment
 * the NIC was opened. (A replay needs none: there, time is what the captures say.)
 *
 * @param time of this NIC only; moved on by the core that polls its first queue
 * @param offsetNs of the capture's time from the clock's
 */
record PacedPcap(PcapNic nic, ReplayTime time, Clock clock, long offsetNs) implements Nic {
  @Override
  public NicInfo info() {
    return nic.info();
  }

  @Override
  public int receive(int queue, FrameBatch batch, FramePool pool) {
    if (queue == 0) {
      time.advanceTo(clock.nanoTime() + offsetNs);
    }
    return nic.receive(queue, batch, pool);
  }

  @Override
  public int transmit(int lane, FrameBatch batch, FramePool pool) {
    return nic.transmit(lane, batch, pool);
  }

  @Override
  public long statistic(NicStatistic which) {
    return nic.statistic(which);
  }

  @Override
  public boolean linkUp() {
    return nic.linkUp();
  }

  @Override
  public void close() {
    nic.close();
  }
}

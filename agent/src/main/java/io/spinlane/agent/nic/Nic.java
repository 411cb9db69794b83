package io.spinlane.agent.nic;

import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FramePool;

/**
 * A network interface as a switch core sees it. All calls return at once; none allocates.
 *
 * <p>A receive queue is polled by one core at a time, and a transmit lane is used by one core at a
 * time; different queues and lanes may be used at once. Handing a queue to another core needs a
 * happens-before edge, which the engine provides.
 */
public interface Nic extends AutoCloseable {
  NicInfo info();

  /**
   * Polls one receive queue: appends frames, taken from the pool, until the batch is full or the
   * queue is empty. The caller owns them. When the pool has no frame, a NIC with a queue of its own
   * leaves the rest there.
   *
   * @return how many were appended
   */
  int receive(int queue, FrameBatch batch, FramePool pool);

  /**
   * Hands frames to the device, in order, with one kick for all. The NIC owns the accepted ones and
   * gives them to the pool when they have left, at once or in a later call with the same lane; the
   * others stay the caller's. A call with an empty batch only moves on what the device would not
   * take before; a core makes one in each duty cycle that brought nothing to send.
   *
   * @param lane number of the calling core, from 0, smaller than the count given when opening
   * @return how many of the first frames were accepted; less than the batch when the device is full
   */
  int transmit(int lane, FrameBatch batch, FramePool pool);

  /** A statistic now. Any thread. */
  long statistic(NicStatistic which);

  /** Whether the link is up. Any thread. */
  boolean linkUp();

  /** Gives the device back; no other call may be running or follow. */
  @Override
  void close();
}

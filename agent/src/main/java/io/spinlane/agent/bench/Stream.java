package io.spinlane.agent.bench;

import static java.util.concurrent.TimeUnit.MINUTES;

import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FramePool;
import java.util.concurrent.CountDownLatch;

/**
 * Frames that one core receives until the stream ends. Made by the one who measures, then the
 * core's; only {@link #await} is for another thread.
 */
final class Stream {
  private static final long LONGEST_MINUTES = 30;

  private final Template template;
  private final boolean random;
  private final int firstFlow;
  private final int flows;
  private final Meter meter;
  private final CountDownLatch ended = new CountDownLatch(1);

  private int next;
  private long seed = 1;
  private boolean over;

  private Stream(Template template, boolean random, int firstFlow, int flows, Meter meter) {
    this.template = template;
    this.random = random;
    this.firstFlow = firstFlow;
    this.flows = flows;
    this.meter = meter;
  }

  /** One frame of each flow in turn, then again from the first until the meter has enough. */
  static Stream inTurn(Template template, int firstFlow, int flows, Meter meter) {
    return new Stream(template, false, firstFlow, flows, meter);
  }

  /** Frames of flows in random order until the meter has enough. */
  static Stream atRandom(Template template, int firstFlow, int flows, Meter meter) {
    return new Stream(template, true, firstFlow, flows, meter);
  }

  /** Fills a batch. */
  int receive(FrameBatch batch, FramePool pool) {
    if (over) {
      return 0;
    }
    if (meter.isDue() && meter.mark()) {
      over = true;
      ended.countDown();
      return 0;
    }
    int before = batch.count;
    int room = (int) Math.min(FrameBatch.CAPACITY - before, meter.left());
    for (int i = 0; i < room; i++) {
      int frame = pool.take();
      if (frame == Frame.NONE) {
        break;
      }
      template.write(frame, nextFlow());
      batch.add(frame);
    }
    meter.add(batch.count - before);
    return batch.count - before;
  }

  private int nextFlow() {
    if (random) {
      seed = seed * 0x5851_F42D_4C95_7F2DL + 0x1405_7B7E_F767_814FL;
      return firstFlow + (int) (((seed >>> 33) * flows) >>> 31);
    }
    int flow = next++;
    if (next == flows) {
      next = 0;
    }
    return firstFlow + flow;
  }

  /**
   * Waits until it has ended.
   *
   * @return what it came to
   * @throws IllegalStateException when the core does not get there
   */
  Meter await() throws InterruptedException {
    if (!ended.await(LONGEST_MINUTES, MINUTES)) {
      throw new IllegalStateException("the core did not take all frames within 30 minutes");
    }
    return meter;
  }
}

package io.spinlane.desktop.remote;

import io.spinlane.v1.StatsSample;
import io.spinlane.v1.StatsSchema;
import io.spinlane.v1.WatchStatsResponse;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The newest ring of samples. gRPC's thread fills it; a new schema begins a new ring. */
public final class StatsFeed {
  /** Twelve seconds at ten samples a second: more than a window that draws ever lags behind. */
  private static final int RING_SAMPLES = 128;

  private final LongSupplier nanoTime;
  private volatile @Nullable SampleRing ring;
  private volatile long lastArrivalNs;
  private volatile long revision = -1;

  /** An empty feed. */
  public StatsFeed(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** The ring that is filled now; null before the first schema. */
  public @Nullable SampleRing ring() {
    return ring;
  }

  /** When something came last, on our clock. */
  long lastArrivalNs() {
    return lastArrivalNs;
  }

  /** The revision of the newest sample, -1 before the first. */
  long revision() {
    return revision;
  }

  /** A stream begins anew: what comes must be described first. */
  void begin() {
    ring = null;
    revision = -1;
    lastArrivalNs = nanoTime.getAsLong();
  }

  /** Takes what the stream brought. Only the thread of the stream. */
  public void accept(WatchStatsResponse response) {
    long now = nanoTime.getAsLong();
    switch (response.getContentCase()) {
      case SCHEMA -> accept(response.getSchema());
      case SAMPLE -> accept(response.getSample(), now);
      case CONTENT_NOT_SET -> {}
    }
    lastArrivalNs = now;
  }

  private void accept(StatsSchema schema) {
    ring = new SampleRing(new SampleLayout(schema), RING_SAMPLES);
  }

  private void accept(StatsSample sample, long now) {
    SampleRing current = ring;
    if (current != null) {
      current.offer(sample, now);
      revision = sample.getRevision();
    }
  }
}

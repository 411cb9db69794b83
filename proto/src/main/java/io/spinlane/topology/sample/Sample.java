package io.spinlane.topology.sample;

import io.spinlane.v1.Topology;

/**
 * A topology to begin with.
 *
 * @param id stable, and the name of its file without extension
 */
public record Sample(String id, Topology topology) {
  /** Two or three words. */
  public String title() {
    return topology.getName();
  }

  /** What it shows and what it needs, in one sentence. */
  public String description() {
    return topology.getDescription();
  }
}

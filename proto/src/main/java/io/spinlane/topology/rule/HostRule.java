package io.spinlane.topology.rule;

import io.spinlane.v1.Inventory;

/** A rule that a drawing breaks only on some hosts. */
public non-sealed interface HostRule extends Rule {
  /** Reports every place where the drawing asks of the host what it does not have. */
  void check(TopologyIndex index, Inventory host, Reporter reporter);
}

package io.spinlane.topology.rule;

/** One thing that can be wrong with a topology. */
public sealed interface Rule permits DrawingRule, HostRule {
  /** What its diagnostics carry: stable, upper case with underscores. */
  String code();
}

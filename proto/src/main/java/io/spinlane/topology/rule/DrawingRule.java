package io.spinlane.topology.rule;

/** A rule that the drawing alone can break. */
public non-sealed interface DrawingRule extends Rule {
  /** Reports every place where the drawing breaks the rule. */
  void check(TopologyIndex index, Reporter reporter);
}

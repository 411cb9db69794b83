package io.spinlane.desktop.push;

import io.spinlane.desktop.remote.ConnectionStatus.Running;
import io.spinlane.topology.diff.TopologyDiff;
import io.spinlane.topology.diff.TopologyMerge;
import io.spinlane.topology.rule.Rules;
import io.spinlane.v1.Change;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.Severity;
import io.spinlane.v1.Topology;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The drawing and what runs, at one moment, and what both began from. Immutable; what it works out
 * takes tens of milliseconds for thousands of elements, so not on the thread that draws.
 */
public record Sides(Topology base, Topology mine, Running running) {
  /** A merge, and both sides line by line. */
  record Dispute(Sides sides, TopologyMerge merge, List<Comparison.Row> rows) {}

  /**
   * What comes of a merge.
   *
   * @param gets what the drawing would get
   * @param toMend errors that neither drawing has
   */
  record Outcome(Topology merged, List<Change> gets, List<Diagnostic> toMend) {}

  Topology theirs() {
    return running.topology();
  }

  /** Both brought together. */
  TopologyMerge merge() {
    return TopologyMerge.of(base, mine, theirs());
  }

  /** What is in dispute. */
  Dispute dispute() {
    TopologyMerge merge = merge();
    return new Dispute(
        this,
        merge,
        Comparison.of(
            TopologyDiff.configurationBetween(base, theirs()),
            TopologyDiff.configurationBetween(base, mine),
            merge));
  }

  /**
   * The drawing as it is when what has been done on the host is done to it, too; empty when that
   * needs somebody to decide.
   */
  public Optional<Topology> caughtUp() {
    TopologyMerge merge = merge();
    return merge.conflicts().isEmpty() ? Optional.of(merge.merged(Set.of())) : Optional.empty();
  }

  /** What would come of a merge that was decided like this. */
  Outcome outcome(Topology merged) {
    Set<Diagnostic> known = new HashSet<>(Rules.check(mine));
    known.addAll(Rules.check(theirs()));
    return new Outcome(
        merged,
        TopologyDiff.configurationBetween(mine, merged),
        Rules.check(merged).stream()
            .filter(one -> one.getSeverity() == Severity.SEVERITY_ERROR && !known.contains(one))
            .toList());
  }
}

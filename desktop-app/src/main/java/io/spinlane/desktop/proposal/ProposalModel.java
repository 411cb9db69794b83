package io.spinlane.desktop.proposal;

import io.spinlane.desktop.assign.Proposal;
import io.spinlane.desktop.assign.Proposal.Item;
import io.spinlane.desktop.assign.Proposal.Share;
import io.spinlane.desktop.model.Edit;
import io.spinlane.desktop.model.ReceiveQueue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A proposal, and what a person thinks of each of its lanes so far. */
final class ProposalModel {
  private Proposal proposal;
  private final Set<ReceiveQueue> accepted = new LinkedHashSet<>();

  /** Everything is accepted to begin with. */
  ProposalModel(Proposal proposal) {
    this.proposal = proposal;
    acceptAll(true);
  }

  /** Another proposal takes the place of this one. */
  void become(Proposal next) {
    proposal = next;
    accepted.clear();
    acceptAll(true);
  }

  Proposal proposal() {
    return proposal;
  }

  List<Item> items() {
    return proposal.items();
  }

  boolean accepts(ReceiveQueue queue) {
    return accepted.contains(queue);
  }

  void accept(ReceiveQueue queue, boolean wanted) {
    if (wanted) {
      accepted.add(queue);
    } else {
      accepted.remove(queue);
    }
  }

  void acceptAll(boolean wanted) {
    proposal.items().forEach(item -> accept(item.queue(), wanted && item.changes()));
  }

  /** A person prefers another core; who says so wants it. */
  void choose(ReceiveQueue queue, String core) {
    proposal = proposal.with(queue, core);
    proposal.items().stream()
        .filter(item -> item.queue().equals(queue))
        .forEach(item -> accept(queue, item.changes()));
  }

  /** How many lanes would change. */
  long changes() {
    return proposal.items().stream()
        .filter(item -> item.changes() && accepted.contains(item.queue()))
        .count();
  }

  Map<String, Share> before() {
    return proposal.shares(Set.of());
  }

  Map<String, Share> after() {
    return proposal.shares(accepted);
  }

  Edit edit() {
    return proposal.edit(accepted);
  }
}

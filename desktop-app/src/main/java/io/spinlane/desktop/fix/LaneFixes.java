package io.spinlane.desktop.fix;

import io.spinlane.desktop.assign.AutoAssign;
import io.spinlane.desktop.assign.Loads;
import io.spinlane.desktop.assign.Locality;
import io.spinlane.desktop.assign.Proposal;
import io.spinlane.desktop.model.Drawing;
import io.spinlane.desktop.model.Edit;
import io.spinlane.desktop.model.Lanes;
import io.spinlane.desktop.model.ReceiveQueue;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Core;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.Lane;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Mends lanes, mostly by what {@code AutoAssign} would propose. */
final class LaneFixes {
  private LaneFixes() {}

  private static Proposal propose(Finding finding, Collection<ReceiveQueue> queues) {
    Topology topology = finding.topology();
    Locality locality = finding.locality();
    return AutoAssign.propose(
        topology, locality, Loads.of(topology, locality, Loads.UNMEASURED), queues);
  }

  /** Queues get cores that are drawn, if there are any for them. */
  static Optional<Edit> poll(Finding finding, Collection<ReceiveQueue> queues) {
    Proposal proposal = propose(finding, queues);
    return proposal.hopeless() ? Optional.empty() : Optional.of(proposal.edit(queues));
  }

  /** Every queue of the NIC that nobody polls gets a core. */
  static List<QuickFix> queueNotPolled(Finding finding) {
    Set<ReceiveQueue> polled = Lanes.of(finding.topology()).keySet();
    List<ReceiveQueue> open =
        finding.nic(finding.id()).map(ReceiveQueue::of).orElse(List.of()).stream()
            .filter(queue -> !polled.contains(queue))
            .toList();
    Optional<Edit> poll = poll(finding, open);
    if (poll.isPresent()) {
      return List.of(QuickFix.of(Texts.count("fix.pollQueues", open.size()), poll.get()));
    }
    String id = Drawing.freeId(Drawing.index(finding.topology()), "switch");
    int cpu = freeCpu(finding.topology());
    Map<ReceiveQueue, String> lanes =
        open.stream().collect(Collectors.toMap(queue -> queue, _ -> id));
    return List.of(
        QuickFix.of(
            Texts.get("fix.drawSwitch", cpu),
            CoreFixes.draw(finding.topology(), id, cpu, CoreRole.CORE_ROLE_SWITCH)
                .and(Lanes.assign("", lanes))));
  }

  private static int freeCpu(Topology topology) {
    Set<Integer> used =
        topology.getCoresList().stream().map(Core::getCpu).collect(Collectors.toSet());
    int cpu = 0;
    while (used.contains(cpu)) {
      cpu++;
    }
    return cpu;
  }

  /** Any of the cores may keep the queue. */
  static List<QuickFix> queuePolledTwice(Finding finding) {
    ReceiveQueue queue = finding.queue();
    return finding.topology().getLanesList().stream()
        .filter(lane -> ReceiveQueue.of(lane).equals(queue))
        .map(Lane::getCore)
        .distinct()
        .limit(Finding.MOST)
        .map(
            core -> {
              String title = Texts.get("fix.keepCore", core, queue.id());
              return QuickFix.of(title, Lanes.assign(title, Map.of(queue, core)));
            })
        .toList();
  }

  static List<QuickFix> laneToMissingQueue(Finding finding) {
    ReceiveQueue queue = finding.queue();
    List<QuickFix> fixes = new ArrayList<>();
    if (queue.number() >= 0 && queue.number() < 256) {
      fixes.add(
          Finding.fix(
              Texts.get("fix.moreQueues", queue.nic(), queue.number() + 1),
              drawing ->
                  Drawing.replace(
                      drawing,
                      queue.nic(),
                      nic -> ((Nic) nic).toBuilder().setQueues(queue.number() + 1).build())));
    }
    fixes.add(removeLane(finding));
    return fixes;
  }

  /** Takes every lane with the name of the finding away. */
  static QuickFix removeLane(Finding finding) {
    Predicate<Lane> meant = lane -> ReceiveQueue.of(lane).id().equals(finding.id());
    return Finding.fix(
        Texts.get("fix.removeLane", finding.id()),
        drawing -> {
          Topology.Builder result = drawing.toBuilder().clearLanes();
          drawing.getLanesList().stream().filter(meant.negate()).forEach(result::addLanes);
          return result.build();
        });
  }

  static List<QuickFix> laneToControlCore(Finding finding) {
    List<ReceiveQueue> queue = List.of(finding.queue());
    Proposal proposal = propose(finding, queue);
    List<QuickFix> fixes = new ArrayList<>();
    proposal.items().stream()
        .filter(Proposal.Item::changes)
        .forEach(
            item ->
                fixes.add(
                    QuickFix.of(
                        Texts.get("fix.moveQueue", finding.id(), item.core()),
                        proposal.edit(queue))));
    fixes.add(removeLane(finding));
    return fixes;
  }

  /**
   * All queues of the NIC that are polled from afar move to its node, if that has a core for it.
   */
  static List<QuickFix> laneAcrossNodes(Finding finding) {
    Locality locality = finding.locality();
    String nicId = finding.queue().nic();
    Nic nic = finding.nic(nicId).orElse(Nic.getDefaultInstance());
    OptionalInt node = locality.nodeOf(nic);
    if (node.isEmpty()) {
      return List.of();
    }
    List<QuickFix> fixes = new ArrayList<>();
    Map<ReceiveQueue, String> now = Lanes.of(finding.topology());
    List<ReceiveQueue> far =
        ReceiveQueue.of(nic).stream()
            .filter(queue -> isFar(finding, nic, now.getOrDefault(queue, "")))
            .toList();
    Proposal proposal = propose(finding, far);
    boolean near =
        proposal.items().stream()
            .allMatch(
                item ->
                    proposal.cores().stream()
                        .filter(core -> core.id().equals(item.core()))
                        .allMatch(core -> locality.distance(nic, core.cpu()) <= Locality.LOCAL));
    if (near && !proposal.hopeless()) {
      fixes.add(QuickFix.of(Texts.get("fix.moveNic", nicId, node.getAsInt()), proposal.edit(far)));
    }
    return fixes;
  }

  private static boolean isFar(Finding finding, Nic nic, String coreId) {
    return finding
        .core(coreId)
        .map(core -> finding.locality().distance(nic, core.getCpu()) > Locality.LOCAL)
        .orElse(false);
  }
}

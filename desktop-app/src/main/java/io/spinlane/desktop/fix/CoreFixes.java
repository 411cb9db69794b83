package io.spinlane.desktop.fix;

import io.spinlane.desktop.assign.Locality;
import io.spinlane.desktop.assign.SpareCpus;
import io.spinlane.desktop.model.Drawing;
import io.spinlane.desktop.model.Edit;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Lanes;
import io.spinlane.desktop.model.Placement;
import io.spinlane.desktop.model.ReceiveQueue;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Core;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Mends cores: who controls, and which CPU each has. */
final class CoreFixes {
  private CoreFixes() {}

  /** A core that polls nothing may control; otherwise one is drawn on a free CPU. */
  static List<QuickFix> noControlCore(Finding finding) {
    Topology topology = finding.topology();
    Set<String> polling = Set.copyOf(Lanes.of(topology).values());
    List<QuickFix> fixes = new ArrayList<>();
    freeCpu(finding, List.of()).ifPresent(cpu -> fixes.add(draw(topology, cpu)));
    topology.getCoresList().stream()
        .filter(core -> !polling.contains(core.getId()))
        .filter(core -> !sharesCpu(topology, core))
        .limit(1)
        .forEach(core -> fixes.add(role(core, CoreRole.CORE_ROLE_CONTROL, "fix.makeControl")));
    return fixes;
  }

  private static boolean sharesCpu(Topology topology, Core core) {
    return topology.getCoresList().stream()
        .anyMatch(other -> !other.getId().equals(core.getId()) && other.getCpu() == core.getCpu());
  }

  private static QuickFix role(Core core, CoreRole role, String key) {
    return Finding.fix(
        Texts.get(key, core.getId()),
        drawing ->
            Drawing.replace(
                drawing,
                core.getId(),
                message -> ((Core) message).toBuilder().setRole(role).build()));
  }

  private static QuickFix draw(Topology topology, int cpu) {
    String id = Drawing.freeId(Drawing.index(topology), "control");
    return QuickFix.of(
        Texts.get("fix.drawControl", cpu), draw(topology, id, cpu, CoreRole.CORE_ROLE_CONTROL));
  }

  /** Draws a core in the first free place. */
  static Edit draw(Topology topology, String id, int cpu, CoreRole role) {
    Core core = Core.newBuilder().setId(id).setCpu(cpu).setRole(role).build();
    Element element = new Element(ElementKind.ELEMENT_KIND_CORE, id, core, "");
    return Edits.add(element, Placement.free(topology, element));
  }

  static List<QuickFix> severalControlCores(Finding finding) {
    return finding
        .core(finding.id())
        .map(core -> List.of(role(core, CoreRole.CORE_ROLE_SWITCH, "fix.makeSwitch")))
        .orElse(List.of());
  }

  /** The core gets a CPU of its own, near what it polls. */
  static List<QuickFix> otherCpu(Finding finding) {
    List<Nic> polled =
        finding.topology().getLanesList().stream()
            .filter(lane -> lane.getCore().equals(finding.id()))
            .flatMap(lane -> finding.nic(lane.getNic()).stream())
            .toList();
    Optional<Integer> cpu = freeCpu(finding, polled);
    return cpu.map(
            free ->
                List.of(
                    finding.change(
                        "fix.moveCore",
                        message -> ((Core) message).toBuilder().setCpu(free).build(),
                        finding.id(),
                        free)))
        .orElse(List.of());
  }

  /** A CPU nobody has; of a known host the nearest to some NICs. */
  private static Optional<Integer> freeCpu(Finding finding, List<Nic> near) {
    Locality locality = finding.locality();
    if (locality.known()) {
      return SpareCpus.of(finding.topology(), locality).stream()
          .min(
              Comparator.comparingInt(
                  cpu -> near.stream().mapToInt(nic -> locality.distance(nic, cpu)).sum()));
    }
    Set<Integer> used =
        finding.topology().getCoresList().stream().map(Core::getCpu).collect(Collectors.toSet());
    int cpu = 0;
    while (used.contains(cpu)) {
      cpu++;
    }
    return Optional.of(cpu);
  }

  /** An idle core takes a queue nobody polls, or one of the busiest core, or goes. */
  static List<QuickFix> coreWithoutLane(Finding finding) {
    Topology topology = finding.topology();
    Optional<Core> idle = finding.core(finding.id());
    if (idle.isEmpty()) {
      return List.of();
    }
    List<QuickFix> fixes = new ArrayList<>();
    Map<ReceiveQueue, String> now = Lanes.of(topology);
    List<ReceiveQueue> free =
        ReceiveQueue.of(topology).stream().filter(queue -> !now.containsKey(queue)).toList();
    List<ReceiveQueue> source = free.isEmpty() ? ofTheBusiest(topology, now) : free;
    source.stream()
        .filter(queue -> !far(finding, queue, idle.get()))
        .reduce((_, last) -> last)
        .ifPresent(
            queue -> {
              String key = free.isEmpty() ? "fix.takeQueue" : "fix.pollQueue";
              String title = Texts.get(key, queue.id(), finding.id(), now.getOrDefault(queue, ""));
              fixes.add(QuickFix.of(title, Lanes.assign(title, Map.of(queue, finding.id()))));
            });
    fixes.add(remove(finding));
    return fixes;
  }

  private static boolean far(Finding finding, ReceiveQueue queue, Core core) {
    Locality locality = finding.locality();
    OptionalInt node = locality.nodeOf(core.getCpu());
    return finding
        .nic(queue.nic())
        .map(nic -> node.isPresent() && locality.distance(nic, core.getCpu()) > Locality.LOCAL)
        .orElse(false);
  }

  private static List<ReceiveQueue> ofTheBusiest(Topology topology, Map<ReceiveQueue, String> now) {
    Map<String, List<ReceiveQueue>> byCore =
        ReceiveQueue.of(topology).stream()
            .filter(now::containsKey)
            .collect(Collectors.groupingBy(queue -> now.getOrDefault(queue, "")));
    return byCore.values().stream()
        .filter(queues -> queues.size() > 1)
        .max(Comparator.comparingInt(List::size))
        .orElse(List.of());
  }

  /** Takes the element away, with everything that points at it. */
  static QuickFix remove(Finding finding) {
    return Finding.fix(
        Texts.get("fix.remove", finding.id()),
        drawing ->
            Edits.remove(Drawing.index(drawing), Set.of(finding.id())).change().apply(drawing));
  }
}

package io.spinlane.desktop.assign;

import io.spinlane.desktop.assign.Reason.Kind;
import io.spinlane.desktop.live.Units;
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
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lanes that are proposed for a drawing, each with its reasons; a person may change some before any
 * is drawn. Immutable.
 */
public final class Proposal {
  /**
   * One proposed lane.
   *
   * @param before id of the core that polls the queue now; empty: none
   * @param core id of the proposed core; empty: there is none to propose
   */
  public record Item(
      ReceiveQueue queue, String before, String core, Load load, List<Reason> reasons) {
    /** Accepting it would change something. */
    public boolean changes() {
      return !core.isEmpty() && !core.equals(before);
    }

    /** Its reasons in one line. */
    public String why() {
      return reasons.stream().map(Reason::text).collect(Collectors.joining(" · "));
    }
  }

  /**
   * What a core carries.
   *
   * @param lanes how many queues it polls
   */
  public record Share(int lanes, double packetsPerSecond) {
    private Share plus(double more) {
      return new Share(lanes + 1, packetsPerSecond + more);
    }
  }

  private final Topology topology;
  private final Locality locality;
  private final Map<ReceiveQueue, Load> loads;
  private final List<Candidate> candidates;
  private final Map<ReceiveQueue, String> lanes;
  private final Map<ReceiveQueue, String> byHand;
  private final List<Reason> notes;
  private final Map<ReceiveQueue, String> now;

  Proposal(
      Topology topology,
      Locality locality,
      Map<ReceiveQueue, Load> loads,
      List<Candidate> candidates,
      Map<ReceiveQueue, String> lanes,
      Map<ReceiveQueue, String> byHand,
      List<Reason> notes) {
    this.topology = topology;
    this.locality = locality;
    this.loads = Map.copyOf(loads);
    this.candidates = List.copyOf(candidates);
    this.lanes = lanes;
    this.byHand = Map.copyOf(byHand);
    this.notes = List.copyOf(notes);
    now = Lanes.of(topology);
  }

  /** Ids of the cores that may poll. */
  static Set<String> switchCores(Topology topology) {
    return topology.getCoresList().stream()
        .filter(core -> core.getRole() == CoreRole.CORE_ROLE_SWITCH)
        .map(Core::getId)
        .collect(Collectors.toSet());
  }

  /** The cores a person may choose: those that were picked from, then other drawn switch cores. */
  public List<Candidate> cores() {
    List<Candidate> all = new ArrayList<>(candidates);
    for (Core core : topology.getCoresList()) {
      boolean picked = candidates.stream().anyMatch(one -> one.id().equals(core.getId()));
      if (core.getRole() == CoreRole.CORE_ROLE_SWITCH && !picked) {
        all.add(new Candidate(core.getId(), core.getCpu(), true));
      }
    }
    return all;
  }

  /** The cores that were picked from. */
  List<Candidate> candidates() {
    return candidates;
  }

  private Optional<Candidate> core(String id) {
    return cores().stream().filter(core -> core.id().equals(id)).findFirst();
  }

  /** What else people should know. */
  public List<Reason> notes() {
    return notes;
  }

  /** There is no core that could poll anything. */
  public boolean hopeless() {
    return candidates.isEmpty();
  }

  /** A person prefers another core for a queue. */
  public Proposal with(ReceiveQueue queue, String core) {
    Map<ReceiveQueue, String> changed = new LinkedHashMap<>(lanes);
    changed.replace(queue, core);
    Map<ReceiveQueue, String> hand = new HashMap<>(byHand);
    hand.put(queue, core);
    return new Proposal(topology, locality, loads, candidates, changed, hand, notes);
  }

  /** All lanes, in the order of the drawing. */
  public List<Item> items() {
    Map<String, Share> shares = shares(lanes.keySet());
    List<Item> items = new ArrayList<>();
    lanes.forEach(
        (queue, core) ->
            items.add(
                new Item(
                    queue,
                    now.getOrDefault(queue, ""),
                    core,
                    loads.getOrDefault(queue, new Load(0, Load.Source.EVEN)),
                    core.isEmpty() ? List.of() : reasons(queue, core, shares))));
    return items;
  }

  private List<Reason> reasons(ReceiveQueue queue, String core, Map<String, Share> shares) {
    List<Reason> reasons = new ArrayList<>();
    Candidate chosen = core(core).orElse(new Candidate(core, 0, true));
    if (!chosen.drawn()) {
      reasons.add(Reason.of(Kind.NEW_CORE, chosen.cpu()));
    }
    if (core.equals(now.get(queue))) {
      reasons.add(Reason.of(Kind.STAYS));
    }
    boolean hand = core.equals(byHand.get(queue));
    reasons.add(place(queue, chosen, hand));
    reasons.add(balance(core, shares));
    return reasons;
  }

  private Reason place(ReceiveQueue queue, Candidate core, boolean hand) {
    Nic nic = nic(queue);
    OptionalInt from = nic == null ? OptionalInt.empty() : locality.nodeOf(nic);
    OptionalInt to = locality.nodeOf(core.cpu());
    if (nic == null || from.isEmpty() || to.isEmpty()) {
      return Reason.of(hand ? Kind.CHOSEN : Kind.ANYWHERE);
    }
    int distance = locality.distance(nic, core.cpu());
    if (distance == Locality.LOCAL) {
      return Reason.of(Kind.LOCAL, to.getAsInt());
    }
    return hand
        ? Reason.of(Kind.CHOSEN_FAR, distance)
        : Reason.of(Kind.NEAREST, from.getAsInt(), to.getAsInt(), distance);
  }

  private Reason balance(String core, Map<String, Share> shares) {
    Share share = shares.getOrDefault(core, new Share(0, 0));
    boolean known = loads.values().stream().anyMatch(load -> load.source() != Load.Source.EVEN);
    double all = loads.values().stream().mapToDouble(Load::packetsPerSecond).sum();
    return known
        ? Reason.of(Kind.BALANCED_RATE, Units.packets(share.packetsPerSecond()), Units.packets(all))
        : Reason.of(Kind.BALANCED_COUNT, share.lanes(), loads.size());
  }

  private @org.jspecify.annotations.Nullable Nic nic(ReceiveQueue queue) {
    return topology.getNicsList().stream()
        .filter(nic -> nic.getId().equals(queue.nic()))
        .findFirst()
        .orElse(null);
  }

  /** What every core that could be chosen would carry if some of the lanes were accepted. */
  public Map<String, Share> shares(Collection<ReceiveQueue> accepted) {
    Map<String, Share> shares = new LinkedHashMap<>();
    cores().forEach(core -> shares.put(core.id(), new Share(0, 0)));
    loads.forEach(
        (queue, load) -> {
          String proposed = accepted.contains(queue) ? lanes.getOrDefault(queue, "") : "";
          String core = proposed.isEmpty() ? now.getOrDefault(queue, "") : proposed;
          if (!core.isEmpty()) {
            shares.merge(
                core,
                new Share(1, load.packetsPerSecond()),
                (before, _) -> before.plus(load.packetsPerSecond()));
          }
        });
    return shares;
  }

  /** Draws the accepted lanes, and the cores they need, as one step to undo. */
  public Edit edit(Collection<ReceiveQueue> accepted) {
    Map<ReceiveQueue, String> wanted = new LinkedHashMap<>();
    for (Item item : items()) {
      if (accepted.contains(item.queue()) && item.changes()) {
        wanted.put(item.queue(), item.core());
      }
    }
    List<Candidate> needed =
        candidates.stream()
            .filter(core -> !core.drawn() && wanted.containsValue(core.id()))
            .toList();
    Edit lanesOnly = Lanes.assign(Texts.count("edit.assign", wanted.size()), wanted);
    return Edit.of(
        lanesOnly.name(), drawing -> lanesOnly.change().apply(withCores(drawing, needed)));
  }

  private static Topology withCores(Topology drawing, List<Candidate> needed) {
    Topology result = drawing;
    for (Candidate core : needed) {
      Core message =
          Core.newBuilder()
              .setId(core.id())
              .setCpu(core.cpu())
              .setRole(CoreRole.CORE_ROLE_SWITCH)
              .build();
      Element element = new Element(ElementKind.ELEMENT_KIND_CORE, core.id(), message, "");
      result = Edits.add(element, Placement.free(result, element)).change().apply(result);
    }
    return result;
  }
}

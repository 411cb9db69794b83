package io.spinlane.desktop.assign;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.assign.Proposal.Item;
import io.spinlane.desktop.assign.Proposal.Share;
import io.spinlane.desktop.model.Lanes;
import io.spinlane.desktop.model.ReceiveQueue;
import io.spinlane.v1.Core;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What holds for every proposal, whatever the drawing and the host. */
class AutoAssignPropertyTest {
  private static final long SEED = Long.getLong("spinlane.seed", new Random().nextLong());
  private static final int CASES = 500;

  /** A drawing on a host, with rates as if measured. */
  private record Case(
      String text, Topology topology, Inventory host, Map<ReceiveQueue, Load> loads) {
    Locality locality() {
      return Locality.of(host);
    }

    Proposal propose() {
      return AutoAssign.propose(topology, locality(), loads, ReceiveQueue.of(topology));
    }
  }

  @BeforeAll
  static void tellSeed() {
    System.out.println("AutoAssignPropertyTest: -Dspinlane.seed=" + SEED);
  }

  private static List<Case> cases() {
    Random random = new Random(SEED);
    return IntStream.range(0, CASES).mapToObj(_ -> next(random)).toList();
  }

  private static Case next(Random random) {
    int nodes = 1 + random.nextInt(3);
    int threads = 1 + random.nextInt(2);
    int cores = 1 + random.nextInt(4);
    int nics = 1 + random.nextInt(4);
    String host = "node:" + nodes + " core:" + cores + " pu:" + threads + " nic:" + nics;
    List<Integer> cpus =
        new ArrayList<>(IntStream.range(0, nodes * cores * threads).boxed().toList());
    Collections.shuffle(cpus, random);
    StringBuilder drawing = new StringBuilder();
    for (int nic = 0; nic < nics; nic++) {
      String name = random.nextInt(5) == 0 ? "sim" : "eth";
      drawing.append(name).append(nic).append(':').append(1 + random.nextInt(5)).append(' ');
    }
    drawing.append("| ");
    int drawn = random.nextInt(cpus.size() + 1);
    List<String> switching = new ArrayList<>();
    for (int i = 0; i < drawn; i++) {
      boolean control = i == 0 && random.nextInt(4) > 0;
      String id = control ? "ctl" : "c" + i;
      drawing.append(id).append('@').append(cpus.get(i)).append(' ');
      if (!control) {
        switching.add(id);
      }
    }
    drawing.append("| ");
    for (ReceiveQueue queue : ReceiveQueue.of(Hosts.drawing(drawing.toString()))) {
      if (!switching.isEmpty() && random.nextBoolean()) {
        String core = switching.get(random.nextInt(switching.size()));
        drawing.append(queue.id()).append('=').append(core).append(' ');
      }
    }
    Topology topology = Hosts.drawing(drawing.toString());
    Map<ReceiveQueue, Load> loads = new HashMap<>();
    for (ReceiveQueue queue : ReceiveQueue.of(topology)) {
      loads.put(queue, new Load(random.nextInt(1000), Load.Source.MEASURED));
    }
    return new Case(host + " / " + drawing, topology, Hosts.host(host), loads);
  }

  /** CPUs whose physical core the control core has, or would get. */
  private static Set<Integer> controlPhysical(Case one) {
    Set<Integer> control =
        one.topology().getCoresList().stream()
            .filter(core -> core.getRole() == CoreRole.CORE_ROLE_CONTROL)
            .map(Core::getCpu)
            .collect(Collectors.toSet());
    if (control.isEmpty()) {
      SpareCpus.of(one.topology(), one.locality()).stream().findFirst().ifPresent(control::add);
    }
    return control.stream().map(one.locality()::physicalCore).collect(Collectors.toSet());
  }

  private static Map<String, Integer> cpuOf(Proposal proposal) {
    return proposal.cores().stream()
        .collect(Collectors.toMap(Candidate::id, Candidate::cpu, (first, _) -> first));
  }

  @Test
  void everyQueueIsAssignedExactlyOnceAndNeverToTheControlCore() {
    for (Case one : cases()) {
      Proposal proposal = one.propose();
      List<ReceiveQueue> queues = ReceiveQueue.of(one.topology());
      assertThat(proposal.items())
          .as(one.text())
          .extracting(Item::queue)
          .containsExactlyElementsOf(queues);
      Topology after = proposal.edit(queues).change().apply(one.topology());
      if (proposal.hopeless()) {
        assertThat(after).as(one.text()).isEqualTo(one.topology());
        continue;
      }
      assertThat(after.getLanesList())
          .as(one.text())
          .extracting(ReceiveQueue::of)
          .containsExactlyInAnyOrderElementsOf(queues);
      assertThat(AutoAssign.unassigned(after)).as(one.text()).isEmpty();
      Map<String, Integer> cpus = cpuOf(proposal);
      Set<Integer> controlCpus =
          after.getCoresList().stream()
              .filter(core -> core.getRole() == CoreRole.CORE_ROLE_CONTROL)
              .map(Core::getCpu)
              .collect(Collectors.toSet());
      Lanes.of(after)
          .values()
          .forEach(
              core ->
                  assertThat(controlCpus)
                      .as(one.text())
                      .doesNotContain(cpus.getOrDefault(core, -1)));
    }
  }

  @Test
  void aQueueIsLocalWheneverThatIsPossible() {
    int local = 0;
    for (Case one : cases()) {
      Locality locality = one.locality();
      Set<Integer> control = controlPhysical(one);
      Proposal proposal = one.propose();
      Map<String, Integer> cpus = cpuOf(proposal);
      for (Item item : proposal.items()) {
        Nic nic = nic(one, item.queue());
        if (locality.nodeOf(nic).isEmpty() || item.core().isEmpty()) {
          continue;
        }
        int node = locality.nodeOf(nic).getAsInt();
        boolean possible =
            locality.usable().stream()
                .filter(cpu -> locality.nodeOf(cpu).orElse(-1) == node)
                .filter(cpu -> !control.contains(locality.physicalCore(cpu)))
                .anyMatch(cpu -> drawnSwitch(one, cpu) || spare(one, cpu));
        if (possible) {
          local++;
          assertThat(locality.distance(nic, cpus.getOrDefault(item.core(), -1)))
              .as("%s of %s", item.queue(), one.text())
              .isEqualTo(Locality.LOCAL);
        }
      }
    }
    assertThat(local).isGreaterThan(CASES);
  }

  private static boolean drawnSwitch(Case one, int cpu) {
    return one.topology().getCoresList().stream()
        .anyMatch(core -> core.getCpu() == cpu && core.getRole() == CoreRole.CORE_ROLE_SWITCH);
  }

  private static boolean spare(Case one, int cpu) {
    int physical = one.locality().physicalCore(cpu);
    return one.topology().getCoresList().stream()
        .noneMatch(core -> one.locality().physicalCore(core.getCpu()) == physical);
  }

  private static Nic nic(Case one, ReceiveQueue queue) {
    return one.topology().getNicsList().stream()
        .filter(nic -> nic.getId().equals(queue.nic()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void noTwoThatPollShareAPhysicalCore() {
    for (Case one : cases()) {
      Proposal proposal = one.propose();
      Map<String, Integer> cpus = cpuOf(proposal);
      Set<Integer> seen = new HashSet<>();
      proposal.items().stream()
          .map(Item::core)
          .filter(core -> !core.isEmpty())
          .distinct()
          .forEach(
              core ->
                  assertThat(seen.add(one.locality().physicalCore(cpus.getOrDefault(core, -1))))
                      .as("%s of %s", core, one.text())
                      .isTrue());
    }
  }

  /**
   * Whichever two cores are compared: if everything the fuller one polls could be polled by the
   * other, it carries at most one queue more than that one, and the slack for which nothing moves.
   */
  @Test
  void noCoreCarriesMoreThanOneQueueTooMuch() {
    for (Case one : cases()) {
      Proposal proposal = one.propose();
      Locality locality = one.locality();
      Map<String, Integer> cpus = cpuOf(proposal);
      Map<String, Share> shares = proposal.shares(ReceiveQueue.of(one.topology()));
      Map<String, List<Item>> byCore =
          proposal.items().stream().collect(Collectors.groupingBy(Item::core));
      double all = one.loads().values().stream().mapToDouble(Load::packetsPerSecond).sum();
      List<Candidate> picked =
          proposal.cores().stream().filter(core -> candidate(proposal, core)).toList();
      for (Candidate full : picked) {
        List<Item> items = byCore.getOrDefault(full.id(), List.of());
        double largest =
            items.stream().mapToDouble(item -> item.load().packetsPerSecond()).max().orElse(0);
        for (Candidate other : picked) {
          boolean takes =
              items.stream()
                  .allMatch(
                      item ->
                          locality.distance(nic(one, item.queue()), other.cpu())
                              <= locality.distance(nic(one, item.queue()), full.cpu()));
          if (takes) {
            double slack = AutoAssign.STAY_SLACK * all / picked.size();
            assertThat(share(shares, full).packetsPerSecond())
                .as("%s against %s of %s, %s", full, other, one.text(), cpus)
                .isLessThanOrEqualTo(
                    share(shares, other).packetsPerSecond() + largest + slack + 1e-6);
          }
        }
      }
    }
  }

  private static Share share(Map<String, Share> shares, Candidate core) {
    return shares.getOrDefault(core.id(), new Share(0, 0));
  }

  /** Cores that were left out on purpose come after those that were picked from. */
  private static boolean candidate(Proposal proposal, Candidate core) {
    return proposal.candidates().contains(core);
  }

  @Test
  void proposingAgainChangesNothing() {
    for (Case one : cases()) {
      List<ReceiveQueue> queues = ReceiveQueue.of(one.topology());
      Topology after = one.propose().edit(queues).change().apply(one.topology());
      Proposal again = AutoAssign.propose(after, one.locality(), one.loads(), queues);
      assertThat(again.items()).as(one.text()).noneMatch(Item::changes);
    }
  }

  /**
   * Graham's bound and the slack, against every possible spreading of few queues over few cores.
   */
  @Test
  void theBusiestCoreIsNeverAThirdWorseThanNeeded() {
    Random random = new Random(SEED);
    for (int i = 0; i < 300; i++) {
      int queues = 1 + random.nextInt(7);
      int cores = 1 + random.nextInt(3);
      StringBuilder text = new StringBuilder("eth0:" + queues + "|ctl@0 ");
      IntStream.rangeClosed(1, cores).forEach(cpu -> text.append("c" + cpu + "@" + cpu + " "));
      Topology topology = Hosts.drawing(text.toString());
      double[] rates = random.doubles(queues, 1, 1000).toArray();
      Map<ReceiveQueue, Load> loads = new HashMap<>();
      for (int queue = 0; queue < queues; queue++) {
        loads.put(new ReceiveQueue("eth0", queue), new Load(rates[queue], Load.Source.MEASURED));
      }
      Proposal proposal =
          AutoAssign.propose(topology, Locality.of(null), loads, ReceiveQueue.of(topology));
      double busiest =
          proposal.shares(ReceiveQueue.of(topology)).values().stream()
              .mapToDouble(Share::packetsPerSecond)
              .max()
              .orElse(0);
      double bound = best(rates, 0, new double[cores]) * 4 / 3 / (1 - AutoAssign.STAY_SLACK) + 1e-6;
      assertThat(busiest).as("%s, seed %d", text, SEED).isLessThanOrEqualTo(bound);
    }
  }

  private static double best(double[] rates, int next, double[] cores) {
    if (next == rates.length) {
      return IntStream.range(0, cores.length).mapToDouble(i -> cores[i]).max().orElse(0);
    }
    double best = Double.MAX_VALUE;
    for (int core = 0; core < cores.length; core++) {
      cores[core] += rates[next];
      best = Math.min(best, best(rates, next + 1, cores));
      cores[core] -= rates[next];
    }
    return best;
  }
}

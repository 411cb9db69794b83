package io.spinlane.topology.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.topology.Elements;
import io.spinlane.topology.TopologyGenerator;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.Backend;
import io.spinlane.v1.Change;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopologyDiffTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{} | {} | ~~",
        "name: a | name: b | changed topology name a→b",
        "nics: [] | nics: [{id: a}] | added NIC a",
        "nics: [{id: a}] | {} | removed NIC a",
        "nics: [{id: a}, {id: b}] | nics: [{id: b}, {id: a}] | ~~",
        "nics: [{id: a, queues: 1}] | nics: [{id: a, queues: 2}] | changed NIC a queues 1→2",
        "nics: [{id: a}] | nics: [{id: a, driver: SIM}] | changed NIC a driver →SIM",
        "vips: [{id: a, nics: [x, y]}] | vips: [{id: a, nics: [y, x]}] | ~~",
        "services: [{id: a, ports: [80]}] | services: [{id: a, ports: [80, 443]}]"
            + " | changed service a ports [\"80\"]→[\"80\", \"443\"]",
        "lanes: [{nic: a, core: s}] | lanes: [{nic: a, core: t}] | changed lane a/0 core s→t",
        "cores: [{id: a, cpu: 1}] | cores: [{id: a}] | changed core a cpu 1→",
        "pools: [{id: p, health: {rise: 2}}] | pools: [{id: p, health: {rise: 3}}]"
            + " | changed pool p health.rise 2→3",
        "pools: [{id: p}] | pools: [{id: p, health: {http: {path: /}, interval: 2s}}]"
            + " | changed pool p health →{http: {path: /}, interval: 2s}",
        "pools: [{id: p, health: {interval: 1s}}] | pools: [{id: p, health: {interval: 60s}}]"
            + " | changed pool p health.interval 1s→1min",
        "pools: [{id: p, backends: [{id: b}]}] | pools: [{id: p, backends: [{id: b, weight: 0}]}]"
            + " | changed back-end b weight →0",
        "pools: [{id: p, backends: [{id: b}]}, {id: q}] | pools: [{id: p}, {id: q, backends: [{id: b}]}]"
            + " | changed back-end b pool p→q",
        "connections: {timeouts: {tcpSyn: 1s}} | connections: {timeouts: {tcpSyn: 2s}}"
            + " | changed topology connections.timeouts.tcpSyn 1s→2s",
        "{nics: [{id: a}], layout: {a: {x: 1}}} | {nics: [{id: a}], layout: {a: {x: 2.5}}}"
            + " | layout: changed NIC a layout.x 1→2.5",
        "{nics: [{id: a}], layout: {a: {x: 1}}} | {} | removed NIC a",
        "{} | layout: {a: {x: 1}} | layout: changed element a layout.x →1",
        "notes: [{id: n, text: a}] | notes: [{id: n, text: b}] | layout: changed note n text a→b",
        "{} | notes: [{id: n}] | layout: added note n",
      })
  void tellsWhatDiffers(String old, String now, String expected) throws Exception {
    Topology before = read(old);
    Topology after = read(now);
    String told =
        TopologyDiff.between(before, after).stream()
            .map(TopologyDiffTest::say)
            .collect(Collectors.joining("; "));
    assertThat(told).isEqualTo(expected);
    boolean sameConfiguration = told.isEmpty() || told.startsWith("layout");
    assertThat(ContentHash.of(before).equals(ContentHash.of(after))).isEqualTo(sameConfiguration);
    assertThat(TopologyDiff.configurationBetween(before, after).isEmpty())
        .isEqualTo(sameConfiguration);
  }

  private static Topology read(String text) throws Exception {
    return TopologyFiles.read(text, Format.YAML, "test").topology();
  }

  private static String say(Change change) {
    StringBuilder said = new StringBuilder(change.getLayoutOnly() ? "layout: " : "");
    said.append(
            switch (change.getKind()) {
              case CHANGE_KIND_ADDED -> "added ";
              case CHANGE_KIND_REMOVED -> "removed ";
              default -> "changed ";
            })
        .append(Elements.word(change.getElement().getKind()));
    if (!change.getElement().getId().isEmpty()) {
      said.append(' ').append(change.getElement().getId());
    }
    change
        .getPropertiesList()
        .forEach(
            property ->
                said.append(' ')
                    .append(property.getPath())
                    .append(' ')
                    .append(property.getOldValue())
                    .append('→')
                    .append(property.getNewValue()));
    return said.toString();
  }

  @Test
  void anyDrawingIsTheSameAfterShufflingItsLists() {
    long seed = Long.getLong("spinlane.seed", new Random().nextLong());
    System.out.println("TopologyDiffTest: -Dspinlane.seed=" + seed);
    TopologyGenerator generator = new TopologyGenerator(seed);
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      Topology drawn = named(generator.next());
      Topology shuffled = shuffled(drawn, random);
      assertThat(TopologyDiff.between(drawn, drawn)).as("seed %d, number %d", seed, i).isEmpty();
      assertThat(TopologyDiff.between(drawn, shuffled)).as("seed %d, number %d", seed, i).isEmpty();
      assertThat(ContentHash.of(shuffled)).isEqualTo(ContentHash.of(drawn)).matches("[0-9a-f]{64}");
      Topology other = named(generator.next());
      assertThat(TopologyDiff.configurationBetween(drawn, other).isEmpty())
          .isEqualTo(ContentHash.of(drawn).equals(ContentHash.of(other)));
    }
  }

  /** Gives every element an id of its own, as the rules demand. */
  static Topology named(Topology drawn) {
    Topology.Builder named = drawn.toBuilder();
    for (int i = 0; i < named.getNicsCount(); i++) {
      named.getNicsBuilder(i).setId("n" + i);
    }
    for (int i = 0; i < named.getCoresCount(); i++) {
      named.getCoresBuilder(i).setId("c" + i);
    }
    for (int i = 0; i < named.getLanesCount(); i++) {
      named.getLanesBuilder(i).setQueue(i);
    }
    for (int i = 0; i < named.getVipsCount(); i++) {
      named.getVipsBuilder(i).setId("v" + i);
    }
    for (int i = 0; i < named.getServicesCount(); i++) {
      named.getServicesBuilder(i).setId("s" + i);
    }
    for (int i = 0; i < named.getRoutesCount(); i++) {
      named.getRoutesBuilder(i).setPrefix("10." + i + ".0.0/16");
    }
    for (int i = 0; i < named.getNotesCount(); i++) {
      named.getNotesBuilder(i).setId("t" + i);
    }
    for (int i = 0; i < named.getPoolsCount(); i++) {
      Pool.Builder pool = named.getPoolsBuilder(i).setId("p" + i);
      for (int j = 0; j < pool.getBackendsCount(); j++) {
        pool.getBackendsBuilder(j).setId("b" + i + "." + j);
      }
    }
    return named.build();
  }

  private static Topology shuffled(Topology drawn, Random random) {
    Topology.Builder shuffled = drawn.toBuilder();
    shuffled.clearNics().addAllNics(mixed(drawn.getNicsList(), random));
    shuffled.clearCores().addAllCores(mixed(drawn.getCoresList(), random));
    shuffled.clearLanes().addAllLanes(mixed(drawn.getLanesList(), random));
    shuffled.clearServices().addAllServices(mixed(drawn.getServicesList(), random));
    for (int i = 0; i < shuffled.getPoolsCount(); i++) {
      Pool.Builder pool = shuffled.getPoolsBuilder(i);
      List<Backend> backends = mixed(pool.getBackendsList(), random);
      pool.clearBackends().addAllBackends(backends);
    }
    return shuffled.build();
  }

  private static <T> List<T> mixed(List<T> list, Random random) {
    List<T> mixed = new ArrayList<>(list);
    Collections.shuffle(mixed, random);
    return mixed;
  }
}

package io.spinlane.topology.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.topology.Elements;
import io.spinlane.topology.diff.MergeConflict.Kind;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.Box;
import io.spinlane.v1.Topology;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopologyMergeTest {

  /** Base, mine, theirs, and what comes out when nobody is in the other's way. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          # either side alone, and both alike
          name: a | name: b | name: a | name: b
          name: a | name: a | name: b | name: b
          name: a | name: b | name: b | name: b
          # elements
          {} | nics: [{id: a}] | nics: [{id: b}] | nics: [{id: a}, {id: b}]
          nics: [{id: a}, {id: b}] | nics: [{id: a}] | nics: [{id: b}] | {}
          nics: [{id: a}, {id: b}] | nics: [{id: a}] | nics: [{id: a, queues: 2}, {id: b}] | nics: [{id: a, queues: 2}]
          {} | nics: [{id: a, queues: 2}] | nics: [{id: a, mtuBytes: 9000}] | nics: [{id: a, queues: 2, mtuBytes: 9000}]
          lanes: [{nic: a, core: s}] | lanes: [{nic: a, core: s}, {nic: a, queue: 1, core: s}] | lanes: [{nic: a, core: t}] | lanes: [{nic: a, core: t}, {nic: a, queue: 1, core: s}]
          # properties of one element, also inside others
          nics: [{id: a}] | nics: [{id: a, queues: 2}] | nics: [{id: a, mtuBytes: 9000}] | nics: [{id: a, queues: 2, mtuBytes: 9000}]
          services: [{id: s, rateLimit: {packetsPerSecond: 5}}] | services: [{id: s, rateLimit: {packetsPerSecond: 6}}] | services: [{id: s, rateLimit: {packetsPerSecond: 5, connectionsPerSecond: 7}}] | services: [{id: s, rateLimit: {packetsPerSecond: 6, connectionsPerSecond: 7}}]
          nics: [{id: a, sim: {seed: 1}}] | nics: [{id: a, sim: {seed: 2}}] | nics: [{id: a, sim: {seed: 1, clients: 3}}] | nics: [{id: a, sim: {seed: 2, clients: 3}}]
          nics: [{id: a, sim: {seed: 1}}] | nics: [{id: a, sim: {seed: 1}, queues: 2}] | nics: [{id: a, pcap: {readFile: x}}] | nics: [{id: a, pcap: {readFile: x}, queues: 2}]
          nics: [{id: a, sim: {seed: 1}}] | nics: [{id: a, pcap: {readFile: x}}] | nics: [{id: a, sim: {seed: 1}, queues: 2}] | nics: [{id: a, pcap: {readFile: x}, queues: 2}]
          connections: {timeouts: {tcpSyn: 1s}} | connections: {timeouts: {tcpSyn: 2s}} | connections: {timeouts: {tcpSyn: 1s, tcpFin: 3s}} | connections: {timeouts: {tcpSyn: 2s, tcpFin: 3s}}
          pools: [{id: p, backends: [{id: b, weight: 0}]}] | pools: [{id: p, backends: [{id: b}]}] | pools: [{id: p, backends: [{id: b, weight: 0, port: 80}]}] | pools: [{id: p, backends: [{id: b, port: 80}]}]
          # lists, entry by entry
          vips: [{id: v, nics: [x, y]}] | vips: [{id: v, nics: [x, y, z]}] | vips: [{id: v, nics: [y]}] | vips: [{id: v, nics: [y, z]}]
          services: [{id: s, ports: [80]}] | services: [{id: s, ports: [80, 443]}] | services: [{id: s, ports: [80, 8443]}] | services: [{id: s, ports: [80, 443, 8443]}]
          services: [{id: s, ports: [80]}] | services: [{id: s, ports: [443, 80]}] | services: [{id: s, ports: [80, 443]}] | services: [{id: s, ports: [443, 80]}]
          # back-ends and their pool
          pools: [{id: p, backends: [{id: b}]}] | pools: [{id: p, backends: [{id: b}, {id: c}]}] | pools: [{id: p, backends: [{id: d}, {id: b}]}] | pools: [{id: p, backends: [{id: b}, {id: c}, {id: d}]}]
          pools: [{id: p, backends: [{id: b}]}, {id: q}] | pools: [{id: p}, {id: q, backends: [{id: b}]}] | pools: [{id: p, backends: [{id: b, weight: 5}]}, {id: q}] | pools: [{id: p}, {id: q, backends: [{id: b, weight: 5}]}]
          pools: [{id: p, backends: [{id: b}]}, {id: q}] | pools: [{id: q}] | pools: [{id: p, backends: [{id: b}]}, {id: q, health: {rise: 3}}] | pools: [{id: q, health: {rise: 3}}]
          # places on the canvas are where I have put them, or else where they have
          {nics: [{id: a}], layout: {a: {x: 1}}} | {nics: [{id: a}], layout: {a: {x: 2}}} | {nics: [{id: a, queues: 2}], layout: {a: {x: 3}}} | {nics: [{id: a, queues: 2}], layout: {a: {x: 2}}}
          {nics: [{id: a}], layout: {a: {x: 1}}} | {nics: [{id: a}], name: n, layout: {a: {x: 1}}} | {nics: [{id: a}, {id: b}], layout: {a: {x: 3}, b: {x: 4}}} | {nics: [{id: a}, {id: b}], name: n, layout: {a: {x: 3}, b: {x: 4}}}
          {nics: [{id: a}], layout: {a: {x: 1}}} | {nics: [{id: a}], name: n, layout: {a: {x: 1}}} | {} | name: n
          {nics: [{id: a}], layout: {a: {x: 1}}} | {nics: [{id: a}], name: n, layout: {a: {x: 1}}} | nics: [{id: a, queues: 2}] | {nics: [{id: a, queues: 2}], name: n, layout: {a: {x: 1}}}
          {nics: [{id: a}], layout: {a: {x: 1}}} | {nics: [{id: a}], layout: {a: {x: 1}}} | nics: [{id: a, queues: 2}] | {nics: [{id: a, queues: 2}], layout: {a: {x: 1}}}
          """)
  void keepsWhatEitherChanged(String base, String mine, String theirs, String expected)
      throws Exception {
    TopologyMerge merge = merge(base, mine, theirs);
    assertThat(merge.conflicts()).isEmpty();
    assertThat(merge.merged(Set.of())).isEqualTo(read(expected));
  }

  /** Base, mine, theirs, the conflict, and what comes out for them; for me mine stays. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          name: a | name: b | name: c | topology name a→b/c | name: c
          name: a | name: b | {} | topology name a→b/ | {}
          nics: [{id: a}] | nics: [{id: a, queues: 2}] | nics: [{id: a, queues: 3}] | NIC a queues →2/3 | nics: [{id: a, queues: 3}]
          {} | nics: [{id: a, queues: 2}] | nics: [{id: a, queues: 3}] | NIC a queues →2/3 | nics: [{id: a, queues: 3}]
          nics: [{id: a, sim: {seed: 1}}] | nics: [{id: a, sim: {seed: 2}}] | nics: [{id: a, sim: {seed: 3}}] | NIC a sim.seed 1→2/3 | nics: [{id: a, sim: {seed: 3}}]
          nics: [{id: a, sim: {seed: 1}}] | nics: [{id: a, sim: {seed: 2}}] | nics: [{id: a, pcap: {readFile: x}}] | NIC a settings sim: {seed: 1}→sim: {seed: 2}/pcap: {readFile: x} | nics: [{id: a, pcap: {readFile: x}}]
          services: [{id: s, ports: [80]}] | services: [{id: s, ports: [8080]}] | services: [{id: s, ports: [443]}] | service s ports ["80"]→["8080"]/["443"] | services: [{id: s, ports: [443]}]
          services: [{id: s, timeouts: {tcpSyn: 1s}}] | services: [{id: s, timeouts: {tcpSyn: 2s}}] | services: [{id: s}] | service s timeouts {tcpSyn: 1s}→{tcpSyn: 2s}/ | services: [{id: s}]
          services: [{id: s}] | services: [{id: s, accessRules: [{prefix: 10.0.0.0/8}]}] | services: [{id: s, accessRules: [{prefix: 11.0.0.0/8}]}] | service s accessRules →[{prefix: 10.0.0.0/8}]/[{prefix: 11.0.0.0/8}] | services: [{id: s, accessRules: [{prefix: 11.0.0.0/8}]}]
          pools: [{id: p, backends: [{id: b}]}, {id: q}, {id: r}] | pools: [{id: p}, {id: q, backends: [{id: b}]}, {id: r}] | pools: [{id: p}, {id: q}, {id: r, backends: [{id: b}]}] | back-end b pool p→q/r | pools: [{id: p}, {id: q}, {id: r, backends: [{id: b}]}]
          nics: [{id: a}] | nics: [{id: a, queues: 2}] | {} | THEIRS_REMOVED NIC a queues: 2/ | {}
          nics: [{id: a}] | name: n | {name: n, nics: [{id: a, queues: 2}]} | MINE_REMOVED NIC a /queues: 2 | {name: n, nics: [{id: a, queues: 2}]}
          pools: [{id: p, backends: [{id: b}]}] | name: n | {name: n, pools: [{id: p, backends: [{id: b}, {id: c}]}]} | MINE_REMOVED pool p / (back-end c) | {name: n, pools: [{id: p, backends: [{id: b}, {id: c}]}]}
          pools: [{id: p, backends: [{id: b}]}] | pools: [{id: p, backends: [{id: b, weight: 7}]}] | {} | THEIRS_REMOVED pool p / (back-end b) | {}
          # something new needs what the other has removed
          vips: [{id: v}] | {name: n, vips: [{id: v}], services: [{id: s, vip: v}]} | name: n | THEIRS_REMOVED VIP v / (service s) | name: n
          vips: [{id: v}] | name: n | {name: n, vips: [{id: v}], services: [{id: s, vip: v}]} | MINE_REMOVED VIP v / (service s) | {name: n, vips: [{id: v}], services: [{id: s, vip: v}]}
          {pools: [{id: p}], services: [{id: s}]} | {pools: [{id: p}], services: [{id: s, pool: p}]} | services: [{id: s}] | THEIRS_REMOVED pool p / (service s) | services: [{id: s}]
          {pools: [{id: p}], services: [{id: s}]} | {pools: [{id: p}], services: [{id: s, fallbackPool: p}]} | services: [{id: s}] | THEIRS_REMOVED pool p / (service s) | services: [{id: s}]
          {nics: [{id: x}, {id: y}], vips: [{id: v, nics: [x]}]} | {nics: [{id: x}, {id: y}], vips: [{id: v, nics: [x, y]}]} | {nics: [{id: x}], vips: [{id: v, nics: [x]}]} | THEIRS_REMOVED NIC y / (VIP v) | {nics: [{id: x}], vips: [{id: v, nics: [x]}]}
          {nics: [{id: x}], routes: [{prefix: 10.0.0.0/8}]} | {nics: [{id: x}], routes: [{prefix: 10.0.0.0/8, nic: x}]} | routes: [{prefix: 10.0.0.0/8}] | THEIRS_REMOVED NIC x / (route 10.0.0.0/8) | routes: [{prefix: 10.0.0.0/8}]
          {nics: [{id: x}], cores: [{id: c}, {id: d}]} | {nics: [{id: x}], cores: [{id: c}, {id: d}], lanes: [{nic: x, core: c}]} | {nics: [{id: x}], cores: [{id: d}]} | THEIRS_REMOVED core c / (lane x/0) | {nics: [{id: x}], cores: [{id: d}]}
          {nics: [{id: x, queues: 2}], cores: [{id: c}], lanes: [{nic: x, core: c}]} | {nics: [{id: x, queues: 2}], cores: [{id: c}], lanes: [{nic: x, core: c}, {nic: x, queue: 1, core: c}]} | cores: [{id: c}] | THEIRS_REMOVED NIC x / (lane x/1) | cores: [{id: c}]
          # a back-end that was put into a removed pool falls back to where the other has it
          pools: [{id: p, backends: [{id: b}]}, {id: q}] | pools: [{id: p}, {id: q, backends: [{id: b}]}] | pools: [{id: p, backends: [{id: b}]}] | THEIRS_REMOVED pool q / (back-end b) | pools: [{id: p, backends: [{id: b}]}]
          """)
  void asksWhoIsRight(String base, String mine, String theirs, String conflict, String forThem)
      throws Exception {
    TopologyMerge merge = merge(base, mine, theirs);
    assertThat(merge.conflicts()).extracting(TopologyMergeTest::say).containsExactly(conflict);
    assertThat(merge.merged(Set.of())).as("for me").isEqualTo(read(mine));
    assertThat(merge.merged(Set.copyOf(merge.conflicts()))).as("for them").isEqualTo(read(forThem));
    TopologyMerge other = merge(base, theirs, mine);
    assertThat(other.conflicts()).hasSameSizeAs(merge.conflicts());
    assertThat(other.merged(Set.of())).isEqualTo(read(theirs));
  }

  @Test
  void eachConflictIsDecidedAlone() throws Exception {
    TopologyMerge merge =
        merge(
            "nics: [{id: a, queues: 1}, {id: b, queues: 1}, {id: c}]",
            "nics: [{id: a, queues: 2, mtuBytes: 9000}, {id: b, queues: 2}]",
            "nics: [{id: a, queues: 3}, {id: b, queues: 3}, {id: c, queues: 9}]");
    assertThat(merge.conflicts())
        .extracting(TopologyMergeTest::say)
        .containsExactly(
            "MINE_REMOVED NIC c /queues: 9", "NIC a queues 1→2/3", "NIC b queues 1→2/3");
    MergeConflict second = merge.conflicts().get(2);
    assertThat(merge.merged(Set.of(second)))
        .isEqualTo(read("nics: [{id: a, queues: 2, mtuBytes: 9000}, {id: b, queues: 3}]"));
    MergeConflict first = merge.conflicts().get(0);
    assertThat(merge.merged(Set.of(first)))
        .isEqualTo(
            read(
                "nics: [{id: a, queues: 2, mtuBytes: 9000}, {id: b, queues: 2}, {id: c, queues: 9}]"));
  }

  /** What is kept although the other has removed it needs what went with it. */
  @Test
  void whatIsKeptBringsBackWhatItNeeds() throws Exception {
    String base =
        """
        {nics: [{id: x}], cores: [{id: c}], lanes: [{nic: x, core: c}], vips: [{id: v, nics: [x]}],
        pools: [{id: p, backends: [{id: b}]}], services: [{id: s, vip: v, pool: p}]}""";
    String mine = base.replace("id: s,", "id: s, ports: [80],");
    TopologyMerge merge = merge(base, mine, "cores: [{id: d}]");
    assertThat(merge.conflicts())
        .extracting(TopologyMergeTest::say)
        .containsExactly("THEIRS_REMOVED service s ports: [\"80\"]/");
    assertThat(merge.merged(Set.of()))
        .isEqualTo(read(mine.replace("{id: c}]", "{id: c}, {id: d}]")));
    assertThat(merge.merged(Set.copyOf(merge.conflicts()))).isEqualTo(read("cores: [{id: d}]"));
  }

  @Test
  void whatLedNowhereBeforeIsLeftAlone() throws Exception {
    TopologyMerge merge =
        merge(
            "{vips: [{id: v}], services: [{id: s, vip: v}]}",
            "{services: [{id: s, vip: v}, {id: t, vip: w}]}",
            "{vips: [{id: v}], services: [{id: s, vip: v, ports: [80]}]}");
    assertThat(merge.conflicts()).isEmpty();
    assertThat(merge.merged(Set.of()))
        .isEqualTo(read("{services: [{id: s, vip: v, ports: [80]}, {id: t, vip: w}]}"));
  }

  /** The service goes with the VIP that was decided to go, or to the VIP of the other. */
  @Test
  void aServiceWhoseVipWasDecidedToGoIsWhereTheOtherHasIt() throws Exception {
    TopologyMerge merge =
        merge(
            "{vips: [{id: u}, {id: v}, {id: w}], services: [{id: s, vip: u}]}",
            "{vips: [{id: u}, {id: v}, {id: w}], services: [{id: s, vip: v}]}",
            "{vips: [{id: u}, {id: w}], services: [{id: s, vip: w}]}");
    assertThat(merge.conflicts())
        .extracting(TopologyMergeTest::say)
        .containsExactly("THEIRS_REMOVED VIP v / (service s)", "service s vip u→v/w");
    assertThat(merge.merged(Set.of(merge.conflicts().getFirst())))
        .isEqualTo(read("{vips: [{id: u}, {id: w}], services: [{id: s, vip: w}]}"));
  }

  @Test
  void aBoxWithoutAnElementIsKept() {
    Topology base = Topology.newBuilder().putLayout("frame", box(1)).build();
    Topology mine = base.toBuilder().putLayout("frame", box(2)).setName("mine").build();
    Topology theirs = base.toBuilder().setDescription("theirs").build();
    assertThat(TopologyMerge.of(base, mine, theirs).merged(Set.of()))
        .isEqualTo(mine.toBuilder().setDescription("theirs").build());
  }

  private static Box box(double x) {
    return Box.newBuilder().setX(x).build();
  }

  private static TopologyMerge merge(String base, String mine, String theirs) throws Exception {
    return TopologyMerge.of(read(base), read(mine), read(theirs));
  }

  private static Topology read(String text) throws Exception {
    return TopologyFiles.read(text, Format.YAML, "test").topology();
  }

  private static String say(MergeConflict conflict) {
    boolean property = conflict.kind() == Kind.PROPERTY;
    return Stream.of(
            property ? "" : conflict.kind().name(),
            Elements.word(conflict.element().getKind()),
            conflict.element().getId(),
            conflict.path(),
            (property ? conflict.base() + "→" : "") + conflict.mine() + "/" + conflict.theirs(),
            conflict.neededBy().stream()
                .map(one -> Elements.word(one.getKind()) + " " + one.getId())
                .collect(Collectors.joining(", ", "(", ")"))
                .replace("()", ""))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining(" "));
  }
}

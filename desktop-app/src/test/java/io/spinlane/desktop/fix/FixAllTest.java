package io.spinlane.desktop.fix;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.assign.Hosts;
import io.spinlane.desktop.fix.FixAll.Left;
import io.spinlane.desktop.fix.FixAll.Outcome;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edit;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.topology.rule.Rules;
import io.spinlane.v1.Core;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Topology;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FixAllTest {
  private static final Topology CROWDED = Hosts.drawing("eth0:1|ctl@0 a@1 b@1 c@1|eth0/0=a");

  private static Function<Topology, List<Diagnostic>> rules(Inventory host) {
    return topology -> Rules.check(topology, host);
  }

  private static Outcome ofKind(String code, Topology topology, String line) {
    Inventory host = Hosts.host(line);
    return FixAll.ofKind(code, topology, rules(host), host);
  }

  @Test
  void twoCoresThatWantTheSameCpuGetOneEach() {
    Outcome outcome = ofKind("CPU_USED_TWICE", CROWDED, "core:4 nic:1");
    assertThat(outcome.after().getCoresList()).extracting(Core::getCpu).doesNotHaveDuplicates();
    assertThat(outcome.done()).containsExactly("Move b to CPU 2", "Move c to CPU 3");
    assertThat(outcome.left()).isEmpty();
    assertThat(FixWords.sentence(outcome))
        .isEqualTo("2 problems fixed: Move b to CPU 2, Move c to CPU 3.");
    assertThat(FixWords.name(outcome)).isEqualTo("Move b to CPU 2, and 1 more");
  }

  @Test
  void whatNoCpuIsLeftForStaysAndIsNamed() {
    Outcome outcome = ofKind("CPU_USED_TWICE", CROWDED, "core:3 nic:1");
    assertThat(outcome.done()).containsExactly("Move b to CPU 2");
    assertThat(outcome.mended()).isEqualTo(1);
    assertThat(FixWords.sentence(outcome))
        .isEqualTo("1 problem fixed: Move b to CPU 2. Left: 1 without a known fix (c).");
  }

  @Test
  void eachNicGetsAnotherDeviceAndTheLastNone() {
    Topology topology = Hosts.drawing("x:1 y:1 z:1|ctl@0 a@1|x/0=a y/0=a z/0=a");
    Outcome outcome = ofKind("DEVICE_NOT_ON_HOST", topology, "core:4 nic:2");
    assertThat(outcome.done()).containsExactly("Use eth0", "Use eth1", "Simulate z");
    assertThat(outcome.after().getNicsList())
        .extracting(Nic::getDevice)
        .containsExactly("eth0", "eth1", "");
    assertThat(outcome.left()).isEmpty();
  }

  @Test
  void problemsThatComeOfItAreCounted() {
    Topology topology = Hosts.drawing("eth0:1|ctl@0 ctl1@2 a@1|eth0/0=a");
    Outcome outcome = ofKind("SEVERAL_CONTROL_CORES", topology, "core:4 nic:1");
    assertThat(outcome.mended()).isEqualTo(1);
    assertThat(outcome.added()).as("it polls nothing").isEqualTo(1);
    assertThat(FixWords.sentence(outcome)).contains("1 other problem came of it.");
  }

  @Test
  void theSafeOnesLeaveWhatOnlyAPersonDecides() {
    Topology topology =
        Hosts.drawing("eth0:1 eth9:1|ctl@0 a@1 b@1 ctl2@3|eth0/0=a eth9/0=b").toBuilder()
            .addPools(
                io.spinlane.v1.Pool.newBuilder()
                    .setId("p")
                    .addBackends(server("s1"))
                    .addBackends(server("s2")))
            .build();
    Inventory host = Hosts.host("core:6 nic:2");
    Outcome outcome = FixAll.safe(topology, rules(host), host);
    assertThat(outcome.done()).contains("Move b to CPU 2");
    assertThat(outcome.added()).isZero();
    assertThat(outcome.left().get(Left.CHOICE))
        .extracting(Diagnostic::getCode)
        .contains("DEVICE_NOT_ON_HOST", "DUPLICATE_BACKEND");
    assertThat(outcome.left().get(Left.NO_HELP))
        .extracting(Diagnostic::getCode)
        .containsOnly("SEVERAL_CONTROL_CORES", "NO_NIC_TOWARDS_BACKEND");
    assertThat(FixWords.sentence(outcome)).contains("4 where you must choose (eth0, eth9, s2)");
  }

  @Test
  void theSafeOnesDeleteNothing() {
    Topology topology = Hosts.drawing("eth0:1|ctl@0 a@1 b@2|eth0/0=a");
    Outcome outcome = FixAll.safe(topology, rules(Hosts.host("core:4 nic:1")), null);
    assertThat(outcome.left().get(Left.DELETES))
        .extracting(Diagnostic::getCode)
        .containsExactly("SWITCH_CORE_WITHOUT_LANE");
  }

  private static io.spinlane.v1.Backend server(String id) {
    return io.spinlane.v1.Backend.newBuilder().setId(id).setAddress("10.0.0.9").setPort(80).build();
  }

  @Test
  void oneUndoLeadsBackToTheSameBytes() throws Exception {
    DesignModel model = new DesignModel();
    model.open(CROWDED);
    String before = TopologyFiles.write(model.topology(), Format.JSON);
    Outcome outcome = ofKind("CPU_USED_TWICE", CROWDED, "core:4 nic:1");
    model.apply(Edit.of(FixWords.name(outcome), _ -> outcome.after()));
    assertThat(TopologyFiles.write(model.topology(), Format.JSON)).isNotEqualTo(before);
    assertThat(model.undoNames()).containsExactly("Move b to CPU 2, and 1 more");
    model.undo();
    assertThat(TopologyFiles.write(model.topology(), Format.JSON)).isEqualTo(before);
    model.redo();
    assertThat(model.topology()).isEqualTo(outcome.after());
  }

  @ParameterizedTest
  @MethodSource("io.spinlane.desktop.fix.QuickFixesTest#cases")
  void whateverIsBroken(QuickFixesTest.Broken broken) {
    Topology before = broken.topology();
    Outcome kind =
        FixAll.ofKind(broken.code(), before, rules(QuickFixesTest.HOST), QuickFixesTest.HOST);
    boolean known = QuickFixes.codes().contains(broken.code());
    long remaining = broken.found(kind.after()).size();
    assertThat(broken.found(before).size() - remaining).isEqualTo(kind.mended());
    assertThat(kind.left().values().stream().mapToInt(List::size).sum()).isEqualTo(remaining);
    assertThat(known || kind.done().isEmpty()).isTrue();
    Outcome safe = FixAll.safe(before, rules(QuickFixesTest.HOST), QuickFixesTest.HOST);
    assertThat(safe.added()).isZero();
    assertThat(Rules.check(safe.after(), QuickFixesTest.HOST))
        .hasSize(Rules.check(before, QuickFixesTest.HOST).size() - safe.mended());
    assertThat(FixWords.sentence(safe)).doesNotContain("{", "  ");
  }
}

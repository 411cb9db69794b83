package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.spinlane.topology.Elements;
import io.spinlane.topology.German;
import io.spinlane.topology.TopologyGenerator;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.topology.sample.Sample;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.CpuInfo;
import io.spinlane.v1.DeviceInfo;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.DriverSupport;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;
import io.spinlane.v1.Severity;
import io.spinlane.v1.Topology;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {
  /** Two CPUs on two NUMA nodes, a third that is kept from the agent, one device, no AF_XDP. */
  private static final Inventory HOST =
      Inventory.newBuilder()
          .addCpus(CpuInfo.newBuilder().setCpu(0).setAvailable(true))
          .addCpus(CpuInfo.newBuilder().setCpu(1).setNumaNode(1).setAvailable(true))
          .addCpus(CpuInfo.newBuilder().setCpu(2))
          .addDevices(DeviceInfo.newBuilder().setName("lo").setLoopback(true).setNumaNode(-1))
          .addDevices(DeviceInfo.newBuilder().setName("eth0"))
          .addDrivers(DriverSupport.newBuilder().setDriver("NIC_DRIVER_SIM").setUsable(true))
          .addDrivers(
              DriverSupport.newBuilder()
                  .setDriver("NIC_DRIVER_AF_XDP")
                  .setReasonSentence(sentence("driver.notInRelease")))
          .build();

  static List<RuleCase> cases() {
    return RuleCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void reportsTheBrokenDrawing(RuleCase example) throws Exception {
    List<Diagnostic> found = found(example.broken(), example.code());
    assertThat(found).as("reported for %s", example.broken()).isNotEmpty();
    Diagnostic first = found.getFirst();
    String where = Elements.word(first.getElement().getKind()) + " " + first.getElement().getId();
    assertThat(where.trim()).isEqualTo(example.element());
    assertThat(first.getField()).isEqualTo(example.field());
    assertThat(first.getSeverity()).isEqualTo(example.severity());
    assertThat(first.getMessage())
        .matches("[A-Z0-9\"].*[a-z0-9\\])].*\\.")
        .doesNotContain("  ", "..");
    assertThat(first.getHint()).matches("[A-Z].*\\.").doesNotContain("  ", "..");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void keepsSilentAboutTheMendedDrawing(RuleCase example) throws Exception {
    assertThat(found(example.mended(), example.code())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void speaksGerman(RuleCase example) throws Exception {
    found(example.broken(), example.code()).forEach(German::assertSpoken);
  }

  /** Inventories that were saved by an older release give reasons in English only. */
  @Test
  void quotesAReasonItDoesNotKnow() {
    Inventory old =
        Inventory.newBuilder()
            .addDrivers(
                DriverSupport.newBuilder()
                    .setDriver("NIC_DRIVER_AF_PACKET")
                    .setReason("the kernel is older than 4.18."))
            .build();
    Topology topology =
        Topology.newBuilder()
            .addNics(Nic.newBuilder().setId("n").setDriver(NicDriver.NIC_DRIVER_AF_PACKET))
            .build();
    assertThat(Rules.check(topology, old))
        .filteredOn(found -> found.getCode().equals("DRIVER_NOT_USABLE"))
        .extracting(Diagnostic::getMessage)
        .containsExactly(
            "The driver AF_PACKET cannot run on this host: the kernel is older than 4.18.");
  }

  private static List<Diagnostic> found(String text, String code) throws Exception {
    Topology topology = TopologyFiles.read(text, Format.YAML, "case").topology();
    return Rules.check(topology, HOST).stream().filter(d -> d.getCode().equals(code)).toList();
  }

  @Test
  void everyRuleIsRegisteredHasItsOwnCodeAndIsExercised() {
    Set<String> written =
        new ClassFileImporter()
            .importPackagesOf(Rule.class).stream()
                .filter(type -> type.isAssignableTo(Rule.class) && !type.isInterface())
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
    List<String> registered = Rules.all().stream().map(rule -> rule.getClass().getName()).toList();
    assertThat(registered).containsExactlyInAnyOrderElementsOf(written);

    List<String> codes = Rules.all().stream().map(Rule::code).toList();
    assertThat(codes).doesNotHaveDuplicates().allMatch(code -> code.matches("[A-Z][A-Z_]+"));
    Set<String> exercised = cases().stream().map(RuleCase::code).collect(Collectors.toSet());
    assertThat(exercised).containsExactlyInAnyOrderElementsOf(codes);
  }

  @Test
  void drawingRulesNeedNoHost() {
    for (Sample sample : Samples.all()) {
      assertThat(Rules.check(sample.topology(), Inventory.getDefaultInstance())).isEmpty();
    }
    Topology.Builder far = Samples.all().getFirst().topology().toBuilder();
    far.getCoresBuilder(1).setCpu(99);
    assertThat(Rules.check(far.build())).isEmpty();
    assertThat(Rules.hasErrors(Rules.check(far.build(), HOST))).isTrue();
  }

  @Test
  void tellsErrorsFirstInTheOrderOfTheDrawing() throws Exception {
    Topology topology =
        TopologyFiles.read(
                """
                nics: [{id: n, driver: SIM}]
                cores: [{id: idle, cpu: 1, role: SWITCH}]
                vips: [{id: v, address: 203.0.113.10}]
                """,
                Format.YAML,
                "case")
            .topology();
    assertThat(Rules.check(topology))
        .extracting(Diagnostic::getCode)
        .containsExactly(
            "NO_CONTROL_CORE",
            "UNSPECIFIED_VALUE",
            "QUEUE_NOT_POLLED",
            "VIP_WITHOUT_NIC",
            "SWITCH_CORE_WITHOUT_LANE");
  }

  @Test
  void surviveEveryDrawing() {
    long seed = Long.getLong("spinlane.seed", new Random().nextLong());
    System.out.println("RulesTest: -Dspinlane.seed=" + seed);
    TopologyGenerator generator = new TopologyGenerator(seed);
    for (int i = 0; i < 500; i++) {
      Topology topology = generator.next();
      assertThat(Rules.check(topology, HOST))
          .as("seed %d, number %d", seed, i)
          .allMatch(d -> d.getSeverity() != Severity.SEVERITY_UNSPECIFIED);
    }
  }

  @Test
  void refuseChoicesThatANewerPeerMade() {
    Topology newer =
        Topology.newBuilder().addNics(Nic.newBuilder().setId("n").setDriverValue(99)).build();
    assertThat(Rules.check(newer, HOST))
        .anyMatch(d -> d.getCode().equals("VALUE_OUT_OF_RANGE") && d.getField().equals("driver"));
  }
}

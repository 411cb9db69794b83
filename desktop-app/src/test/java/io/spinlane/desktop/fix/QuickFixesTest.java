package io.spinlane.desktop.fix;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.assign.Hosts;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.topology.rule.Rule;
import io.spinlane.topology.rule.Rules;
import io.spinlane.v1.CpuInfo;
import io.spinlane.v1.DeviceInfo;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.DriverSupport;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;
import io.spinlane.v1.NicSide;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class QuickFixesTest {
  /** The drawings that break each rule, from the tests of the rules. */
  private static final Path CASES =
      Path.of("..", "proto", "src", "test", "resources")
          .resolve(Path.of("io", "spinlane", "topology", "rule", "cases.txt"));

  private static final String FAR =
      "{nics: [{id: n, driver: AF_PACKET, device: eth0}], cores: [{id: k, cpu: 3, role: CONTROL},"
          + " {id: c, cpu: 1, role: SWITCH}], lanes: [{nic: n, core: c}]}";

  private static final String UNANNOUNCED = "{nics: [{id: n, side: CLIENT}], vips: [{id: v}]}";

  /** CPU 1 is on another node than the rest, CPU 2 is kept from the agent. */
  static final Inventory HOST =
      Inventory.newBuilder()
          .addCpus(CpuInfo.newBuilder().setCpu(0).setAvailable(true))
          .addCpus(CpuInfo.newBuilder().setCpu(1).setNumaNode(1).setAvailable(true))
          .addCpus(CpuInfo.newBuilder().setCpu(2))
          .addCpus(CpuInfo.newBuilder().setCpu(4).setAvailable(true))
          .addDevices(DeviceInfo.newBuilder().setName("lo").setLoopback(true).setNumaNode(-1))
          .addDevices(DeviceInfo.newBuilder().setName("eth0"))
          .addDrivers(DriverSupport.newBuilder().setDriver("NIC_DRIVER_SIM").setUsable(true))
          .addDrivers(DriverSupport.newBuilder().setDriver("NIC_DRIVER_AF_XDP").setReason("old"))
          .build();

  /** A drawing that breaks a rule. */
  record Broken(String code, String drawing) {
    Topology topology() {
      try {
        return TopologyFiles.read(drawing, Format.YAML, "case").topology();
      } catch (io.spinlane.topology.file.TopologyFileException e) {
        throw new AssertionError(drawing, e);
      }
    }

    List<Diagnostic> found(Topology topology) {
      return Rules.check(topology, HOST).stream()
          .filter(problem -> problem.getCode().equals(code))
          .toList();
    }
  }

  static List<Broken> cases() {
    try {
      List<Broken> cases =
          Files.readString(CASES)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(line -> line.split(" \\| ", -1))
              .map(cells -> new Broken(cells[1], cells[4]))
              .collect(Collectors.toList());
      cases.add(new Broken("LANE_ACROSS_NUMA_NODES", FAR));
      cases.add(new Broken("VIP_WITHOUT_NIC", UNANNOUNCED));
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyFixMendsItsProblem(Broken broken) {
    Topology before = broken.topology();
    List<Diagnostic> problems = broken.found(before);
    List<QuickFix> fixes = QuickFixes.of(problems.getFirst(), before, HOST);
    for (QuickFix fix : fixes) {
      Topology after = fix.edit().change().apply(before);
      assertThat(broken.found(after)).as(fix.title()).hasSizeLessThan(problems.size());
      assertThat(fix.title()).isNotBlank().doesNotContain("{", "  ").doesNotEndWith(".");
      assertThat(fix.edit().name()).isEqualTo(fix.title());
    }
    assertThat(fixes).extracting(QuickFix::title).doesNotHaveDuplicates();
  }

  @Test
  void everyRuleHasAFixOrAReasonForNone() {
    Set<String> rules = Rules.all().stream().map(Rule::code).collect(Collectors.toSet());
    Set<String> known = new TreeSet<>(QuickFixes.codes());
    known.addAll(QuickFixes.WITHOUT.keySet());
    assertThat(known).containsExactlyInAnyOrderElementsOf(rules);
    assertThat(QuickFixes.codes()).doesNotContainAnyElementsOf(QuickFixes.WITHOUT.keySet());
    Set<String> fixed =
        cases().stream()
            .filter(
                broken -> {
                  Topology topology = broken.topology();
                  Diagnostic first = broken.found(topology).getFirst();
                  return !QuickFixes.of(first, topology, HOST).isEmpty();
                })
            .map(Broken::code)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(fixed).containsExactlyInAnyOrderElementsOf(QuickFixes.codes());
  }

  /** What a drawing looks like to which a pool was added first, and its NICs later. */
  @Test
  void aBackEndThatNoNicReachesGetsOne() {
    Topology topology =
        new Broken(
                "",
                "{nics: [{id: n, driver: SIM, side: CLIENT, addresses: [203.0.113.1/24]}],"
                    + " cores: [{id: ctl, cpu: 0, role: CONTROL}, {id: c, cpu: 1, role: SWITCH}],"
                    + " lanes: [{nic: n, core: c}],"
                    + " pools: [{id: p, backends: [{id: b, address: 10.0.0.11, port: 80}]}]}")
            .topology();
    Diagnostic problem =
        Rules.check(topology).stream()
            .filter(one -> one.getCode().equals("NO_NIC_TOWARDS_BACKEND"))
            .findFirst()
            .orElseThrow();
    List<QuickFix> fixes = QuickFixes.of(problem, topology, null);
    assertThat(fixes)
        .extracting(QuickFix::title)
        .containsExactly("Draw a NIC towards the servers", "Let n face servers, too");
    Topology with = fixes.getFirst().edit().change().apply(topology);
    Nic drawn = with.getNics(1);
    assertThat(drawn.getSide()).isEqualTo(NicSide.NIC_SIDE_SERVER);
    assertThat(drawn.getDriver()).isEqualTo(NicDriver.NIC_DRIVER_SIM);
    assertThat(drawn.getAddressesList()).containsExactly("10.0.0.1/24");
    assertThat(Rules.check(with)).as("polled, too").isEmpty();
    Nic both = fixes.getLast().edit().change().apply(topology).getNics(0);
    assertThat(both.getSide()).isEqualTo(NicSide.NIC_SIDE_BOTH);
    assertThat(both.getAddressesList()).containsExactly("203.0.113.1/24", "10.0.0.1/24");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "DUPLICATE_BACKEND; {pools: [{id: p, backends: [{id: b, address: 10.0.0.11},"
            + " {id: c, address: 10.0.0.11}, {id: d, address: 10.0.0.12}]}]};"
            + " Give c the address 10.0.0.13 | Delete c",
        "DUPLICATE_VIP_ADDRESS; {vips: [{id: v, address: '2001:db8::9'},"
            + " {id: w, address: '2001:db8::9'}]}; Give w the address 2001:db8::a | Merge w into v",
        "DUPLICATE_NIC_ADDRESS; {nics: [{id: n, addresses: [10.1.2.14/28]},"
            + " {id: m, addresses: [10.1.2.14/28]}]};"
            + " Give m the address 10.1.2.1/28 | Remove 10.1.2.14/28 from m"
      })
  void whatIsThereTwiceGetsTheNextAddress(String code, String drawing, String titles) {
    Topology topology = new Broken(code, drawing).topology();
    Diagnostic problem = new Broken(code, drawing).found(topology).getFirst();
    assertThat(QuickFixes.of(problem, topology, null))
        .extracting(QuickFix::title)
        .containsExactly(titles.split(" \\| ", -1));
  }

  @ParameterizedTest(name = "{0}: {3}")
  @CsvSource(
      delimiter = ';',
      value = {
        "NO_CONTROL_CORE; eth0:1|a@1|eth0/0=a; core:2 nic:1; Draw a control core on CPU 0",
        "NO_CONTROL_CORE; eth0:1|a@0 b@1|eth0/0=a; core:2 nic:1; Make b the control core",
        "LANE_ACROSS_NUMA_NODES; eth0:2 eth1:2|ctl@0 a@1 b@5|eth0/0=b eth0/1=b eth1/0=b eth1/1=b;"
            + " node:2 core:4 nic:2; Move eth0 to NUMA node 0",
        "QUEUE_NOT_POLLED; eth0:4|ctl@0 a@1|eth0/0=a; core:4 nic:1; Give 3 queues a core",
        "QUEUE_NOT_POLLED; sim0:2|ctl@0; -; Draw a switch core on CPU 1",
        "SWITCH_CORE_WITHOUT_LANE; eth0:2|ctl@0 a@1 b@2|eth0/0=a eth0/1=a; core:4 nic:1;"
            + " Take queue eth0/1 from a to b | Delete b",
        "LANE_TO_CONTROL_CORE; eth0:1|ctl@0 a@1|eth0/0=ctl; core:4 nic:1;"
            + " Move eth0/0 to a | Remove the lane of eth0/0",
        "QUEUE_POLLED_TWICE; eth0:1|ctl@0 a@1 b@2|eth0/0=a eth0/0=b; core:4 nic:1;"
            + " Keep a for eth0/0 | Keep b for eth0/0",
        "CPU_USED_TWICE; eth1:1|ctl@0 a@1 b@1|eth1/0=b; node:2 core:4 nic:2; Move b to CPU 4",
        "DEVICE_NOT_ON_HOST; eth9:1|ctl@0 a@1|eth9/0=a; core:4 nic:2;"
            + " Use eth0 | Use eth1 | Simulate eth9"
      })
  void offersWhatPeopleWouldDo(String code, String drawing, String host, String titles) {
    Topology topology = Hosts.drawing(drawing);
    @Nullable Inventory inventory = host.equals("-") ? null : Hosts.host(host);
    List<Diagnostic> found =
        inventory == null ? Rules.check(topology) : Rules.check(topology, inventory);
    Diagnostic problem =
        found.stream().filter(one -> one.getCode().equals(code)).findFirst().orElseThrow();
    assertThat(QuickFixes.of(problem, topology, inventory))
        .extracting(QuickFix::title)
        .containsExactly(titles.split(" \\| ", -1));
  }
}

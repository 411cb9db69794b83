package io.spinlane.topology.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.util.JsonFormat;
import io.spinlane.topology.German;
import io.spinlane.v1.BackendState;
import io.spinlane.v1.Box;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.ElementRef;
import io.spinlane.v1.NicDriver;
import io.spinlane.v1.Topology;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyFilesTest {
  private static final String EXAMPLE =
      """
      name: edge-1
      nics:
        - {id: ext0, device: eth1, driver: AF_XDP, side: CLIENT, queues: 2}
        - {id: int0, device: eth2, driver: AF_PACKET, side: SERVER, afPacket: {hostTraffic: NONE}}
      cores:
        - {id: ctl, cpu: 0, role: CONTROL}
      lanes:
        - {nic: ext0, queue: 0, core: sw1}
      vips:
        - {id: www, address: 203.0.113.10, nics: [ext0]}
      pools:
        - id: web
          backends:
            - {id: web1, address: 10.0.0.11, port: 8080, weight: 0, state: DRAIN}
            - {id: web2, address: "2001:db8::12", port: 8080}
          health: {http: {path: /healthz}, interval: 2s, timeout: 500ms, rise: 2, fall: 3}
      services:
        - {id: http, vip: www, protocol: TCP, ports: ["80"], pool: web, mode: NAT, scheduler: MAGLEV}
      connections: {timeouts: {tcpEstablished: 15min}}
      notes:
        - {id: note1, text: "Ask first.\\nThen push."}
      layout:
        ext0: {x: 40, y: 80.5}
        www: {x: 620}
      """;

  /** A wrong text and what the reader says about it. */
  record Wrong(String text, int line, int column, String path, String code, String words) {
    @Override
    public String toString() {
      return code + " " + text.replace("\n", "⏎");
    }
  }

  static List<Wrong> wrongYaml() {
    return List.of(
        new Wrong("nmae: x", 1, 1, "", "FILE_UNKNOWN_NAME", "Did you mean name?"),
        new Wrong("zzz: x", 1, 1, "", "FILE_UNKNOWN_NAME", "Names here are name, description"),
        new Wrong(
            "nics:\n  - {id: a, drivr: SIM}",
            2,
            13,
            "nics[0]",
            "FILE_UNKNOWN_NAME",
            "mean driver?"),
        new Wrong(
            "nics:\n  - {id: a, driver: SIN}",
            2,
            21,
            "nics[0].driver",
            "FILE_UNKNOWN_VALUE",
            "mean SIM?"),
        new Wrong("nics: [{driver: sim}]", 1, 17, "nics[0].driver", "FILE_UNKNOWN_VALUE", "SIM?"),
        new Wrong("name: a\nname: b", 2, 1, "name", "FILE_DUPLICATE_NAME", "second time"),
        new Wrong(
            "nics: [{mtuBytes: 1, mtu_bytes: 2}]",
            1,
            22,
            "nics[0].mtuBytes",
            "FILE_DUPLICATE_NAME",
            "second time"),
        new Wrong("layout: {a: {x: 1}, a: {}}", 1, 21, "layout.a", "FILE_DUPLICATE_NAME", "second"),
        new Wrong("name: true", 1, 7, "name", "FILE_WRONG_TYPE", "quotes"),
        new Wrong("name: [a]", 1, 7, "name", "FILE_WRONG_TYPE", "single value"),
        new Wrong("nics: {id: a}", 1, 7, "nics", "FILE_WRONG_TYPE", "A list is expected"),
        new Wrong("nics: [ext0]", 1, 8, "nics[0]", "FILE_WRONG_TYPE", "Names with values are"),
        new Wrong("layout: [1]", 1, 9, "layout", "FILE_WRONG_TYPE", "a list"),
        new Wrong("hello", 1, 1, "", "FILE_WRONG_TYPE", "not the single value \"hello\""),
        new Wrong("nics: [{queues: two}]", 1, 17, "nics[0].queues", "FILE_WRONG_TYPE", "whole"),
        new Wrong("nics: [{queues: 1.5}]", 1, 17, "nics[0].queues", "FILE_WRONG_TYPE", "fraction"),
        new Wrong(
            "nics: [{queues: -1}]", 1, 17, "nics[0].queues", "FILE_VALUE_OUT_OF_RANGE", "from 0"),
        new Wrong(
            "nics: [{queues: 4294967296}]",
            1,
            17,
            "nics[0].queues",
            "FILE_VALUE_OUT_OF_RANGE",
            "to 4294967295"),
        new Wrong(
            "nics: [{sim: {seed: 18446744073709551616}}]",
            1,
            21,
            "nics[0].sim.seed",
            "FILE_VALUE_OUT_OF_RANGE",
            "18446744073709551615"),
        new Wrong(
            "nics: [{sim: {}, pcap: {}}]",
            1,
            18,
            "nics[0].pcap",
            "FILE_ONE_OF_SET_TWICE",
            "pcap and sim"),
        new Wrong(
            "pools: [{health: {interval: 2}}]",
            1,
            29,
            "pools[0].health.interval",
            "FILE_WRONG_TYPE",
            "unit"),
        new Wrong(
            "pools: [{health: {interval: 0.1ns}}]",
            1,
            29,
            "pools[0].health.interval",
            "FILE_WRONG_TYPE",
            "nanosecond"),
        new Wrong(
            "pools: [{health: {udp: {send: '%'}}}]",
            1, 31, "pools[0].health.udp.send", "FILE_WRONG_TYPE", "base64"),
        new Wrong("layout: {a: {x: left}}", 1, 17, "layout.a.x", "FILE_WRONG_TYPE", "number"),
        new Wrong("layout: {a: {locked: 1}}", 1, 22, "layout.a.locked", "FILE_WRONG_TYPE", "true"),
        new Wrong(
            "services:\n  - id: a\n    ports:\n      - 80\n      -",
            5,
            8,
            "services[0].ports[1]",
            "FILE_WRONG_TYPE",
            "missing"),
        new Wrong("name: \"\\ud800\"", 1, 7, "name", "FILE_WRONG_TYPE", "surrogate"),
        new Wrong("name: a: b", 1, 8, "", "FILE_SYNTAX", "not YAML"),
        new Wrong("name: a\n\tb: c", 2, 1, "", "FILE_SYNTAX", "not YAML"),
        new Wrong("nics: [{id: a}", 1, 15, "", "FILE_SYNTAX", "not YAML"),
        new Wrong("name: \u0007", 1, 7, "", "FILE_SYNTAX", "U+0007"),
        new Wrong("name: a\n---\nname: b", 2, 1, "", "FILE_SYNTAX", "second document"),
        new Wrong("name: !!int 3", 1, 7, "", "FILE_SYNTAX", "tag"),
        new Wrong("name: *n", 1, 7, "", "FILE_SYNTAX", "alias"),
        new Wrong("nics: &n [*n]", 1, 11, "", "FILE_SYNTAX", "alias"),
        new Wrong("? [a]\n: b", 1, 3, "", "FILE_SYNTAX", "name is expected"),
        new Wrong("", 1, 1, "", "FILE_EMPTY", "no topology"),
        new Wrong("# only a comment", 1, 1, "", "FILE_EMPTY", "no topology"),
        new Wrong("nics: " + "[".repeat(500_000), 1, 39, "", "FILE_TOO_DEEP", "32"));
  }

  static List<Wrong> wrongJson() {
    return List.of(
        new Wrong("{\"nmae\": 1}", 1, 2, "", "FILE_UNKNOWN_NAME", "Did you mean name?"),
        new Wrong("{\n\t\"name\": [1]}", 2, 10, "name", "FILE_WRONG_TYPE", "single value"),
        new Wrong("{\"name\": \"a\",\n \"name\": \"b\"}", 2, 2, "name", "FILE_DUPLICATE_NAME", ""),
        new Wrong("{\"name\": nil}", 1, 10, "", "FILE_SYNTAX", "not nil"),
        new Wrong("{name: \"a\"}", 1, 2, "", "FILE_SYNTAX", "double quotes"),
        new Wrong("{\"name\": \"a\",}", 1, 14, "", "FILE_SYNTAX", "double quotes"),
        new Wrong("{\"name\" \"a\"}", 1, 9, "", "FILE_SYNTAX", "instead of a colon"),
        new Wrong("{\"nics\": [{} {}]}", 1, 14, "", "FILE_SYNTAX", "a comma or a closing bracket"),
        new Wrong("{\"name\": \"a\n\"}", 1, 12, "", "FILE_SYNTAX", "closing quote"),
        new Wrong("{\"name\": \"\\x\"}", 1, 12, "", "FILE_SYNTAX", "escape"),
        new Wrong("{\"name\": \"\\u00g0\"}", 1, 12, "", "FILE_SYNTAX", "hexadecimal"),
        new Wrong("{\"name\": \"\\ud800\"}", 1, 10, "name", "FILE_WRONG_TYPE", "surrogate"),
        new Wrong("{\"nics\": [{\"queues\": 01}]}", 1, 22, "", "FILE_SYNTAX", "not 01"),
        new Wrong("{\"name\": \"a\"", 1, 13, "", "FILE_SYNTAX", "ends too early"),
        new Wrong("{} {}", 1, 4, "", "FILE_SYNTAX", "More text"),
        new Wrong(" \n", 1, 1, "", "FILE_EMPTY", "no topology"),
        new Wrong("null", 1, 1, "", "FILE_EMPTY", "no topology"),
        new Wrong("{\"nics\": " + "[".repeat(500_000), 1, 42, "", "FILE_TOO_DEEP", "32"));
  }

  @ParameterizedTest
  @MethodSource("wrongYaml")
  void refusesYaml(Wrong wrong) {
    expect(wrong, Format.YAML);
  }

  @ParameterizedTest
  @MethodSource("wrongJson")
  void refusesJson(Wrong wrong) {
    expect(wrong, Format.JSON);
  }

  private static void expect(Wrong wrong, Format format) {
    TopologyFileException e = refused(wrong.text(), format);
    Diagnostic first = e.diagnostics().getFirst();
    assertThat(first.getCode()).isEqualTo(wrong.code());
    assertThat(first.getField()).isEqualTo(wrong.path());
    assertThat(first.getMessage() + " " + first.getHint()).contains(wrong.words());
    assertThat(first.getMessage()).matches("(?s)[A-Z\"a-z].*\\.");
    assertThat(first.getHint()).matches("(?s)[A-Z].*[.?]");
    German.assertSpoken(first);
    assertThat(first.getLine() + ":" + first.getColumn())
        .isEqualTo(wrong.line() + ":" + wrong.column());
    assertThat(e.getMessage()).startsWith("f:" + wrong.line() + ":" + wrong.column() + ": ");
  }

  private static TopologyFileException refused(String text, Format format) {
    return catchThrowableOfType(
        TopologyFileException.class, () -> TopologyFiles.read(text, format, "f"));
  }

  @Test
  void tellsSeveralErrorsAtOnceInTheOrderOfTheText() {
    TopologyFileException e =
        refused("nmae: x\nnics:\n  - {queues: two, side: LEFT}\ncores: 3\n", Format.YAML);
    assertThat(e.diagnostics()).extracting(Diagnostic::getLine).containsExactly(1, 3, 3, 4);
    assertThat(String.valueOf(e.getMessage()).lines()).hasSize(4);
  }

  @Test
  void stopsTellingErrorsWhenNobodyReadsThemAnyMore() {
    TopologyFileException e = refused("nics: [" + "1, ".repeat(5000) + "1]", Format.YAML);
    assertThat(e.diagnostics()).hasSize(100);
  }

  @Test
  void boundsWhatAliasesExpandTo() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String alias = "*a" + (i - 1);
      bomb.append(
          "a%d: &a%d [%s]%n"
              .formatted(
                  i,
                  i,
                  String.join(
                      ", ",
                      List.of(
                          alias, alias, alias, alias, alias, alias, alias, alias, alias, alias))));
    }
    assertThat(refused(bomb.toString(), Format.YAML).diagnostics().getFirst().getCode())
        .isEqualTo("FILE_TOO_LARGE");
  }

  @Test
  void boundsTheSize() {
    assertThat(refused(" ".repeat((16 << 20) + 1), Format.JSON)).hasMessageContaining("16 MiB");
  }

  @Test
  void writesForPeople() throws Exception {
    TopologyDocument document = TopologyFiles.read(EXAMPLE, Format.YAML, "f");
    assertThat(TopologyFiles.write(document.topology(), Format.YAML)).isEqualTo(EXAMPLE);
  }

  @Test
  void readsWhatTheExampleSays() throws Exception {
    Topology topology = TopologyFiles.read(EXAMPLE, Format.YAML, "f").topology();
    assertThat(topology.getNics(0).getDriver()).isEqualTo(NicDriver.NIC_DRIVER_AF_XDP);
    assertThat(topology.getPools(0).getBackends(0).getState())
        .isEqualTo(BackendState.BACKEND_STATE_DRAIN);
    assertThat(topology.getPools(0).getBackends(0).hasWeight()).isTrue();
    assertThat(topology.getPools(0).getBackends(1).hasWeight()).isFalse();
    assertThat(topology.getConnections().getTimeouts().getTcpEstablished().getSeconds())
        .isEqualTo(900);
    assertThat(topology.getNotes(0).getText()).isEqualTo("Ask first.\nThen push.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "services: [{ports: [80, 443-444]}] | services: [{ports: ['80', '443-444']}]",
        "nics: [{driver: NIC_DRIVER_SIM}] | nics: [{driver: SIM}]",
        "nics: [{driver: 1}] | nics: [{driver: SIM}]",
        "nics: [{af_packet: {receive_slots: 0x40}}] | nics: [{afPacket: {receiveSlots: 64}}]",
        "pools: [{health: {interval: 0.5s}}] | pools: [{health: {interval: 500ms}}]",
        "nics: | {}",
        "pools: [{health: &h {rise: 2}}, {health: *h}] "
            + "| pools: [{health: {rise: 2}}, {health: {rise: 2}}]",
      })
  void acceptsOtherWaysToSayTheSame(String one, String other) throws Exception {
    assertThat(TopologyFiles.read(one, Format.YAML, "one").topology())
        .isEqualTo(TopologyFiles.read(other, Format.YAML, "other").topology());
  }

  @ParameterizedTest
  @CsvSource({
    "0s, 0s",
    "1.5s, 1500ms",
    "60s, 1min",
    "90s, 90s",
    "3600s, 1h",
    "900s, 15min",
    "1us, 1us",
    "0.000000001s, 1ns",
    "-2s, -2s",
    "-0.5s, -500ms",
    "1000µs, 1ms",
    "36h, 36h"
  })
  void writesDurationsShortAndExact(String read, String written) {
    assertThat(DurationText.of(DurationText.parse(read))).isEqualTo(written);
  }

  @Test
  void oneChangeIsOneLineInBothFormats() throws Exception {
    Topology before = TopologyFiles.read(EXAMPLE, Format.YAML, "f").topology();
    Topology.Builder after = before.toBuilder();
    after.getPoolsBuilder(0).getBackendsBuilder(1).setPort(8081);
    Topology.Builder moved = before.toBuilder();
    moved.putLayout("ext0", Box.newBuilder().setX(99).setY(-7.5).setLocked(true).build());
    for (Topology changed : List.of(after.build(), moved.build())) {
      for (Format format : Format.values()) {
        List<String> old = TopologyFiles.write(before, format).lines().toList();
        String text = TopologyFiles.write(changed, format);
        List<String> now = text.lines().toList();
        assertThat(now).hasSameSizeAs(old);
        assertThat(now.stream().filter(line -> !old.contains(line))).hasSize(1);
        assertThat(TopologyFiles.read(text, format, "f").topology()).isEqualTo(changed);
      }
    }
  }

  @Test
  void jsonIsTheProtobufMappingWithEachPlaceOnOneLine() throws Exception {
    Topology topology =
        Topology.newBuilder()
            .setName("{\n \"x\": 1\n}")
            .putLayout("a", Box.getDefaultInstance())
            .putLayout("b", Box.newBuilder().setX(1.5).setCollapsed(true).build())
            .build();
    String text = TopologyFiles.write(topology, Format.JSON);
    assertThat(text)
        .isEqualTo(
            """
            {
              "name": "{\\n \\"x\\": 1\\n}",
              "layout": {
                "a": {},
                "b": {"x": 1.5, "collapsed": true}
              }
            }
            """);
    Topology.Builder read = Topology.newBuilder();
    JsonFormat.parser().merge(text, read);
    assertThat(read.build()).isEqualTo(topology);
  }

  @Test
  void locatesDiagnostics() throws Exception {
    TopologyDocument document = TopologyFiles.read(EXAMPLE, Format.YAML, "f");
    ElementRef web2 =
        ElementRef.newBuilder().setKind(ElementKind.ELEMENT_KIND_BACKEND).setId("web2").build();
    Diagnostic address = Diagnostic.newBuilder().setElement(web2).setField("address").build();
    Diagnostic weight = Diagnostic.newBuilder().setElement(web2).setField("weight").build();
    Diagnostic whole = Diagnostic.newBuilder().setField("routes[3].via").build();
    assertThat(document.locate(List.of(address, weight, whole)))
        .extracting(found -> found.getLine() + ":" + found.getColumn())
        .containsExactly("15:29", "15:9", "1:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"NaN", ".nan", "Infinity", "-.inf", "1e300", "1e999", "1000000.5", "-1000001"})
  void refusesPlacesNobodyCanLookAt(String value) {
    for (String field : List.of("x", "y", "width", "height")) {
      for (Format format : Format.values()) {
        String text = "{\"layout\":\n {\"a\": {\"" + field + "\": \"" + value + "\"}}}";
        TopologyFileException refused =
            catchThrowableOfType(
                TopologyFileException.class, () -> TopologyFiles.read(text, format, "f"));
        assertThat(refused)
            .hasMessageContaining("f:2:" + text.substring(text.indexOf(10) + 1).indexOf(value))
            .hasMessageContaining("layout.a." + field)
            .hasMessageContaining(value + " is out of range")
            .hasMessageContaining("from -1000000 to 1000000");
      }
    }
  }

  @Test
  void readsPlacesAsFarAsTheyMayBe() throws Exception {
    String text = "layout: {a: {x: -1000000, y: 1e6}}";
    assertThat(TopologyFiles.read(text, Format.YAML, "f").topology().getLayoutOrThrow("a").getY())
        .isEqualTo(TopologyFiles.FARTHEST);
  }

  /** A character of two units may lie anywhere, also where a reader's window ends. */
  @Test
  void readsCharactersBeyondTheBasicPlaneAnywhere() throws TopologyFileException {
    for (int length = 1000; length < 1060; length++) {
      String description = "x".repeat(length) + "\uD83D\uDE80" + "y".repeat(1100);
      var read = TopologyFiles.read("description: " + description, Format.YAML, "test");
      assertThat(read.topology().getDescription()).isEqualTo(description);
    }
  }
}

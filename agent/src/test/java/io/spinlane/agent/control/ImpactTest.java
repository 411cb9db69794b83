package io.spinlane.agent.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spinlane.agent.control.Impact.Flow;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.ServiceImpact;
import io.spinlane.v1.Topology;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ImpactTest {
  private static final String DRAWING =
      """
      vips:
        - {id: www, address: 203.0.113.10}
      pools:
        - id: web
          backends:
            - {id: web1, address: 10.0.0.11, port: 8080}
            - {id: web2, address: 10.0.0.12, port: 8080}
            - {id: web3, address: 10.0.0.13, port: 8080}
        - id: other
          backends:
            - {id: dns1, address: 10.0.0.21, port: 53}
      services:
        - {id: http, vip: www, protocol: TCP, ports: ["80"], pool: web}
        - {id: dns, vip: www, protocol: UDP, ports: ["53"], pool: other, scheduler: ROUND_ROBIN}
      """;
  private static final Map<Flow, Long> LIVE =
      Map.of(
          new Flow("http", "web1", 80), 100L,
          new Flow("http", "web2", 80), 20L,
          new Flow("http", "web3", 80), 3L,
          new Flow("dns", "dns1", 53), 7000L);

  @ParameterizedTest(name = "{0} becomes {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name: x                            | name: y                                 | 0    | 0   | 0
          id: web1, address: 10.0.0.11       | id: new1, address: 10.0.0.11            | 0    | 0   | 100
          address: 10.0.0.11, port: 8080     | address: 10.0.0.11, port: 8080, state: DRAIN | 0.3333 | 0 | 100
          address: 10.0.0.11, port: 8080     | address: 10.0.0.11, port: 8080, weight: 0 | 0.3333 | 0 | 100
          address: 10.0.0.11, port: 8080     | address: 10.0.0.11, port: 8080, state: MAINTENANCE | 0.3333 | 100 | 0
          address: 10.0.0.11                 | address: 10.0.0.14                      | 0.5 | 0 | 100
          id: web1, address: 10.0.0.11, port: 8080 | id: web1, address: 10.0.0.11, port: 8081 | 0.5 | 0 | 100
          id: http, vip                      | id: https, vip                          | 0    | 123 | 0
          protocol: TCP                      | protocol: UDP                           | 0    | 123 | 0
          ports: ["80"]                      | ports: ["81", "8000-8099"]              | 0    | 123 | 0
          ports: ["80"]                      | ports: ["79-81"]                        | 0    | 0   | 0
          203.0.113.10                       | 203.0.113.11                            | 0    | 123 | 0
          id: http, vip: www, protocol: TCP, ports: ["80"], pool: web | id: http, vip: www, protocol: TCP, ports: ["80"], pool: web, scheduler: ROUND_ROBIN | 0 | 0 | 0
          """)
  void whoIsTouched(String what, String becomes, double moved, long broken, long draining)
      throws Exception {
    ServiceImpact impact = impacts(DRAWING.replace(what, becomes)).getFirst();

    assertThat(impact.getService()).isEqualTo("http");
    assertThat(impact.getMovedSlotRatio()).isCloseTo(moved, within(0.02));
    assertThat(impact.getBrokenConnections()).isEqualTo(broken);
    assertThat(impact.getDrainingConnections()).isEqualTo(draining);
  }

  @Test
  void aServiceThatNothingHappensToIsNamedAllTheSame() throws Exception {
    assertThat(impacts(DRAWING))
        .containsExactly(
            ServiceImpact.newBuilder()
                .setService("http")
                .setLiveConnections(123)
                .setSlots(65_537)
                .build(),
            ServiceImpact.newBuilder().setService("dns").setLiveConnections(7000).build());
  }

  @Test
  void onlyThoseCountWhoMayServe() throws Exception {
    String picky = DRAWING.replace("pool: web}", "pool: web, requiredCapabilities: [ssd]}");
    String able = picky.replace("port: 8080", "port: 8080, capabilities: [ssd]");
    String first =
        able.replace("11, port: 8080, capabilities: [ssd]", "11, port: 8080, capabilities: [gpu]");
    String withoutFirst = first.replaceFirst(".*id: web1.*\n", "");

    assertThat(movedRatio(able, first)).isCloseTo(0.3333, within(0.02));
    assertThat(movedRatio(first, withoutFirst)).as("who served nothing").isZero();
  }

  @Test
  void theFallbackPoolTakesOver() throws Exception {
    String with = DRAWING.replace("pool: web}", "pool: web, fallbackPool: other}");
    String drained = with.replace("port: 8080", "port: 8080, state: DRAIN");
    String moved = drained.replace("10.0.0.21", "10.0.0.22");

    assertThat(movedRatio(with, drained)).isEqualTo(1);
    assertThat(movedRatio(drained, drained.replace("web1", "web9"))).isZero();
    assertThat(movedRatio(drained, moved)).as("the fallback's own server").isEqualTo(1);
  }

  private static double movedRatio(String before, String after) throws Exception {
    return Impact.of(topology(before), topology(after), LIVE).getFirst().getMovedSlotRatio();
  }

  @Test
  void anEmptyDrawingBreaksEverything() throws Exception {
    assertThat(impacts("name: empty\n"))
        .extracting(ServiceImpact::getBrokenConnections)
        .containsExactly(123L, 7000L);
  }

  @Test
  void aFourthServerTakesAFourthOfTheSlots() throws Exception {
    String four =
        DRAWING.replace(
            "  - id: other", "      - {id: web4, address: 10.0.0.14, port: 8080}\n  - id: other");

    assertThat(impacts(four).getFirst().getMovedSlotRatio()).isBetween(0.25, 0.27);
  }

  @Test
  void withNobodyToServeAllSlotsHaveMoved() throws Exception {
    String none = DRAWING.replace("port: 8080", "port: 8080, state: DRAIN");

    assertThat(impacts(none).getFirst().getMovedSlotRatio()).isEqualTo(1);
  }

  private static List<ServiceImpact> impacts(String after) throws Exception {
    return Impact.of(topology(DRAWING), topology(after), LIVE);
  }

  private static Topology topology(String text) throws Exception {
    return TopologyFiles.read(text, Format.YAML, "drawing").topology();
  }
}

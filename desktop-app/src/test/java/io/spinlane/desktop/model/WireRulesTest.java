package io.spinlane.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.model.Verdict.Allowed;
import io.spinlane.desktop.model.Verdict.Refused;
import io.spinlane.desktop.model.Wire.Kind;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Topology;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which wires may be drawn, and that everyone who may not draw one is told why. */
class WireRulesTest {
  private final DesignModel model = new DesignModel();

  @BeforeEach
  void drawTwoOfEverything() {
    for (NewElement item :
        new NewElement[] {
          NewElement.SIM_NIC,
          NewElement.CONTROL_CORE,
          NewElement.SWITCH_CORE,
          NewElement.VIP,
          NewElement.SERVICE,
          NewElement.POOL,
          NewElement.BACKEND,
          NewElement.NOTE
        }) {
      model.apply(Addition.plan(model, item, Optional.empty()).edit());
      model.apply(Addition.plan(model, item, Optional.empty()).edit());
    }
  }

  @ParameterizedTest(name = "{0} to {1} is {2}")
  @CsvSource({
    "nic1, switch1, LANE, nic1, switch1",
    "switch1, nic1, LANE, nic1, switch1",
    "nic1, vip1, ANNOUNCE, nic1, vip1",
    "vip1, nic1, ANNOUNCE, nic1, vip1",
    "vip1, service1, SERVICE, vip1, service1",
    "service1, vip1, SERVICE, vip1, service1",
    "service1, pool1, POOL, service1, pool1",
    "pool1, service1, POOL, service1, pool1",
    "pool2, backend1, MEMBER, pool2, backend1",
    "backend1, pool2, MEMBER, pool2, backend1"
  })
  void mayBeDrawnEitherWay(String start, String end, Kind kind, String left, String right) {
    assertThat(check(start, end)).isEqualTo(new Allowed(Wire.of(kind, left, right)));
  }

  @Test
  void everythingElseIsRefusedWithASentence() {
    Set<String> allowed = new TreeSet<>();
    for (Element start : model.elements().values()) {
      for (Element end : model.elements().values()) {
        switch (check(start.id(), end.id())) {
          case Allowed _ -> allowed.add(start.kind() + " " + end.kind());
          case Refused(String reason) ->
              assertThat(reason)
                  .as("%s to %s", start.id(), end.id())
                  .matches("[A-Z\\w].{15,}\\.")
                  .doesNotContain("{");
        }
      }
    }
    assertThat(allowed).as("five kinds of wires, each either way").hasSize(10);
  }

  @Test
  void aControlCorePollsNothing() {
    assertThat(reason("nic1", "control1")).contains("control1 is the control core");
  }

  @Test
  void aWireDrawnTwiceIsRefused() {
    for (String[] ends :
        new String[][] {
          {"nic1", "vip1"}, {"vip1", "service1"}, {"service1", "pool1"}, {"pool1", "backend1"}
        }) {
      if (check(ends[0], ends[1]) instanceof Allowed(Wire wire)) {
        model.apply(Edits.connect(wire));
      }
      assertThat(reason(ends[0], ends[1])).contains("wired already");
    }
  }

  @Test
  void aWireFromTheCardTakesTheFirstFreeQueue() {
    model.apply(
        Edits.set(
            "nic1", "queues", "", message -> ((Nic) message).toBuilder().setQueues(2).build()));
    assertThat(check("nic1", "switch1")).isEqualTo(lane(0));
    model.apply(Edits.connect(new Wire(Kind.LANE, "nic1", "switch1", 0)));
    assertThat(check("nic1", "switch1")).isEqualTo(lane(1));
    model.apply(Edits.connect(new Wire(Kind.LANE, "nic1", "switch1", 1)));
    assertThat(reason("nic1", "switch2")).startsWith("Every receive queue of nic1 is polled");
  }

  @Test
  void aWireFromAQueuesDotMovesThatQueue() {
    model.apply(Edits.connect(new Wire(Kind.LANE, "nic1", "switch1", 0)));
    Topology topology = model.topology();
    assertThat(WireRules.check(topology, element("nic1"), 0, element("switch2")))
        .isEqualTo(new Allowed(new Wire(Kind.LANE, "nic1", "switch2", 0)));
    assertThat(WireRules.check(topology, element("nic1"), 0, element("switch1")))
        .isEqualTo(new Refused("switch1 polls queue 0 of nic1 already."));
  }

  private static Allowed lane(int queue) {
    return new Allowed(new Wire(Kind.LANE, "nic1", "switch1", queue));
  }

  private String reason(String start, String end) {
    return check(start, end) instanceof Refused(String reason) ? reason : "allowed";
  }

  private Verdict check(String start, String end) {
    return WireRules.check(model.topology(), element(start), WireRules.ANY_QUEUE, element(end));
  }

  private Element element(String id) {
    return model.element(id).orElseThrow();
  }
}

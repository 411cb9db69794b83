package io.spinlane.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.assign.Hosts;
import io.spinlane.v1.Topology;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanesTest {
  private static Map<ReceiveQueue, String> lanes(String text) {
    Map<ReceiveQueue, String> lanes = new LinkedHashMap<>();
    for (String lane : text.split(" ", -1)) {
      String[] parts = lane.split("[/=]", -1);
      lanes.put(new ReceiveQueue(parts[0], Integer.parseInt(parts[1])), parts[2]);
    }
    return lanes;
  }

  private static String text(Topology topology) {
    return topology.getLanesList().stream()
        .map(lane -> ReceiveQueue.of(lane).id() + "=" + lane.getCore())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "n/1=b, n/0=a n/1=b n/2=a",
    "n/3=b, n/0=a n/1=a n/2=a n/3=b",
    "n/1=, n/0=a n/2=a",
    "n/2=b n/0=b, n/0=b n/1=a n/2=b",
    "n/1=a, n/0=a n/1=a n/2=a"
  })
  void aLaneKeepsItsPlaceInTheFile(String wanted, String expected) {
    DesignModel model = new DesignModel();
    model.open(Hosts.drawing("n:4|a@1 b@2|n/0=a n/1=a n/2=a"));
    Topology before = model.topology();
    model.apply(Lanes.assign("Assign", lanes(wanted)));
    Topology after = model.topology();
    assertThat(text(after)).isEqualTo(expected);
    model.undo();
    assertThat(model.topology()).isEqualTo(before);
    model.redo();
    assertThat(model.topology()).isEqualTo(after);
  }

  @Test
  void twoLanesForOneQueueBecomeOne() {
    Topology twice = Hosts.drawing("n:1|a@1 b@2|n/0=a n/0=b");
    assertThat(Lanes.of(twice)).containsExactly(Map.entry(new ReceiveQueue("n", 0), "a"));
    assertThat(text(Lanes.assigned(twice, lanes("n/0=b")))).isEqualTo("n/0=b");
    assertThat(text(Lanes.assigned(twice, lanes("n/0=")))).isEmpty();
  }

  @Test
  void anEditThatChangesNothingIsNoStep() {
    DesignModel model = new DesignModel();
    model.open(Hosts.drawing("n:1|a@1|n/0=a"));
    assertThat(model.apply(Lanes.assign("Assign", lanes("n/0=a")))).isFalse();
    assertThat(model.undoNames()).isEmpty();
  }

  @Test
  void aNicHasNoMoreQueuesThanTheContractAllows() {
    assertThat(ReceiveQueue.of(Hosts.drawing("n:100000|").getNics(0))).hasSize(256);
    assertThat(ReceiveQueue.of(Hosts.drawing("n:0|").getNics(0))).hasSize(1);
  }
}

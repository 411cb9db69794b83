package io.spinlane.desktop.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.monitor.RunningState.Look;
import io.spinlane.desktop.monitor.RunningState.State;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFiles;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningStateTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ~~ | ~~ | ~~ | GOOD up | GOOD up | GOOD pool [2, 2] | GOOD serves | GOOD serves
          ~, state: DRAIN~ | ~~ | ~~ | DRAINS drains | GOOD up | WARN pool [1, 2] | GOOD serves | GOOD serves
          ~, weight: 0~ | ~~ | ~~ | DRAINS drains | GOOD up | WARN pool [1, 2] | GOOD serves | GOOD serves
          ~, state: MAINTENANCE~ | ~, state: DRAIN~ | ~~ | OFF maintenance | DRAINS drains | BAD pool [0, 2] | BAD noBackend | BAD noBackend
          ~, state: DRAIN~ | ~, state: DRAIN~ | ~, fallbackPool: other~ | DRAINS drains | DRAINS drains | BAD pool [0, 2] | WARN fallback | GOOD serves
          ~, capabilities: [gpu]~ | ~~ | ~, requiredCapabilities: [gpu]~ | GOOD up | GOOD up | GOOD pool [2, 2] | GOOD serves | GOOD serves
          ~~ | ~~ | ~, requiredCapabilities: [gpu]~ | GOOD up | GOOD up | GOOD pool [2, 2] | BAD noBackend | BAD noBackend
          """)
  void followsFromWhatRuns(
      String first,
      String second,
      String service,
      String web1,
      String web2,
      String web,
      String http,
      String www)
      throws Exception {
    String text =
        """
        vips: [{id: www}, {id: spare}]
        pools:
          - {id: web, backends: [{id: web1%s}, {id: web2%s}]}
          - {id: other, backends: [{id: old1}]}
        services: [{id: http, vip: www, pool: web%s}]
        """
            .formatted(first, second, service);
    Map<String, State> states =
        RunningState.of(TopologyFiles.read(text, Format.YAML, "test").topology());
    assertThat(say(states, "web1")).isEqualTo(web1);
    assertThat(say(states, "web2")).isEqualTo(web2);
    assertThat(say(states, "web")).isEqualTo(web);
    assertThat(say(states, "http")).isEqualTo(http);
    assertThat(say(states, "www")).isEqualTo(www);
    assertThat(say(states, "spare")).isEqualTo("IDLE noService");
  }

  private static String say(Map<String, State> states, String id) {
    State state = Objects.requireNonNull(states.get(id), id);
    String arguments = state.arguments().isEmpty() ? "" : " " + state.arguments();
    return state.look() + " " + state.key() + arguments;
  }

  @Test
  void noTwoStatesOfAKindLookAlikeWithoutColour() {
    Set<String> shapes = new HashSet<>();
    for (Look look : Look.values()) {
      assertThat(shapes.add(look.shape)).as(look.toString()).isTrue();
    }
  }
}

package io.spinlane.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.telemetry.CoreCounter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Frames in, frames out and counters of every mode, family and protocol, as the table {@code
 * forwarding.packets} says; which Scapy has written, that shares no code with this project ({@code
 * src/test/packets/forwarding.py}).
 *
 * <pre>
 *   case FULL_NAT v4 TCP        the route of a new switch
 *   in  ext0 0200…              a frame arrives
 *   out int0 0200…              the only one that leaves
 *   count FORWARD_PACKETS 4     at the end, and nothing else
 * </pre>
 */
class PacketTableTest {
  /** An "in" or "out" line. */
  record Step(int line, boolean arrives, String nic, String frame) {}

  record Case(String name, List<Step> steps, Map<CoreCounter, Long> counters) {
    Route route() {
      return Route.all().stream()
          .filter(route -> route.toString().equals(name))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no such route: " + name));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final int ETHERNET = 14;
  private static final HexFormat HEX = HexFormat.of();

  static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    try (var stream = PacketTableTest.class.getResourceAsStream("forwarding.packets");
        var lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(stream), StandardCharsets.US_ASCII))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isEmpty() && !line.startsWith("#")) {
          read(cases, number, line);
        }
      }
    }
    return cases;
  }

  private static void read(List<Case> cases, int number, String line) {
    String[] words = line.split(" +", -1);
    switch (words[0]) {
      case "case" ->
          cases.add(
              new Case(
                  line.substring("case ".length()),
                  new ArrayList<>(),
                  new EnumMap<>(CoreCounter.class)));
      case "in", "out" ->
          cases.getLast().steps.add(new Step(number, words[0].equals("in"), words[1], words[2]));
      case "count" ->
          cases.getLast().counters.put(CoreCounter.valueOf(words[1]), Long.valueOf(words[2]));
      default -> throw new AssertionError("line " + number + ": " + line);
    }
  }

  @Test
  void coversEveryModeFamilyAndProtocol() throws IOException {
    assertThat(cases()).extracting(Case::route).containsExactlyInAnyOrderElementsOf(Route.all());
  }

  /** What "p" stands for in this case; empty until a frame has left with it. */
  private String port = "";

  private final Map<String, Deque<byte[]>> left =
      Map.of("ext0", new ArrayDeque<>(), "int0", new ArrayDeque<>());

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void isAsTheTableSays(Case of) {
    try (TestSwitch between = of.route().open()) {
      for (Step step : of.steps) {
        if (step.arrives) {
          assertNothingLeft(step.line);
          (step.nic.equals("ext0") ? between.ext0 : between.int0).arrive(arriving(step.frame));
          between.step();
          of("ext0").addAll(between.ext0.sent());
          of("int0").addAll(between.int0.sent());
        } else {
          assertThat(of(step.nic)).as("line %d: frames that leave", step.line).hasSize(1);
          assertLeaves(step, of(step.nic).remove());
        }
      }
      assertNothingLeft(of.steps.getLast().line);
      assertThat(between.counted()).containsExactlyInAnyOrderEntriesOf(of.counters);
    }
  }

  private Deque<byte[]> of(String nic) {
    return Objects.requireNonNull(left.get(nic));
  }

  private void assertNothingLeft(int line) {
    assertThat(left.values()).as("before line %d: more frames left", line).allMatch(Deque::isEmpty);
  }

  /** The letters of a frame that leaves are what they are, but the same everywhere. */
  private void assertLeaves(Step step, byte[] frame) {
    String actual = HEX.formatHex(frame);
    int letters = step.frame.indexOf("pppp");
    if (port.isEmpty() && letters >= 0) {
      port = actual.substring(letters, letters + 4);
      assertThat(HexFormat.fromHexDigits(port)).as("the switch's port").isGreaterThan(1023);
    }
    StringBuilder expected = new StringBuilder(step.frame.replace("pppp", port));
    for (int at = 0; at < Math.min(expected.length(), actual.length()); at++) {
      if (expected.charAt(at) == 'x' || expected.charAt(at) == 's') {
        expected.setCharAt(at, actual.charAt(at));
      }
    }
    assertThat(actual).as("line %d", step.line).isEqualTo(expected.toString());
    assertThat(PacketSums.wrongChecksums(frame)).as("line %d", step.line).isEmpty();
  }

  private byte[] arriving(String digits) {
    int sum = digits.indexOf("ssss");
    byte[] frame = HEX.parseHex(digits.replace("pppp", port).replace("ssss", "0000"));
    if (sum >= 0) {
      byte[] packet = Arrays.copyOfRange(frame, ETHERNET, frame.length);
      int header = packet[0] >>> 4 == 6 ? 40 : 20;
      int start = PacketSums.pseudo(packet, header);
      int checksum = ~PacketSums.sum(packet, header, packet.length, start) & 0xffff;
      Packet.put16(frame, sum / 2, checksum == 0 ? 0xffff : checksum);
    }
    return frame;
  }
}

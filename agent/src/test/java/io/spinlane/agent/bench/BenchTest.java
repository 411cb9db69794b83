package io.spinlane.agent.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** That the bench measures what it says: by what becomes of the packets, never by their time. */
class BenchTest {
  private static final BenchRun.Extent SMALL = new BenchRun.Extent(1024, 1, 3, 4096);

  static List<Scenario> scenarios() {
    return Scenario.all();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everyPacketEndsAsItsScenarioSays(Scenario scenario) throws Exception {
    Result result = BenchRun.measure(scenario, SMALL);

    switch (scenario.kind()) {
      case HIT, SYN, NIC -> assertThat(result.sentPerPacket()).isEqualTo(1);
      // Two flows in a thousand may find neither room nor a victim, or meet a twin.
      case NEW, FULL -> assertThat(result.sentPerPacket()).isEqualTo(1, within(0.002));
      case RST, PASS, DROP -> assertThat(result.sentPerPacket()).isZero();
      // Of no connection, so it is refused, as far as the rate limit of resets goes.
      case FRAGMENT -> assertThat(result.sentPerPacket()).isLessThan(0.1);
      // The rate limit holds most back.
      case ECHO -> assertThat(result.sentPerPacket()).isLessThan(0.9);
    }
    assertThat(result.packetsPerPoll()).isEqualTo(64, within(1.0));
  }

  @Test
  void coresShareTheFlows() throws Exception {
    Scenario hit = Scenario.named("v6-hit").getFirst();

    Result result = BenchRun.measure(hit, new BenchRun.Extent(1024, 2, 3, 4096));

    assertThat(result.sentPerPacket()).isEqualTo(1);
    assertThat(result.cores()).isEqualTo(2);
  }

  @Test
  void aNameStandsForOneOrMany() {
    assertThat(Scenario.named("v4-hit")).hasSize(1);
    assertThat(Scenario.named("hit")).hasSize(3);
    assertThat(Scenario.named("tunnel")).extracting(Scenario::id).doesNotContain("tunnel-drop");
    assertThat(Scenario.named("all")).isEqualTo(Scenario.all());
    assertThat(Scenario.named("nonsense")).isEmpty();
  }

  @Test
  void aWrongNameIsOneError() {
    StringWriter err = new StringWriter();

    int code =
        new CommandLine(new BenchCommand())
            .setErr(new PrintWriter(err, true))
            .execute("--scenario", "nonsense");

    assertThat(code).isNotZero();
    assertThat(err.toString()).contains("--scenario nonsense is none");
  }
}

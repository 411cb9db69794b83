package io.spinlane.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.lab.LabProgram;
import io.spinlane.agent.telemetry.BackendCounter;
import io.spinlane.agent.telemetry.CoreCounter;
import io.spinlane.agent.telemetry.Counter;
import io.spinlane.agent.telemetry.TelemetryKind;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A flood of SYNs from invented clients, and real ones who want to be served meanwhile. How long
 * and how many a second are the system properties {@value #SECONDS_PROPERTY} and {@value
 * #RATE_PROPERTY}.
 */
class SynFloodTest {
  static final String SECONDS_PROPERTY = "spinlane.kernel.floodSeconds";
  static final String RATE_PROPERTY = "spinlane.kernel.floodPerSecond";

  private static final int SECONDS = Integer.getInteger(SECONDS_PROPERTY, 10);
  private static final int RATE = Integer.getInteger(RATE_PROPERTY, 200_000);
  private static final int CLIENTS = 2;

  /** Fewer would make one lost request a whole per cent. */
  private static final int LEAST_ASKED = 200;

  /**
   * A SYN that meets a full ring is repeated after 1, 3 and 7 s, as TCP does; so long clients wait.
   */
  private static final String PATIENCE_SECONDS = "20";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"NAT", "FULL_NAT"})
  void servesOthersMeanwhile(String mode) throws Exception {
    String drawn =
        WebLab.TOPOLOGY
            .replace("pool: web}", "pool: web, synCookies: true, mode: " + mode + "}")
            .replace("vips:", "routes: [{prefix: 198.18.0.0/15, via: 203.0.113.2}]\nvips:");
    try (WebLab lab = new WebLab(folder);
        LabSwitch between =
            new LabSwitch(lab.agent, TopologyFiles.read(drawn, Format.YAML, "flood").topology())) {
      lab.client.run("curl", "-sS", "-m", "10", "http://" + WebLab.VIP + "/before");
      long mac = mac(lab.agent.run("cat", "/sys/class/net/ext0/address").strip());
      long startNs = System.nanoTime();
      int asked = 0;
      int served = 0;
      long sent;
      try (Flood flood = new Flood(lab.client, "eth0", mac, RATE)) {
        while (asked < LEAST_ASKED || System.nanoTime() - startNs < SECONDS * 1_000_000_000L) {
          List<LabProgram> curls = new ArrayList<>();
          for (int i = 0; i < CLIENTS; i++) {
            String urls = "http://" + WebLab.VIP + "/new/[1-50]";
            curls.add(
                lab.client.start(
                    "curl",
                    "-s",
                    "-m",
                    PATIENCE_SECONDS,
                    "-o",
                    "/dev/null",
                    "-w",
                    "%{http_code}\n",
                    "-H",
                    "Connection: close",
                    urls));
          }
          for (LabProgram curl : curls) {
            List<String> codes = curl.awaitEnd(Duration.ofMinutes(5)).output().lines().toList();
            asked += codes.size();
            served += (int) codes.stream().filter("200"::equals).count();
          }
        }
        sent = flood.sent();
      }
      double seconds = (System.nanoTime() - startNs) / 1e9;
      System.out.printf(
          "%s: %,d SYNs in %.1f s (%,.0f a second); %d of %d requests served%n",
          mode, sent, seconds, sent / seconds, served, asked);
      assertThat(asked).isPositive();
      assertThat(served * 100L)
          .as("%d of %d served", served, asked)
          .isGreaterThanOrEqualTo(asked * 99L);
      // Back-ends see those only who brought their cookie back.
      assertThat(counted(between, CoreCounter.SYN_COOKIES_SENT)).isGreaterThan(asked);
      assertThat(accepted(between)).isBetween(served + 1L, asked + 1L);
      assertThat(counted(between, CoreCounter.DROP_TABLE_FULL)).isZero();
    }
  }

  private static long counted(LabSwitch between, Counter counter) {
    return between.counters().group(TelemetryKind.CORE).sum(counter);
  }

  private static long accepted(LabSwitch between) {
    return between.counters().group(TelemetryKind.BACKEND).sum(BackendCounter.CONNECTIONS_NEW);
  }

  private static long mac(String text) {
    return Long.parseLong(text.replace(":", ""), 16);
  }
}

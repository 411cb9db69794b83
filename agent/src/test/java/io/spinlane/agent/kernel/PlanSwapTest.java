package io.spinlane.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.lab.LabProgram;
import io.spinlane.agent.telemetry.CoreCounter;
import io.spinlane.agent.telemetry.TelemetryKind;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFileException;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.Backend;
import io.spinlane.v1.BackendState;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Topology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plans change ten times a second under load. For how long is the system property {@value
 * #SECONDS_PROPERTY}; which plans follows from the one {@value #SEED_PROPERTY}.
 */
class PlanSwapTest {
  static final String SECONDS_PROPERTY = "spinlane.kernel.swapSeconds";
  static final String SEED_PROPERTY = "spinlane.kernel.swapSeed";

  private static final int SECONDS = Integer.getInteger(SECONDS_PROPERTY, 10);
  private static final long SEED = Long.getLong(SEED_PROPERTY, 1);
  private static final int SWAPS_A_SECOND = 10;
  private static final int LASTING = 30;

  /** Many connections that last, each with a request now and then; says how many went wrong. */
  private static final String LASTING_CLIENTS =
      """
      import http.client, sys, threading, time
      vip, clients, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
      end = time.time() + seconds
      done, failed, lock = [0], [], threading.Lock()
      def client(n):
        try:
          c = http.client.HTTPConnection(vip, 80, timeout=20)
          c.connect()
          first = c.sock
          while time.time() < end:
            c.request("GET", "/lasting/%d" % n)
            answer = c.getresponse()
            answer.read()
            assert answer.status == 200 and c.sock is first
            with lock: done[0] += 1
            time.sleep(0.1)
        except Exception as e:
          with lock: failed.append("%d: %r" % (n, e))
      threads = [threading.Thread(target=client, args=(n,)) for n in range(clients)]
      for t in threads: t.start()
      for t in threads: t.join()
      print("lasting", done[0], "failed", len(failed), failed[:3])
      """;

  @TempDir private Path folder;

  @Test
  void breaksNoConnection() throws Exception {
    System.out.println("-D" + SEED_PROPERTY + "=" + SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    String seconds = String.valueOf(SECONDS);
    try (WebLab lab = new WebLab(folder);
        LabSwitch between = new LabSwitch(lab.agent, drawn())) {
      LabProgram lasting =
          lab.client.start(
              "python3", "-c", LASTING_CLIENTS, WebLab.VIP, String.valueOf(LASTING), seconds);
      LabProgram brief =
          lab.client.start(
              "sh",
              "-c",
              // A new connection each; until the time is over.
              "end=$(($(date +%s) + "
                  + seconds
                  + ")); while [ $(date +%s) -lt $end ]; do curl -sS -m 20 -o /dev/null"
                  + " -w '%{http_code}\\n' -H 'Connection: close' 'http://"
                  + WebLab.VIP
                  + "/new/[1-50]' 2>&1; done");
      long startNs = System.nanoTime();
      int swaps = 0;
      while (System.nanoTime() - startNs < SECONDS * 1_000_000_000L) {
        between.apply(changed(random));
        swaps++;
        long nextNs = startNs + swaps * (1_000_000_000L / SWAPS_A_SECOND);
        LockSupport.parkNanos(nextNs - System.nanoTime());
      }
      String lasted = lasting.awaitEnd(Duration.ofMinutes(2)).output();
      List<String> answers = brief.awaitEnd(Duration.ofMinutes(2)).output().lines().toList();
      System.out.printf(
          "%d plans in %.1f s; %s; brief %d%n",
          swaps, (System.nanoTime() - startNs) / 1e9, lasted.strip(), answers.size());

      assertThat(lasted).contains(" failed 0 ");
      assertThat(answers).hasSizeGreaterThan(100).containsOnly("200");
      assertThat(sum(between, CoreCounter.CONNECTIONS_CUT)).isZero();
      assertThat(sum(between, CoreCounter.DROP_NO_BACKEND)).isZero();
    }
  }

  private static long sum(LabSwitch between, CoreCounter counter) {
    return between.counters().group(TelemetryKind.CORE).sum(counter);
  }

  private static Topology drawn() throws TopologyFileException {
    return TopologyFiles.read(WebLab.TOPOLOGY, Format.YAML, "lab").topology();
  }

  /**
   * The first server always takes connections; the others come, go, drain, and weigh differently.
   */
  private static Topology changed(SplittableRandom random) throws TopologyFileException {
    Topology.Builder topology = drawn().toBuilder();
    Pool.Builder web = topology.getPoolsBuilder(0);
    List<Backend> kept = new ArrayList<>();
    for (var backend : web.getBackendsList()) {
      boolean first = kept.isEmpty();
      int fate = first ? 2 : random.nextInt(4);
      if (fate == 0) {
        continue;
      }
      var builder = backend.toBuilder().setWeight(1 + random.nextInt(200));
      if (fate == 1) {
        builder.setState(BackendState.BACKEND_STATE_DRAIN);
      }
      kept.add(builder.build());
    }
    web.clearBackends().addAllBackends(kept);
    return topology.build();
  }
}

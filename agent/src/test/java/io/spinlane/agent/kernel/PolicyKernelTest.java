package io.spinlane.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.telemetry.CoreCounter;
import io.spinlane.agent.telemetry.TelemetryKind;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cookies, fragments and rules between real network stacks. */
class PolicyKernelTest {
  private static final int FILE_BYTES = 50_000_000;
  private static final String TOPOLOGY =
      """
      name: policy
      nics:
        - {id: ext0, device: ext0, driver: AF_PACKET, side: CLIENT, addresses: [203.0.113.1/24]}
        - {id: int0, device: int0, driver: AF_PACKET, side: SERVER, addresses: [10.0.0.1/24]}
      cores:
        - {id: ctl, cpu: 0, role: CONTROL}
        - {id: sw1, cpu: 1, role: SWITCH, idle: BACKOFF}
        - {id: sw2, cpu: 2, role: SWITCH, idle: BACKOFF}
      lanes:
        - {nic: ext0, queue: 0, core: sw1}
        - {nic: int0, queue: 0, core: sw2}
      vips: [{id: www, address: 203.0.113.10, nics: [ext0]}]
      pools:
        - {id: web, backends: [{id: web1, address: 10.0.0.11, port: 8080}]}
        - {id: echo, backends: [{id: echo1, address: 10.0.0.11, port: 7007}]}
      services:
        - {id: nat, vip: www, protocol: TCP, ports: ["80"], pool: web, synCookies: true}
        - {id: full, vip: www, protocol: TCP, ports: ["81"], pool: web, synCookies: true,
           mode: FULL_NAT}
        - {id: shut, vip: www, protocol: TCP, ports: ["82"], pool: web,
           accessRules: [{action: DENY, prefix: 203.0.113.2/32}]}
        - {id: udp, vip: www, protocol: UDP, ports: ["7"], pool: echo}
      """;

  @TempDir private Path folder;

  private static long counted(LabSwitch between, CoreCounter counter) {
    return between.counters().group(TelemetryKind.CORE).sum(counter);
  }

  private void download(WebLab lab, String end, String hash) throws Exception {
    Path to = folder.resolve("from-" + end.replace(':', '-'));
    lab.client.run("curl", "-sS", "-m", "60", "-o", to.toString(), "http://" + end + "/file");
    assertThat(Download.hash(to)).as("the file through %s", end).isEqualTo(hash);
  }

  @Test
  void worksBetweenKernels() throws Exception {
    String hash = Download.write(folder.resolve("file"), FILE_BYTES);
    try (WebLab lab = new WebLab(folder);
        LabSwitch between =
            new LabSwitch(
                lab.agent, TopologyFiles.read(TOPOLOGY, Format.YAML, "policy").topology())) {
      download(lab, WebLab.VIP + ":80", hash);
      download(lab, WebLab.VIP + ":81", hash);
      assertThat(counted(between, CoreCounter.SYN_COOKIES_ACCEPTED)).isEqualTo(2);
      assertThat(counted(between, CoreCounter.HANDSHAKES_FINISHED)).isEqualTo(2);

      String message = "0123456789".repeat(500);
      String asked =
          lab.client.run(
              "sh", "-c", "printf %s " + message + " | socat -b 8000 -t 5 - UDP4:203.0.113.10:7");
      assertThat(asked.strip()).isEqualTo(message);
      assertThat(counted(between, CoreCounter.DROP_FRAGMENT_UNKNOWN)).isZero();

      String denied =
          lab.client.run(
              "sh", "-c", "curl -sS -m 2 http://" + WebLab.VIP + ":82/ 2>&1 || echo denied");
      assertThat(denied).contains("denied");
      assertThat(counted(between, CoreCounter.DROP_ACCESS_DENIED)).isPositive();
    }
  }
}

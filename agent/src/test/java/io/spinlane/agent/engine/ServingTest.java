package io.spinlane.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.packet.Tcp;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who serves new connections: capabilities and the fallback pool narrow and widen the choice. */
class ServingTest {
  private final TestSwitch between = new TestSwitch();

  @AfterEach
  void everyFrameIsAccountedFor() {
    between.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "requiredCapabilities: [gpu] | UP | 12",
        "requiredCapabilities: [gpu, ssd] | UP | 12",
        "requiredCapabilities: [ssd] | UP | 11 12",
        "requiredCapabilities: [tape] | UP | none",
        "requiredCapabilities: [tape], fallbackPool: rest | UP | 13",
        "fallbackPool: rest | UP | 11 12",
        "fallbackPool: rest | DRAIN | 13",
        "requiredCapabilities: [gpu], fallbackPool: rest | DRAIN | none",
        "mode: NAT | DRAIN | none",
      })
  void servesWho(String service, String state, String hosts) {
    between.apply(
        TestSwitch.NICS
            + TestSwitch.CORE
            + """
            services:
              - {id: http, vip: www, protocol: TCP, ports: ["80"], pool: web, SERVICE}
            pools:
              - id: web
                backends:
                  - {id: web1, address: 10.0.0.11, capabilities: [ssd], state: STATE}
                  - {id: web2, address: 10.0.0.12, capabilities: [ssd, gpu], state: STATE}
              - id: rest
                backends: [{id: web3, address: 10.0.0.13, capabilities: [tape]}]
            """
                .replace("SERVICE", service)
                .replace("STATE", state));
    between.introduce();
    between.ext0.sent();
    between.int0.sent();
    TreeSet<String> served = new TreeSet<>();
    for (int client = 5000; client < 5040; client++) {
      List<byte[]> sent =
          between.clientSends(
              Packet.tcp("198.51.100.7:" + client, "203.0.113.10:80").flags(Tcp.SYN).bytes());
      sent.forEach(frame -> served.add(Integer.toString(frame[33])));
    }
    assertThat(String.join(" ", served)).isEqualTo(hosts == null ? "" : hosts);
  }
}

package io.spinlane.agent.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.balance.BackendLoads;
import io.spinlane.agent.balance.BackendSelector;
import io.spinlane.agent.balance.Candidates;
import io.spinlane.agent.balance.Maglev;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFiles;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that share a VIP send a flow to the same back-end, whatever they compiled before. */
class ManyHostsTest {
  private static final String SWITCH =
      """
      vips: [{id: www, address: "2001:db8::a"}]
      services: [{id: http, vip: www, protocol: TCP, ports: ["80"], pool: web, scheduler: %s}]
      pools:
        - id: web
          backends:
            - {id: web1, address: "%s", port: 80}
            - {id: web2, address: "fd00::c", port: 80, weight: 300}
            - {id: web3, address: "fd00::d", port: 80}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"MAGLEV", "SOURCE_HASH"})
  void agreeOnEveryFlow(String scheduler) throws Exception {
    PlanCompiler before = new PlanCompiler();
    candidates(before, SWITCH.formatted(scheduler, "fd00::99"));
    Candidates one = candidates(before, SWITCH.formatted(scheduler, "fd00::b"));
    Candidates other =
        candidates(new PlanCompiler(), SWITCH.formatted(scheduler, "FD00:0:0:0::000b"));
    BackendSelector selector =
        new BackendSelector(new BackendLoads(Plan.MAX_BACKENDS), 0, Plan.MAX_SERVICES, 1);
    BackendSelector elsewhere =
        new BackendSelector(new BackendLoads(Plan.MAX_BACKENDS), 5, Plan.MAX_SERVICES, 2);
    for (int flow = 0; flow < 10_000; flow++) {
      long hash = Maglev.mix(flow);
      assertThat(selector.select(one, 0, hash, hash))
          .isEqualTo(elsewhere.select(other, 0, hash, hash));
    }
  }

  private static Candidates candidates(PlanCompiler compiler, String yaml) throws Exception {
    Plan plan =
        compiler.compile(TopologyFiles.read(yaml, Format.YAML, "test").topology(), 1, List.of());
    return Objects.requireNonNull(plan.service(0)).candidates();
  }
}

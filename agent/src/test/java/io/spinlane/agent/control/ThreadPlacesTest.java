package io.spinlane.agent.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.v1.Core;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.Topology;
import java.util.BitSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThreadPlacesTest {
  @ParameterizedTest(name = "switch cores on {1} of CPUs {0} leave {2}")
  @CsvSource({
    "0 1 2 3, 1 2, 0 3",
    "0 1, 1, 0",
    "0 1, 0, 1",
    "0 2, 1, 0 2", // Isolated from the scheduler, so nothing else is there anyway.
    "0 1, '', 0 1",
    "0, 0, ''",
    "0 1, 0 1, ''"
  })
  void controlThreadsHaveWhatSwitchCoresLeave(String all, String switches, String left) {
    Topology.Builder topology =
        Topology.newBuilder().addCores(Core.newBuilder().setRole(CoreRole.CORE_ROLE_CONTROL));
    set(switches).stream()
        .forEach(
            cpu ->
                topology.addCores(
                    Core.newBuilder().setRole(CoreRole.CORE_ROLE_SWITCH).setCpu(cpu)));

    assertThat(ThreadPlaces.controlCpus(topology.build(), set(all))).isEqualTo(set(left));
  }

  private static BitSet set(String cpus) {
    BitSet set = new BitSet();
    for (String cpu : cpus.split(" ", -1)) {
      if (!cpu.isEmpty()) {
        set.set(Integer.parseInt(cpu));
      }
    }
    return set;
  }
}

package io.spinlane.installers;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.topology.rule.Rules;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ShippedTopologyTest {
  @Test
  void theTopologyOfTheServiceBreaksNoRule() throws Exception {
    Path file = Path.of("src/main/deb/agent/etc/spinlane/topology.yaml");
    assertThat(Rules.check(TopologyFiles.read(file).topology())).isEmpty();
  }
}

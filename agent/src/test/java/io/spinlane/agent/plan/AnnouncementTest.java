package io.spinlane.agent.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.nic.NicInfo;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;
import io.spinlane.v1.Topology;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which addresses a plan tells the neighbours. */
final class AnnouncementTest {
  private final PlanCompiler compiler = new PlanCompiler();
  private long generation;

  @Test
  void whatNoPublishedPlanHadIsAnnounced() {
    assertThat(announcements("192.0.2.1/24")).isEqualTo(1);
    // That plan never ran, so nobody was told.
    assertThat(announcements("192.0.2.1/24")).isEqualTo(1);
    compiler.published();
    assertThat(announcements("192.0.2.1/24")).isZero();
    compiler.published();
    assertThat(announcements("192.0.2.1/24", "192.0.2.2/24")).isEqualTo(1);
  }

  @Test
  void goingBackAnnouncesWhatHadMoved() {
    announcements("192.0.2.1/24");
    compiler.published();
    announcements("192.0.2.2/24");
    compiler.published();
    assertThat(announcements("192.0.2.1/24")).isEqualTo(1);
  }

  private int announcements(String... addresses) {
    Topology topology =
        Topology.newBuilder()
            .addNics(
                Nic.newBuilder()
                    .setId("ext0")
                    .setDriver(NicDriver.NIC_DRIVER_SIM)
                    .addAllAddresses(List.of(addresses)))
            .build();
    NicInfo ext0 = new NicInfo("ext0", 0x02_00_00_00_00_01L, 1500, 1);
    return compiler.compile(topology, ++generation, List.of(ext0)).announcements();
  }
}

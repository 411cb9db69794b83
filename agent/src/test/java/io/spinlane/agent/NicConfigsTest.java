package io.spinlane.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.nic.afpacket.AfPacketConfig;
import io.spinlane.v1.AfPacketSettings;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;
import org.junit.jupiter.api.Test;

class NicConfigsTest {
  private static final Nic NIC =
      Nic.newBuilder().setId("ext0").setDriver(NicDriver.NIC_DRIVER_AF_PACKET).build();

  @Test
  void ringsHaveTheSizeThatIsDrawnOrTheDefault() {
    AfPacketConfig plain = NicConfigs.afPacket(NIC);
    assertThat(plain.receiveSlots()).isEqualTo(1024);
    assertThat(plain.transmitSlots()).isEqualTo(256);
    AfPacketConfig drawn =
        NicConfigs.afPacket(
            NIC.toBuilder()
                .setAfPacket(
                    AfPacketSettings.newBuilder().setReceiveSlots(64).setTransmitSlots(128))
                .build());
    assertThat(drawn.receiveSlots()).isEqualTo(64);
    assertThat(drawn.transmitSlots()).isEqualTo(128);
  }
}

package io.spinlane.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import io.spinlane.v1.Backend;
import io.spinlane.v1.BackendState;
import io.spinlane.v1.ConnectionSettings;
import io.spinlane.v1.ConnectionTimeouts;
import io.spinlane.v1.Core;
import io.spinlane.v1.ForwardingMode;
import io.spinlane.v1.IdleStrategy;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;
import io.spinlane.v1.Persistence;
import io.spinlane.v1.Scheduler;
import io.spinlane.v1.Service;
import io.spinlane.v1.SimSettings;
import io.spinlane.v1.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultsTest {
  @Test
  void standForWhatIsNotDrawn() {
    assertThat(Defaults.queues(Nic.getDefaultInstance())).isEqualTo(1);
    assertThat(Defaults.mtuBytes(Nic.getDefaultInstance())).isEqualTo(1500);
    assertThat(Defaults.idle(Core.getDefaultInstance())).isEqualTo(IdleStrategy.IDLE_STRATEGY_SPIN);
    assertThat(Defaults.mode(Service.getDefaultInstance()))
        .isEqualTo(ForwardingMode.FORWARDING_MODE_NAT);
    assertThat(Defaults.scheduler(Service.getDefaultInstance()))
        .isEqualTo(Scheduler.SCHEDULER_MAGLEV);
    assertThat(Defaults.weight(Backend.getDefaultInstance())).isEqualTo(100);
    assertThat(Defaults.connectionsPerSecond(SimSettings.getDefaultInstance())).isEqualTo(500);
    Persistence persistence = Persistence.getDefaultInstance();
    assertThat(Defaults.ipv4PrefixLength(persistence)).isEqualTo(32);
    assertThat(Defaults.ipv6PrefixLength(persistence)).isEqualTo(128);
    assertThat(Defaults.timeout(persistence)).isEqualTo(Durations.fromMinutes(5));
  }

  @Test
  void giveWayToWhatIsDrawnEvenWhenItIsZero() {
    assertThat(Defaults.weight(Backend.newBuilder().setWeight(0).build())).isZero();
    assertThat(
            Defaults.connectionsPerSecond(
                SimSettings.newBuilder().setConnectionsPerSecond(0).build()))
        .isZero();
    assertThat(
            Defaults.mtuBytes(Nic.newBuilder().setDriver(NicDriver.NIC_DRIVER_AF_PACKET).build()))
        .as("the device decides")
        .isZero();
  }

  @Test
  void replaceWholeTimeouts() {
    Topology topology =
        Topology.newBuilder()
            .setConnections(
                ConnectionSettings.newBuilder()
                    .setTimeouts(
                        ConnectionTimeouts.newBuilder().setTcpSyn(Durations.fromMillis(500))))
            .build();
    Service service =
        Service.newBuilder()
            .setTimeouts(ConnectionTimeouts.newBuilder().setUdpNew(Durations.fromMillis(250)))
            .build();
    ConnectionTimeouts timeouts = Defaults.timeouts(topology, service);
    assertThat(Durations.toMillis(timeouts.getTcpSyn())).isEqualTo(500);
    assertThat(Durations.toMillis(timeouts.getUdpNew())).isEqualTo(250);
    assertThat(Durations.toMillis(timeouts.getTcpEstablished())).isEqualTo(900_000);
    assertThat(Durations.toMillis(timeouts.getTcpFin())).isEqualTo(30_000);
    assertThat(Durations.toMillis(timeouts.getUdpEstablished())).isEqualTo(120_000);
  }

  @ParameterizedTest
  @CsvSource({"0, 1048576", "1024, 1024", "1025, 2048", "67108864, 67108864"})
  void roundTheCapacityUp(long drawn, long capacity) {
    Topology topology =
        Topology.newBuilder()
            .setConnections(ConnectionSettings.newBuilder().setCapacity(drawn))
            .build();
    assertThat(Defaults.capacity(topology)).isEqualTo(capacity);
  }

  @ParameterizedTest
  @CsvSource({
    "BACKEND_STATE_UNSPECIFIED, 100, true",
    "BACKEND_STATE_UP, 1, true",
    "BACKEND_STATE_UP, 0, false",
    "BACKEND_STATE_DRAIN, 100, false",
    "BACKEND_STATE_MAINTENANCE, 100, false"
  })
  void tellWhoTakesConnections(BackendState state, int weight, boolean takes) {
    Backend backend = Backend.newBuilder().setState(state).setWeight(weight).build();
    assertThat(Defaults.takesConnections(backend)).isEqualTo(takes);
    assertThat(Defaults.port(backend, 80)).isEqualTo(80);
    assertThat(Defaults.port(backend.toBuilder().setPort(8080).build(), 80)).isEqualTo(8080);
  }
}

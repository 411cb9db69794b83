package io.spinlane.desktop.inspector;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.Defaults;
import io.spinlane.v1.AfPacketSettings;
import io.spinlane.v1.Backend;
import io.spinlane.v1.HealthCheck;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Persistence;
import io.spinlane.v1.RateLimit;
import io.spinlane.v1.SimSettings;
import io.spinlane.v1.Topology;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The number in an empty field is the one that counts when nobody writes another. */
class PromptsTest {
  private static final AfPacketSettings AF_PACKET = AfPacketSettings.getDefaultInstance();
  private static final SimSettings SIM = SimSettings.getDefaultInstance();
  private static final HealthCheck HEALTH = HealthCheck.getDefaultInstance();
  private static final Persistence PERSISTENCE = Persistence.getDefaultInstance();
  private static final RateLimit RATE_LIMIT = RateLimit.getDefaultInstance();

  private static final Map<String, Long> NUMBERS =
      Map.ofEntries(
          entry("nic.queues", (long) Defaults.queues(Nic.getDefaultInstance())),
          entry("nic.af_packet.receive_slots", (long) Defaults.receiveSlots(AF_PACKET)),
          entry("nic.af_packet.transmit_slots", (long) Defaults.transmitSlots(AF_PACKET)),
          entry("nic.sim.clients", (long) Defaults.clients(SIM)),
          entry("nic.sim.connections_per_second", (long) Defaults.connectionsPerSecond(SIM)),
          entry("nic.sim.request_bytes", (long) Defaults.requestBytes(SIM)),
          entry("nic.sim.response_bytes", (long) Defaults.responseBytes(SIM)),
          entry("pool.health.rise", (long) Defaults.rise(HEALTH)),
          entry("pool.health.fall", (long) Defaults.fall(HEALTH)),
          entry("backend.weight", (long) Defaults.weight(Backend.getDefaultInstance())),
          entry(
              "service.persistence.ipv4_prefix_length",
              (long) Defaults.ipv4PrefixLength(PERSISTENCE)),
          entry(
              "service.persistence.ipv6_prefix_length",
              (long) Defaults.ipv6PrefixLength(PERSISTENCE)),
          entry(
              "service.rate_limit.ipv4_prefix_length",
              (long) Defaults.ipv4PrefixLength(RATE_LIMIT)),
          entry(
              "service.rate_limit.ipv6_prefix_length",
              (long) Defaults.ipv6PrefixLength(RATE_LIMIT)),
          entry("topology.connections.capacity", Defaults.capacity(Topology.getDefaultInstance())));

  @Test
  void emptyFieldsShowTheDefault() {
    NUMBERS.forEach(
        (path, number) ->
            assertThat(Texts.get("field." + path + ".prompt")).as(path).isEqualTo("" + number));
  }
}

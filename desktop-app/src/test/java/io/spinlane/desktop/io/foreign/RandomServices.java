package io.spinlane.desktop.io.foreign;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.util.Durations;
import io.spinlane.v1.AccessAction;
import io.spinlane.v1.Backend;
import io.spinlane.v1.BackendState;
import io.spinlane.v1.ForwardingMode;
import io.spinlane.v1.HealthCheck;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Protocol;
import io.spinlane.v1.Scheduler;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import java.util.Random;

/** Drawings whose services are complete and of all kinds. */
final class RandomServices {
  private static final ForwardingMode[] MODES = {
    ForwardingMode.FORWARDING_MODE_UNSPECIFIED,
    ForwardingMode.FORWARDING_MODE_NAT,
    ForwardingMode.FORWARDING_MODE_FULL_NAT,
    ForwardingMode.FORWARDING_MODE_DSR,
    ForwardingMode.FORWARDING_MODE_IPIP,
    ForwardingMode.FORWARDING_MODE_GUE
  };
  private static final String[] NASTY = {
    "",
    "a b",
    "x\n}\nvirtual_server 1.2.3.4 80 {",
    "\"",
    "'",
    "{",
    "#",
    "\\",
    "\u0000",
    "ü",
    "::",
    "1.2.3"
  };
  private static final String[] PORTS = {"80", "443", "8000-8010", "*", "53"};

  private final Random random;

  RandomServices(Random random) {
    this.random = random;
  }

  Topology next() {
    Topology.Builder topology = Topology.newBuilder();
    int services = 1 + random.nextInt(4);
    for (int i = 0; i < services; i++) {
      boolean ipv6 = random.nextInt(3) == 0;
      String number = String.valueOf(i + 1);
      topology
          .addVipsBuilder()
          .setId("vip" + number)
          .setAddress(ipv6 ? "2001:db8:e::" + number : "203.0.113." + number);
      topology.addPools(pool("pool" + number, ipv6, true));
      topology.addPools(pool("spare" + number, ipv6, false));
      topology.addServices(service(number));
    }
    return topology.build();
  }

  /** One in which some words are what a person should not have typed. */
  Topology nasty() {
    Topology.Builder topology = next().toBuilder();
    spoil(topology);
    return topology.build();
  }

  private void spoil(Message.Builder message) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      int count =
          field.isRepeated() && !field.isMapField() ? message.getRepeatedFieldCount(field) : 0;
      for (int i = 0; i < count; i++) {
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
          Message.Builder part = ((Message) message.getRepeatedField(field, i)).toBuilder();
          spoil(part);
          message.setRepeatedField(field, i, part.build());
        } else if (field.getJavaType() == FieldDescriptor.JavaType.STRING
            && random.nextInt(12) == 0) {
          message.setRepeatedField(field, i, NASTY[random.nextInt(NASTY.length)]);
        }
      }
      if (!field.isRepeated()
          && field.getJavaType() == FieldDescriptor.JavaType.STRING
          && random.nextInt(12) == 0) {
        message.setField(field, NASTY[random.nextInt(NASTY.length)]);
      }
    }
  }

  private Service service(String number) {
    Service.Builder service =
        Service.newBuilder()
            .setId("service" + number)
            .setVip("vip" + number)
            .setPool("pool" + number)
            .setProtocol(random.nextInt(4) == 0 ? Protocol.PROTOCOL_UDP : Protocol.PROTOCOL_TCP)
            .addPorts(PORTS[random.nextInt(PORTS.length)])
            .setMode(MODES[random.nextInt(MODES.length)])
            .setScheduler(Scheduler.forNumber(random.nextInt(8)))
            .setSynCookies(random.nextInt(5) == 0);
    if (random.nextInt(3) == 0) {
      service.setFallbackPool("spare" + number);
    }
    if (random.nextInt(3) == 0) {
      service
          .getPersistenceBuilder()
          .setTimeout(Durations.fromSeconds(30 + random.nextInt(600)))
          .setIpv4PrefixLength(random.nextInt(33))
          .setIpv6PrefixLength(random.nextInt(129));
    }
    if (random.nextInt(3) == 0) {
      service.addAccessRulesBuilder().setPrefix("10.0.0.0/8").setAction(action());
      service.addAccessRulesBuilder().setPrefix("10.1.0.0/16").setAction(action());
      service.addAccessRulesBuilder().setPrefix("2001:db8::/32").setAction(action());
    }
    if (random.nextInt(4) == 0) {
      service
          .getTimeoutsBuilder()
          .setTcpEstablished(Durations.fromMillis(1 + random.nextInt(90_000)));
    }
    return service.build();
  }

  private AccessAction action() {
    return random.nextBoolean()
        ? AccessAction.ACCESS_ACTION_ALLOW
        : AccessAction.ACCESS_ACTION_DENY;
  }

  private Pool pool(String id, boolean ipv6, boolean checked) {
    Pool.Builder pool = Pool.newBuilder().setId(id);
    int backends = 1 + random.nextInt(4);
    boolean ports = random.nextInt(4) != 0;
    for (int i = 1; i <= backends; i++) {
      Backend.Builder backend =
          Backend.newBuilder()
              .setId(id + "-" + i)
              .setAddress((ipv6 ? "2001:db8:1::" : "10.0.0.") + i)
              .setPort(ports ? 8000 + i : 0)
              .setState(BackendState.forNumber(random.nextInt(4)));
      if (random.nextBoolean()) {
        backend.setWeight(random.nextInt(random.nextBoolean() ? 5 : 65_536));
      }
      pool.addBackends(backend);
    }
    if (checked && random.nextBoolean()) {
      pool.setHealth(health());
    }
    return pool.build();
  }

  private HealthCheck health() {
    HealthCheck.Builder health = HealthCheck.newBuilder();
    switch (random.nextInt(4)) {
      case 0 -> health.getTcpBuilder().setPort(random.nextInt(2) * 9000);
      case 1 ->
          health
              .getHttpBuilder()
              .setPath(random.nextBoolean() ? "" : "/health?full=1")
              .setHost(random.nextBoolean() ? "" : "www.example.org")
              .setTls(random.nextBoolean())
              .setPort(random.nextInt(2) * 8443)
              .addExpectedStatuses(200)
              .addExpectedStatuses(204);
      case 2 -> health.getUdpBuilder().setPort(53);
      default -> health.getIcmpBuilder();
    }
    if (random.nextBoolean()) {
      health.setInterval(Durations.fromMillis(500 + random.nextInt(5000)));
      health.setTimeout(Durations.fromMillis(100 + random.nextInt(900)));
      health.setRise(1 + random.nextInt(5)).setFall(1 + random.nextInt(5));
    }
    return health.build();
  }
}

package io.spinlane.desktop.inspector;

import static io.spinlane.desktop.inspector.FieldSpec.Control.ACCESS;
import static io.spinlane.desktop.inspector.FieldSpec.Control.CHOICE;
import static io.spinlane.desktop.inspector.FieldSpec.Control.DURATION;
import static io.spinlane.desktop.inspector.FieldSpec.Control.NUMBER;
import static io.spinlane.desktop.inspector.FieldSpec.Control.REFERENCE;
import static io.spinlane.desktop.inspector.FieldSpec.Control.SWITCH;
import static io.spinlane.desktop.inspector.FieldSpec.Control.TOKENS;

import io.spinlane.v1.ElementKind;
import io.spinlane.v1.ForwardingMode;
import io.spinlane.v1.Protocol;
import io.spinlane.v1.Scheduler;
import io.spinlane.v1.Service;
import java.util.List;
import java.util.stream.Stream;

/** The properties of a service. */
final class ServiceFields {
  private static final String SERVERS = "servers";
  private static final String PERSISTENCE = "persistence";
  private static final String PROTECTION = "protection";

  static final List<FieldSpec> ALL =
      Stream.of(main(), servers(), persistence(), protection(), FieldTable.timeouts("").stream())
          .flatMap(fields -> fields)
          .toList();

  private ServiceFields() {}

  private static Stream<FieldSpec> main() {
    return Stream.of(
        FieldTable.ID_FIELD,
        FieldSpec.of("vip", REFERENCE).to(ElementKind.ELEMENT_KIND_VIP),
        FieldSpec.of("protocol", CHOICE)
            .offering(Protocol.PROTOCOL_TCP_VALUE, Protocol.PROTOCOL_UDP_VALUE),
        FieldSpec.of("ports", TOKENS).checked(Checks::ports).noted(AddressNotes::ports),
        FieldSpec.of("pool", REFERENCE).to(ElementKind.ELEMENT_KIND_POOL),
        FieldSpec.of("scheduler", CHOICE)
            .offering(
                Scheduler.SCHEDULER_MAGLEV_VALUE,
                Scheduler.SCHEDULER_SOURCE_HASH_VALUE,
                Scheduler.SCHEDULER_ROUND_ROBIN_VALUE,
                Scheduler.SCHEDULER_WEIGHTED_ROUND_ROBIN_VALUE,
                Scheduler.SCHEDULER_LEAST_CONNECTIONS_VALUE,
                Scheduler.SCHEDULER_POWER_OF_TWO_VALUE,
                Scheduler.SCHEDULER_LOAD_AWARE_VALUE),
        FieldSpec.of("mode", CHOICE)
            .offering(
                ForwardingMode.FORWARDING_MODE_NAT_VALUE,
                ForwardingMode.FORWARDING_MODE_FULL_NAT_VALUE,
                ForwardingMode.FORWARDING_MODE_DSR_VALUE,
                ForwardingMode.FORWARDING_MODE_IPIP_VALUE,
                ForwardingMode.FORWARDING_MODE_GUE_VALUE));
  }

  private static Stream<FieldSpec> servers() {
    return Stream.of(
        FieldSpec.of("required_capabilities", TOKENS).checked(Checks.length(64)).in(SERVERS),
        FieldSpec.of("fallback_pool", REFERENCE).to(ElementKind.ELEMENT_KIND_POOL).in(SERVERS));
  }

  private static Stream<FieldSpec> persistence() {
    return Stream.of(
        FieldSpec.of("persistence.timeout", DURATION).checked(Checks::positiveTime).in(PERSISTENCE),
        FieldSpec.of("persistence.ipv4_prefix_length", NUMBER)
            .checked(Checks.number(1, 32))
            .in(PERSISTENCE),
        FieldSpec.of("persistence.ipv6_prefix_length", NUMBER)
            .checked(Checks.number(1, 128))
            .in(PERSISTENCE));
  }

  private static Stream<FieldSpec> protection() {
    return Stream.of(
        FieldSpec.of("access_rules", ACCESS).checked(AccessText::parse).in(PROTECTION),
        FieldSpec.of("rate_limit.packets_per_second", NUMBER)
            .checked(Checks.number(1, Long.MAX_VALUE))
            .in(PROTECTION),
        FieldSpec.of("rate_limit.connections_per_second", NUMBER)
            .checked(Checks.number(1, Long.MAX_VALUE))
            .in(PROTECTION),
        FieldSpec.of("rate_limit.ipv4_prefix_length", NUMBER)
            .checked(Checks.number(1, 32))
            .in(PROTECTION),
        FieldSpec.of("rate_limit.ipv6_prefix_length", NUMBER)
            .checked(Checks.number(1, 128))
            .in(PROTECTION),
        FieldSpec.of("syn_cookies", SWITCH)
            .when(
                message ->
                    message instanceof Service service
                        && (service.getProtocol() != Protocol.PROTOCOL_UDP
                            || service.getSynCookies()))
            .in(PROTECTION));
  }
}

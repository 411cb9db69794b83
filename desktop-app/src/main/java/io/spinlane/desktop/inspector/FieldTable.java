package io.spinlane.desktop.inspector;

import static io.spinlane.desktop.inspector.FieldSpec.Control.CHOICE;
import static io.spinlane.desktop.inspector.FieldSpec.Control.DURATION;
import static io.spinlane.desktop.inspector.FieldSpec.Control.ID;
import static io.spinlane.desktop.inspector.FieldSpec.Control.LONG_TEXT;
import static io.spinlane.desktop.inspector.FieldSpec.Control.NUMBER;
import static io.spinlane.desktop.inspector.FieldSpec.Control.REFERENCES;
import static io.spinlane.desktop.inspector.FieldSpec.Control.ROUTES;
import static io.spinlane.desktop.inspector.FieldSpec.Control.TEXT;
import static io.spinlane.desktop.inspector.FieldSpec.Control.TOKENS;

import io.spinlane.v1.BackendState;
import io.spinlane.v1.Core;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.IdleStrategy;
import java.util.ArrayList;
import java.util.List;

/** Which properties each kind of element has, in the order they are shown. */
final class FieldTable {
  /** Every element's own name. */
  static final FieldSpec ID_FIELD = FieldSpec.of("id", ID);

  private FieldTable() {}

  static List<FieldSpec> of(ElementKind kind) {
    return switch (kind) {
      case ELEMENT_KIND_NIC -> NicFields.ALL;
      case ELEMENT_KIND_CORE -> CORE;
      case ELEMENT_KIND_VIP -> VIP;
      case ELEMENT_KIND_SERVICE -> ServiceFields.ALL;
      case ELEMENT_KIND_POOL -> PoolFields.ALL;
      case ELEMENT_KIND_BACKEND -> BACKEND;
      case ELEMENT_KIND_NOTE -> List.of(FieldSpec.of("text", LONG_TEXT), ID_FIELD);
      case ELEMENT_KIND_TOPOLOGY -> TOPOLOGY;
      default -> List.of();
    };
  }

  private static final List<FieldSpec> CORE =
      List.of(
          ID_FIELD,
          FieldSpec.of("cpu", NUMBER).checked(Checks.number(0, 4_095)),
          FieldSpec.of("role", CHOICE)
              .offering(CoreRole.CORE_ROLE_CONTROL_VALUE, CoreRole.CORE_ROLE_SWITCH_VALUE),
          FieldSpec.of("idle", CHOICE)
              .offering(
                  IdleStrategy.IDLE_STRATEGY_SPIN_VALUE,
                  IdleStrategy.IDLE_STRATEGY_YIELD_VALUE,
                  IdleStrategy.IDLE_STRATEGY_BACKOFF_VALUE)
              .when(
                  message ->
                      message instanceof Core core
                          && core.getRole() != CoreRole.CORE_ROLE_CONTROL));

  private static final List<FieldSpec> VIP =
      List.of(
          ID_FIELD,
          FieldSpec.of("address", TEXT).checked(Checks::address).noted(AddressNotes::reached),
          FieldSpec.of("nics", REFERENCES).to(ElementKind.ELEMENT_KIND_NIC));

  private static final List<FieldSpec> BACKEND =
      List.of(
          ID_FIELD,
          FieldSpec.of("address", TEXT).checked(Checks::address).noted(AddressNotes::reached),
          FieldSpec.of("port", NUMBER).checked(Checks.number(1, 65_535)),
          FieldSpec.of("weight", NUMBER).checked(Checks.number(0, 65_535)),
          FieldSpec.of("state", CHOICE)
              .offering(
                  BackendState.BACKEND_STATE_UP_VALUE,
                  BackendState.BACKEND_STATE_DRAIN_VALUE,
                  BackendState.BACKEND_STATE_MAINTENANCE_VALUE),
          FieldSpec.of("capabilities", TOKENS).checked(Checks.length(64)));

  private static final List<FieldSpec> TOPOLOGY = topology();

  private static List<FieldSpec> topology() {
    List<FieldSpec> all = new ArrayList<>();
    all.add(FieldSpec.of("name", TEXT).checked(Checks.length(64)));
    all.add(FieldSpec.of("description", LONG_TEXT));
    all.add(FieldSpec.of("routes", ROUTES).checked(RouteText::parse));
    all.add(
        FieldSpec.of("connections.capacity", NUMBER)
            .checked(Checks.number(1_024, 67_108_864))
            .in("connections"));
    all.add(
        FieldSpec.of("connections.new_per_second", NUMBER)
            .checked(Checks.number(1, 100_000_000))
            .in("connections"));
    all.addAll(timeouts("connections."));
    return List.copyOf(all);
  }

  /** Idle times of connections, below a path. */
  static List<FieldSpec> timeouts(String path) {
    List<FieldSpec> all = new ArrayList<>();
    for (String name :
        new String[] {"tcp_syn", "tcp_established", "tcp_fin", "udp_established", "udp_new"}) {
      all.add(
          FieldSpec.of(path + "timeouts." + name, DURATION)
              .checked(Checks::positiveTime)
              .in("timeouts"));
    }
    return all;
  }
}

package io.spinlane.desktop.connections;

import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.EnumNames;
import io.spinlane.v1.ConnectionState;
import java.util.ArrayList;
import java.util.List;

/** Connections in words. */
final class ConnectionWords {
  private ConnectionWords() {}

  static String state(ConnectionState state) {
    return switch (state) {
      case CONNECTION_STATE_NEW -> Texts.get("connections.state.new");
      case CONNECTION_STATE_ESTABLISHED -> Texts.get("connections.state.established");
      case CONNECTION_STATE_CLOSING -> Texts.get("connections.state.closing");
      case CONNECTION_STATE_UNSPECIFIED, UNRECOGNIZED -> "–";
    };
  }

  /** "service http, back-end web1": what a query asks for; empty when for everything. */
  static String query(ConnectionQuery query) {
    List<String> parts = new ArrayList<>();
    add(parts, "connections.of.service", query.service());
    add(parts, "connections.of.backend", query.backend());
    add(parts, "connections.of.core", query.core());
    add(parts, "connections.of.client", query.client());
    if (query.protocol() != ConnectionQuery.ALL.protocol()) {
      parts.add(EnumNames.shortName(query.protocol()));
    }
    if (query.state() != ConnectionQuery.ALL.state()) {
      add(parts, "connections.of.state", state(query.state()));
    }
    return String.join(", ", parts);
  }

  private static void add(List<String> parts, String key, String value) {
    if (!value.isEmpty()) {
      parts.add(Texts.get(key, value));
    }
  }
}

package io.spinlane.desktop.connections;

import io.spinlane.topology.Cidr;
import io.spinlane.topology.IpAddress;
import io.spinlane.v1.ConnectionFilter;
import io.spinlane.v1.ConnectionState;
import io.spinlane.v1.Protocol;

/**
 * Which connections people want to see; all that is given must be so.
 *
 * @param service id; empty: any
 * @param backend id; empty: any
 * @param core id of the core that accepted it; empty: any
 * @param client an address, or a prefix such as "203.0.113.0/24"; empty: any
 * @param protocol unspecified: any
 * @param state unspecified: any
 */
public record ConnectionQuery(
    String service,
    String backend,
    String core,
    String client,
    Protocol protocol,
    ConnectionState state) {
  /** Every connection. */
  public static final ConnectionQuery ALL =
      new ConnectionQuery(
          "",
          "",
          "",
          "",
          Protocol.PROTOCOL_UNSPECIFIED,
          ConnectionState.CONNECTION_STATE_UNSPECIFIED);

  /** Those of a service. */
  public static ConnectionQuery ofService(String id) {
    return ALL.withService(id);
  }

  /** Those of a back-end. */
  public static ConnectionQuery ofBackend(String id) {
    return ALL.withBackend(id);
  }

  /** Those that a core accepted. */
  public static ConnectionQuery ofCore(String id) {
    return ALL.withCore(id);
  }

  /** The same with another service. */
  public ConnectionQuery withService(String other) {
    return new ConnectionQuery(other, backend, core, client, protocol, state);
  }

  /** The same with another back-end. */
  public ConnectionQuery withBackend(String other) {
    return new ConnectionQuery(service, other, core, client, protocol, state);
  }

  /** The same with another core. */
  public ConnectionQuery withCore(String other) {
    return new ConnectionQuery(service, backend, other, client, protocol, state);
  }

  /** The same with other clients. */
  public ConnectionQuery withClient(String other) {
    return new ConnectionQuery(service, backend, core, other.strip(), protocol, state);
  }

  /** The client is none, an address, or a prefix. */
  boolean isClear() {
    try {
      String _ = prefix();
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** An address alone means itself; host bits of a prefix do not matter. */
  private String prefix() {
    if (client.isEmpty()) {
      return "";
    }
    if (client.contains("/")) {
      return Cidr.parse(client).network().toString();
    }
    IpAddress address = IpAddress.parse(client);
    return new Cidr(address, address.bitLength()).toString();
  }

  /**
   * For the agent.
   *
   * @throws IllegalArgumentException when the query is not {@link #isClear clear}
   */
  public ConnectionFilter filter() {
    return ConnectionFilter.newBuilder()
        .setService(service)
        .setBackend(backend)
        .setCore(core)
        .setClientPrefix(prefix())
        .setProtocol(protocol)
        .setState(state)
        .build();
  }
}

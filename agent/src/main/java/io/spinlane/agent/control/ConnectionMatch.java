package io.spinlane.agent.control;

import io.spinlane.topology.Cidr;
import io.spinlane.v1.ConnectionState;
import io.spinlane.v1.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Which connections are meant; all that is given must be so.
 *
 * @param service id; empty: any
 * @param backend id; empty: any
 * @param client prefix of the client's address; null: any
 * @param protocol unspecified: any
 * @param state unspecified: any
 * @param clientPort 0: any
 * @param core id of the core that accepted it; empty: any
 */
public record ConnectionMatch(
    String service,
    String backend,
    @Nullable Cidr client,
    Protocol protocol,
    ConnectionState state,
    int clientPort,
    String core) {
  /** Any port, any core. */
  public ConnectionMatch(
      String service,
      String backend,
      @Nullable Cidr client,
      Protocol protocol,
      ConnectionState state) {
    this(service, backend, client, protocol, state, 0, "");
  }
}

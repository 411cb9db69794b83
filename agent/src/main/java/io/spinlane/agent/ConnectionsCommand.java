package io.spinlane.agent;

import com.google.protobuf.util.Durations;
import io.grpc.StatusRuntimeException;
import io.spinlane.topology.EnumNames;
import io.spinlane.v1.Connection;
import io.spinlane.v1.ConnectionFilter;
import io.spinlane.v1.ConnectionState;
import io.spinlane.v1.ConnectionsServiceGrpc;
import io.spinlane.v1.KillConnectionsRequest;
import io.spinlane.v1.ListConnectionsRequest;
import io.spinlane.v1.ListConnectionsResponse;
import io.spinlane.v1.Protocol;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows live connections, or ends them. */
@Command(
    name = "connections",
    description = {
      "Shows connections of a running agent, those for which all that is asked for is so.",
      "With --kill they are ended: a TCP client is reset when it next sends."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class ConnectionsCommand implements Callable<Integer> {
  private static final int MOST = 10_000;

  /** Words of the option. */
  enum Transport {
    TCP(Protocol.PROTOCOL_TCP),
    UDP(Protocol.PROTOCOL_UDP);

    private final Protocol inContract;

    Transport(Protocol inContract) {
      this.inContract = inContract;
    }
  }

  /** Words of the option. */
  enum State {
    NEW(ConnectionState.CONNECTION_STATE_NEW),
    ESTABLISHED(ConnectionState.CONNECTION_STATE_ESTABLISHED),
    CLOSING(ConnectionState.CONNECTION_STATE_CLOSING);

    private final ConnectionState inContract;

    State(ConnectionState inContract) {
      this.inContract = inContract;
    }
  }

  @Option(names = "--service", paramLabel = "ID", description = "Only of this service.")
  private @Nullable String service;

  @Option(names = "--backend", paramLabel = "ID", description = "Only of this back-end.")
  private @Nullable String backend;

  @Option(
      names = "--client",
      paramLabel = "PREFIX",
      description = "Only of clients in this prefix, such as 198.51.100.0/24 or 198.51.100.7.")
  private @Nullable String client;

  @Option(names = "--core", paramLabel = "ID", description = "Only those this core accepted.")
  private @Nullable String core;

  @Option(names = "--protocol", paramLabel = "PROTOCOL", description = "Only TCP, or only UDP.")
  private @Nullable Transport protocol;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only those in one of the states NEW, ESTABLISHED and CLOSING.")
  private @Nullable State state;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "100",
      description = "Show at most this many, 1 to " + MOST + ". Default: ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--kill",
      description = "End them, however many there are, instead of showing them.")
  private boolean kill;

  @Option(names = "--all", description = "With --kill: nothing is asked for, so all are meant.")
  private boolean all;

  @Mixin private AgentAddress agent;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws CommandFailure {
    if (count < 1 || count > MOST) {
      throw new ParameterException(spec.commandLine(), "--count is not between 1 and " + MOST);
    }
    ConnectionFilter filter = filter();
    if (kill && !all && filter.equals(ConnectionFilter.getDefaultInstance())) {
      throw new ParameterException(
          spec.commandLine(), "--kill would end every connection; say --all if that is meant");
    }
    try (AgentClient called = agent.connect()) {
      try {
        var connections = ConnectionsServiceGrpc.newBlockingStub(called.channel());
        if (kill) {
          kill(connections, filter);
        } else {
          list(connections, filter);
        }
      } catch (StatusRuntimeException e) {
        throw called.failure(e);
      }
    }
    return Main.OK;
  }

  private ConnectionFilter filter() {
    ConnectionFilter.Builder filter = ConnectionFilter.newBuilder();
    if (service != null) {
      filter.setService(service);
    }
    if (backend != null) {
      filter.setBackend(backend);
    }
    if (client != null) {
      String wholeAddress = client.contains(":") ? "/128" : "/32";
      filter.setClientPrefix(client.contains("/") ? client : client + wholeAddress);
    }
    if (core != null) {
      filter.setCore(core);
    }
    if (protocol != null) {
      filter.setProtocol(protocol.inContract);
    }
    if (state != null) {
      filter.setState(state.inContract);
    }
    return filter.build();
  }

  private void kill(
      ConnectionsServiceGrpc.ConnectionsServiceBlockingStub connections, ConnectionFilter filter) {
    long killed =
        connections
            .killConnections(KillConnectionsRequest.newBuilder().setFilter(filter).build())
            .getKilledCount();
    spec.commandLine()
        .getOut()
        .printf(Locale.ROOT, "%d %s ended%n", killed, killed == 1 ? "connection" : "connections");
  }

  private void list(
      ConnectionsServiceGrpc.ConnectionsServiceBlockingStub connections, ConnectionFilter filter) {
    ListConnectionsResponse page =
        connections.listConnections(
            ListConnectionsRequest.newBuilder().setFilter(filter).setPageSize(count).build());
    Table table = new Table("protocol", "client", "service", "back-end", "state", "idle", "core");
    for (Connection each : page.getConnectionsList()) {
      table.row(
          EnumNames.shortName(each.getProtocol()),
          new HostPort(each.getClientAddress(), each.getClientPort()),
          each.getService(),
          each.getBackend(),
          EnumNames.shortName(each.getState()),
          String.format(Locale.ROOT, "%.1f s", Durations.toMillis(each.getIdle()) / 1e3),
          each.getCore());
    }
    table.print(spec.commandLine().getOut());
    if (!page.getNextPageToken().isEmpty()) {
      spec.commandLine().getErr().println("spinlane-agent: there may be more; see --count");
    }
  }
}

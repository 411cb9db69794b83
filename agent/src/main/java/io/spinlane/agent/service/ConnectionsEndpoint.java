package io.spinlane.agent.service;

import static io.spinlane.topology.Sentences.sentence;

import io.grpc.stub.StreamObserver;
import io.spinlane.agent.control.ConnectionMatch;
import io.spinlane.agent.control.LiveConnections;
import io.spinlane.topology.Cidr;
import io.spinlane.topology.MalformedException;
import io.spinlane.v1.ConnectionFilter;
import io.spinlane.v1.ConnectionState;
import io.spinlane.v1.ConnectionsServiceGrpc;
import io.spinlane.v1.KillConnectionsRequest;
import io.spinlane.v1.KillConnectionsResponse;
import io.spinlane.v1.ListConnectionsRequest;
import io.spinlane.v1.ListConnectionsResponse;
import io.spinlane.v1.Protocol;
import org.jspecify.annotations.Nullable;

/** Lists and ends connections. A page token is the place in the table where the page begins. */
final class ConnectionsEndpoint extends ConnectionsServiceGrpc.ConnectionsServiceImplBase {
  private final LiveConnections connections;

  ConnectionsEndpoint(LiveConnections connections) {
    this.connections = connections;
  }

  @Override
  public void listConnections(
      ListConnectionsRequest request, StreamObserver<ListConnectionsResponse> answer) {
    Answer.once(
        answer,
        () -> {
          int size = Page.size(request.getPageSize(), 1000, 10_000);
          long from = Page.start(request.getPageToken(), 0);
          if (from > connections.places()) {
            throw Page.badToken();
          }
          ConnectionMatch match = match(request.getFilter());
          LiveConnections.Part part = connections.list(match, (int) from, size);
          return ListConnectionsResponse.newBuilder()
              .addAllConnections(part.connections())
              .setNextPageToken(
                  part.next() < connections.places() ? Integer.toString(part.next()) : "")
              .build();
        });
  }

  @Override
  public void killConnections(
      KillConnectionsRequest request, StreamObserver<KillConnectionsResponse> answer) {
    Answer.once(
        answer,
        () ->
            KillConnectionsResponse.newBuilder()
                .setKilledCount(connections.kill(match(request.getFilter())))
                .build());
  }

  private static ConnectionMatch match(ConnectionFilter filter) {
    if (filter.getProtocol() == Protocol.UNRECOGNIZED) {
      throw Failures.invalid("filter.protocol", sentence("refused.protocol"));
    }
    if (filter.getState() == ConnectionState.UNRECOGNIZED) {
      throw Failures.invalid("filter.state", sentence("refused.connectionState"));
    }
    if (filter.getClientPort() < 0 || filter.getClientPort() > 65_535) {
      throw Failures.invalid("filter.client_port", sentence("refused.port"));
    }
    return new ConnectionMatch(
        filter.getService(),
        filter.getBackend(),
        prefix(filter.getClientPrefix()),
        filter.getProtocol(),
        filter.getState(),
        filter.getClientPort(),
        filter.getCore());
  }

  private static @Nullable Cidr prefix(String text) {
    try {
      return text.isEmpty() ? null : Cidr.parse(text);
    } catch (MalformedException e) {
      throw Failures.invalid("filter.client_prefix", e.sentence());
    }
  }
}

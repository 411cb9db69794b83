package io.spinlane.agent;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.spinlane.agent.service.Services;
import java.net.SocketException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A connection to a running agent. */
final class AgentClient implements AutoCloseable {
  /** How long an answer that is no stream may take. */
  static final long ANSWER_WITHIN_SECONDS = 10;

  /** gRPC logs what we say in one line; a logger nobody holds would forget its level. */
  private static final Logger GRPC = Logger.getLogger("io.grpc");

  private final HostPort address;
  private final ManagedChannel channel;

  AgentClient(HostPort address) {
    GRPC.setLevel(Level.OFF);
    this.address = address;
    this.channel =
        NettyChannelBuilder.forAddress(address.host(), address.port())
            .usePlaintext()
            .maxInboundMessageSize(Services.MESSAGE_BYTES)
            .build();
  }

  ManagedChannel channel() {
    return channel;
  }

  /** What a failed call means to a person. */
  CommandFailure failure(StatusRuntimeException e) {
    Status status = e.getStatus();
    return switch (status.getCode()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED ->
          new CommandFailure(
              "no agent answers at "
                  + address
                  + why(status.getCause())
                  + ": check the address, or start one with spinlane-agent run",
              e);
      case UNIMPLEMENTED ->
          new CommandFailure("what answers at " + address + " is no agent of this release", e);
      default -> new CommandFailure(sentence(e), e);
    };
  }

  static String sentence(StatusRuntimeException e) {
    String description = e.getStatus().getDescription();
    return description == null ? e.getStatus().getCode().toString() : description;
  }

  private static String why(Throwable cause) {
    return switch (cause) {
      case null -> "";
      case UnresolvedAddressException _ -> " (unknown host)";
      case java.net.UnknownHostException _ -> " (unknown host)";
      case SocketException _ -> " (connection refused)";
      default -> "";
    };
  }

  @Override
  public void close() {
    channel.shutdownNow();
    try {
      channel.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

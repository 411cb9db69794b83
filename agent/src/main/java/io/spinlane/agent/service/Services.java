package io.spinlane.agent.service;

import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.spinlane.agent.control.BackendControl;
import io.spinlane.agent.control.EventLog;
import io.spinlane.agent.control.Master;
import io.spinlane.agent.engine.Clock;
import io.spinlane.agent.telemetry.Telemetry;
import io.spinlane.v1.Inventory;
import java.io.IOException;
import java.net.BindException;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Every service of the contract, over whatever transport it is given. */
public final class Services implements AutoCloseable {
  /** Largest request: a topology of the largest size a file may have. */
  public static final int MESSAGE_BYTES = 16 << 20;

  private static final long CLOSE_WITHIN_MS = 500;

  /**
   * What the services speak for.
   *
   * @param inventory what the host has, asked anew for every call
   */
  public record Parts(
      Master master,
      Telemetry telemetry,
      EventLog events,
      Supplier<Inventory> inventory,
      Clock clock,
      InstantSource wall) {}

  private final HealthStatusManager health = new HealthStatusManager();
  private final ScheduledThreadPoolExecutor streams;
  private final ExecutorService calls =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("call ", 0).factory());
  private final Server server;

  /**
   * Starts to listen.
   *
   * @throws BindException when the transport's address is taken or cannot be used; its message is
   *     the system's reason
   */
  public Services(ServerBuilder<?> transport, Parts parts) throws BindException {
    this.streams =
        new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("streams").daemon().factory());
    streams.setRemoveOnCancelPolicy(true);
    streams.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    this.server =
        transport
            .executor(calls)
            .maxInboundMessageSize(MESSAGE_BYTES)
            .addService(new TopologyEndpoint(parts.master()))
            .addService(new InventoryEndpoint(parts.inventory()))
            .addService(
                new BackendsEndpoint(
                    new BackendControl(parts.master(), parts.events(), parts.telemetry())))
            .addService(new ConnectionsEndpoint(parts.master().connections()))
            .addService(
                new StatsEndpoint(
                    parts.telemetry(),
                    () -> parts.master().running().revision().getNumber(),
                    parts.clock(),
                    parts.wall(),
                    streams))
            .addService(new EventsEndpoint(parts.events(), streams))
            .addService(health.getHealthService())
            .addService(ProtoReflectionServiceV1.newInstance())
            .build();
    try {
      server.start();
    } catch (IOException e) {
      streams.shutdownNow();
      calls.shutdownNow();
      throw cannotListen(e);
    }
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.SERVING);
  }

  /** The transport wraps the reason, depending on how it talks to the system. */
  private static BindException cannotListen(IOException e) {
    Throwable reason = e;
    while (reason.getCause() != null) {
      reason = reason.getCause();
    }
    BindException failure = new BindException(reason.getMessage());
    failure.initCause(e);
    return failure;
  }

  /** The port that is listened on; −1 without one. */
  public int port() {
    return server.getPort();
  }

  /** Ends open streams and listens no more; bounded. */
  @Override
  public void close() {
    health.enterTerminalState();
    server.shutdownNow();
    streams.shutdownNow();
    try {
      server.awaitTermination(CLOSE_WITHIN_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    calls.shutdownNow();
  }
}

/**
 * The contract over gRPC, and the only code that knows gRPC besides the command line's client side.
 *
 * <pre>
 *   TopologyEndpoint  ─▶ Master                StatsEndpoint  ─▶ Telemetry
 *   BackendsEndpoint  ─▶ BackendControl        EventsEndpoint ─▶ EventLog
 *   InventoryEndpoint ─▶ inventory supplier    ConnectionsEndpoint ─▶ LiveConnections
 * </pre>
 *
 * <p>Calls run on virtual threads. The two streams are written by one thread, {@code streams}, and
 * a consumer that is slower than its stream misses ticks instead of filling memory. Errors are
 * {@code google.rpc.Status} with details. Depends on {@code .control} and {@code .telemetry}.
 */
@NullMarked
package io.spinlane.agent.service;

import org.jspecify.annotations.NullMarked;

/**
 * The line to an agent, and the numbers that come over it.
 *
 * <pre>
 *   AgentConnection ──gRPC──▶ agent (in this process, or HOST:PORT)
 *        │  status, events ──▶ Listener   (connection's thread)
 *        └─ samples ──▶ SampleRing        (written by gRPC's thread, read by whoever draws)
 * </pre>
 *
 * <p>The connection's own thread decides everything; gRPC's threads only fill rings. Depends on the
 * contract, the texts and gRPC; knows nothing of a window.
 */
@NullMarked
package io.spinlane.desktop.remote;

import org.jspecify.annotations.NullMarked;

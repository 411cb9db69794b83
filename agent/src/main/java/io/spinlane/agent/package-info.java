/**
 * The agent as a program: its commands, and the one place where its parts are put together.
 *
 * <pre>
 *   Main ─┬─ run ─────────▶ Agent ─┬─ Drivers (SIM, PCAP, AF_PACKET)
 *         │   EmbeddedAgent ──▶    ├─ Dataplane, Master, RevisionStore, EventLog
 *         │                        └─ Services (gRPC: TCP, or inside the process)
 *         ├─ apply, stat ─▶ a running agent, over gRPC
 *         └─ validate, inventory, replay: alone
 * </pre>
 *
 * <p>{@link io.spinlane.agent.EmbeddedAgent} is what other programs use. May depend on everything;
 * nothing depends on it.
 */
@NullMarked
package io.spinlane.agent;

import org.jspecify.annotations.NullMarked;

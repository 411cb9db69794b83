/**
 * The agent as a program: its commands, and the one place where its parts are put together.
 *
 * <pre>
 *   Main ─┬─ run ─────────▶ Agent ─┬─ Drivers (SIM, PCAP, AF_PACKET)
 *         │   EmbeddedAgent ──▶    ├─ Dataplane, Master, RevisionStore, EventLog
 *         │                        └─ Services (gRPC: TCP, or inside the process)
 *         ├─ apply, rollback, revisions, backend, connections, stat ─▶ a running agent, over gRPC
 *         └─ validate, inventory, replay: alone
 * </pre>
 *
 * <p>{@link io.spinlane.agent.EmbeddedAgent} is what other programs use. May depend on everything;
 * nothing depends on it.
 *
 * <p>A command prints what it is for on standard output; what a user must know is one line on
 * standard error. Exit codes: 0 done, 1 refused or failed, 2 called wrongly.
 */
@NullMarked
package io.spinlane.agent;

import org.jspecify.annotations.NullMarked;

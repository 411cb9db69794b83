/**
 * What decides what runs: takes topologies, makes them the running ones or leaves everything as it
 * was, and remembers.
 *
 * <pre>
 *   topology ─▶ Master ─ rules ─ NicDrivers ─ plan ─ data plane ─▶ RevisionStore ─▶ EventLog
 *                  └── any "no" on the way: the running revision stays ──┘
 * </pre>
 *
 * <p>{@link io.spinlane.agent.control.Master} works on one thread of its own, so topologies are
 * applied one after the other; everything else is for any thread. Depends on {@code .plan}, {@code
 * .engine}, {@code .nic}, {@code .linux}, and the topology; knows nothing of gRPC.
 */
@NullMarked
package io.spinlane.agent.control;

import org.jspecify.annotations.NullMarked;

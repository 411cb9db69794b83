/**
 * The packet path: what a switch core does, round after round.
 *
 * <pre>
 *   SwitchCore.doWork()
 *     poll a lane ─▶ Classifier ─┬─ ARP, echo ─▶ Responder ─┐
 *                                └─ TCP, UDP ─▶ Balancer ───┴─▶ Forwarder ─▶ NICs
 *     adopt a new plan · expire connections · release held frames
 *
 *   Dataplane   cores and their threads, NICs, the plan buffer, the counters
 * </pre>
 *
 * <p>Every class but {@code Dataplane}, {@code PlanBuffer} and {@code QueueOwners} belongs to one
 * core and is used by its thread only. No step allocates.
 */
@NullMarked
package io.spinlane.agent.engine;

import org.jspecify.annotations.NullMarked;

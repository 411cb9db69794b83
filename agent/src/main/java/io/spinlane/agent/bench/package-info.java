/**
 * {@code spinlane-agent bench}: how long the whole packet path takes, receive to transmit, on NICs
 * that cost next to nothing.
 *
 * <pre>
 *   Stream ─ Template ─▶ FlowQueue ─▶ engine ─▶ FlowQueue
 *      └─ Meter: rounds, by the core's own CPU time        ─▶ Result ─▶ BenchReport
 * </pre>
 *
 * <p>What feeds a core runs on its thread; the command's thread only starts streams and waits for
 * their end. Depends on {@code .engine} and what it is made of.
 */
@NullMarked
package io.spinlane.agent.bench;

import org.jspecify.annotations.NullMarked;

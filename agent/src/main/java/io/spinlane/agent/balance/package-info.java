/**
 * Who serves a connection, and remembering it.
 *
 * <pre>
 *   flow ──▶ ConnectionTable ──known──▶ back-end
 *                 └─new─▶ PersistenceTable ──known client──▶ back-end ──▶ ConnectionTable
 *                               └─new─▶ BackendSelector ───────▲
 *                                         ▲         ▲
 *                     Candidates, of a plan         BackendLoads, of all cores
 *
 *   client ──▶ AccessList, SourceRates ──▶ may it?      SYN ──▶ SynCookies ──▶ number ──▶ was it ours?
 *   fragment ──▶ FragmentTable ──▶ where its first one went
 * </pre>
 *
 * <p>A connection's entry: {@link io.spinlane.agent.balance.ConnectionLine} says what stands where,
 * {@link io.spinlane.agent.balance.ConnectionFlags} how far it has come, {@link
 * io.spinlane.agent.balance.ConnectionExtras} holds what only some need, and {@link
 * io.spinlane.agent.balance.ConnectionTable} who may find and replace it.
 *
 * <p>Policy only: no NIC, no socket, no clock of its own. Threads are named where they matter.
 * Depends on {@code .packet} for memory.
 */
@NullMarked
package io.spinlane.agent.balance;

import org.jspecify.annotations.NullMarked;

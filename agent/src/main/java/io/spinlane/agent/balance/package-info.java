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
 * <p>Policy only: no NIC, no socket, no clock of its own. Threads are named where they matter.
 * Depends on {@code .packet} for memory.
 */
@NullMarked
package io.spinlane.agent.balance;

import org.jspecify.annotations.NullMarked;

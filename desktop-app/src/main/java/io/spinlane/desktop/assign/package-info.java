/**
 * Which core should poll which receive queue, and why.
 *
 * <pre>
 *   Topology, Inventory ──▶ Locality ──┐
 *   measured, declared  ──▶ Loads ─────┴─▶ AutoAssign ──▶ Proposal ──▶ Edit
 *                                            (Candidates)   │ a person accepts, changes, dismisses
 *                                                           └── Reason: a sentence for each lane
 * </pre>
 *
 * <p>Pure and without a toolkit; any thread. Depends on the model, the contract, the texts, and on
 * {@code live} for the way numbers are written.
 */
@NullMarked
package io.spinlane.desktop.assign;

import org.jspecify.annotations.NullMarked;

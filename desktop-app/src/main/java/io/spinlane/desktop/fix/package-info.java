/**
 * What would mend a problem, where that is obvious.
 *
 * <pre>
 *   Diagnostic, Topology, Inventory ──▶ QuickFixes ──▶ QuickFix (a name, an Edit)…
 *                                          ├── CoreFixes, LaneFixes, NicFixes
 *                                          ├── AddressFixes, ServiceFixes
 *                                          └── ReferenceFixes, ValueFixes
 *   FixAll: one after the other, judged anew after each ──▶ what was mended, what left and why
 * </pre>
 *
 * <p>A fix is offered only if it makes its problem go away; tests hold that for every rule. Which
 * rules have none, and why, is written in {@code QuickFixes}. Pure and without a toolkit; any
 * thread. Depends on the model, {@code assign}, the contract and the texts.
 */
@NullMarked
package io.spinlane.desktop.fix;

import org.jspecify.annotations.NullMarked;

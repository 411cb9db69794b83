/**
 * Shows proposed lanes and takes what a person makes of them: accepts, changes, or dismisses.
 *
 * <pre>
 *   AutoAssign ──▶ Proposal ──▶ ProposalModel (ticks, choices) ──▶ Edit
 *                                     ▲
 *                               ProposalDialog
 * </pre>
 *
 * <p>{@code ProposalModel} is pure; the dialog belongs to the JavaFX thread. Depends on {@code
 * assign}, {@code command}, {@code widget}, the model and the texts.
 */
@NullMarked
package io.spinlane.desktop.proposal;

import org.jspecify.annotations.NullMarked;

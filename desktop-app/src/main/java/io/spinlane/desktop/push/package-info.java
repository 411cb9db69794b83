/**
 * From the drawing to what runs: what would change, what the agent says, and each step of the push.
 *
 * <pre>
 *   Deployment (what differs, and by whom)
 *        ├──▶ DriftBanner, marks on the cards
 *        └──▶ PushDialog ◀── PushModel (one push, step by step)
 *                ├── ImpactView, ChangesView, StepsView
 *                └── ComparisonView ──▶ MergeView     when someone else was quicker
 *   RollbackDialog ◀── PushModel: the same for an earlier revision
 * </pre>
 *
 * <p>The models know no toolkit and belong to one thread; they may run on JavaFX's. Depends on
 * {@code remote}, {@code widget}, the model, the contract, {@code io.spinlane.topology} and the
 * texts.
 */
@NullMarked
package io.spinlane.desktop.push;

import org.jspecify.annotations.NullMarked;

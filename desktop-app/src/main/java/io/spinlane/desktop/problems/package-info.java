/**
 * What is wrong with the drawing, told while it is drawn.
 *
 * <pre>
 *   DesignModel ──▶ RuleRunner (its own thread, newest drawing wins) ──▶ ProblemsView, badges
 * </pre>
 *
 * <p>The rules are {@code io.spinlane.topology}'s. The runner's thread touches immutable topologies
 * only; everything else runs on the JavaFX thread. Depends on the model, {@code fix} and the texts.
 */
@NullMarked
package io.spinlane.desktop.problems;

import org.jspecify.annotations.NullMarked;

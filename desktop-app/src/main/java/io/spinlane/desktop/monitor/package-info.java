/**
 * The drawing comes alive: one timer drains the samples once a frame and shows them everywhere.
 *
 * <pre>
 *   Pulse (the one AnimationTimer) ──▶ LiveStats.drain
 *        ├──▶ LiveOverlay ──▶ cards and wires of the canvas
 *        ├──▶ StateOverlay ──▶ signs on the cards
 *        ├──▶ ChartsPane
 *        └──▶ StatusLine
 * </pre>
 *
 * <p>Everything runs on the JavaFX thread. Depends on {@code live}, {@code remote}, {@code push},
 * the canvas' live hooks, the model and the texts.
 */
@NullMarked
package io.spinlane.desktop.monitor;

import org.jspecify.annotations.NullMarked;

/**
 * The drawing's lanes as a table: a row for each receive queue, a column for each core.
 *
 * <pre>
 *   DesignModel, Locality ──▶ MatrixGrid ──▶ MatrixView (heads, cells of what is in sight)
 *   mouse, keys ──▶ LaneBrush ──▶ Edit                ▲
 *   QueueRates ─────────────────▶ MatrixHeat ─────────┘
 * </pre>
 *
 * <p>{@code MatrixGrid} and {@code LaneBrush} are pure and need no toolkit; the rest belongs to the
 * JavaFX thread. Depends on the model, {@code assign}, {@code live}, the canvas' way to scroll at
 * its edge, and the texts.
 */
@NullMarked
package io.spinlane.desktop.matrix;

import org.jspecify.annotations.NullMarked;

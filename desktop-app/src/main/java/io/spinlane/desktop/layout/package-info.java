/**
 * Where cards could be: lines and even gaps for a selection, and a whole drawing in layers.
 *
 * <pre>
 *   areas of cards ──▶ Arrange, AutoLayout ──▶ places by id ──▶ one edit of the model
 * </pre>
 *
 * <p>Pure functions from areas to places; they know the model and no toolkit, and run on any
 * thread. Locked elements are obstacles that stay.
 */
@NullMarked
package io.spinlane.desktop.layout;

import org.jspecify.annotations.NullMarked;

/**
 * The drawing on the screen: a real node for every element, one layer for all wires, and the mouse
 * and keys that drive the gestures.
 *
 * <pre>
 *   CanvasView (viewport)
 *     ├─ Backdrop        dots and lane captions, screen-sized, redrawn when the view moves
 *     ├─ WireLayer       all wires, screen-sized, redrawn only when dirty
 *     ├─ CardLayer       one ElementCard per element, moved and scaled together
 *     └─ overlay         marquee, rubber wire, drop shadow of the palette
 * </pre>
 *
 * <p>The monitor reaches cards and wires through {@code LiveCard} and {@code LiveWire} only. Runs
 * on the JavaFX thread. Depends on the model, the gestures, the commands, the painter and the
 * texts.
 */
@NullMarked
package io.spinlane.desktop.canvas;

import org.jspecify.annotations.NullMarked;

/**
 * The drawing on the screen: a real node for every element, one layer for all wires, and the mouse
 * and keys that drive the gestures.
 *
 * <pre>
 *   CanvasView (viewport)
 *     ├─ Backdrop        dots, lanes and open frames, screen-sized, redrawn when the view moves
 *     ├─ WireLayer       all wires and closed frames, screen-sized, redrawn only when dirty
 *     ├─ FrameLayer      one FrameHandle per frame around cores
 *     ├─ CardLayer       one ElementCard per element, moved and scaled together
 *     ├─ LaneBar         captions of the lanes
 *     ├─ Overlay         marquee, rubber wire, drop shadow of the palette
 *     └─ Minimap         the whole drawing, small
 * </pre>
 *
 * <p>The monitor reaches cards and wires through {@code LiveCard} and {@code LiveWire} only. Runs
 * on the JavaFX thread. Depends on the model, the gestures, the commands, the painter and the
 * texts.
 */
@NullMarked
package io.spinlane.desktop.canvas;

import org.jspecify.annotations.NullMarked;

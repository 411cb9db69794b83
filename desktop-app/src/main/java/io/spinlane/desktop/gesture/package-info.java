/**
 * What a press, some drags and a release mean, as state machines without a stage.
 *
 * <pre>
 *   press ──▶ new XGesture(…) ── drag(pointer)* ──▶ release(pointer) ──▶ result
 *                                     └── Esc: the gesture is dropped and nothing changed
 * </pre>
 *
 * <p>A gesture never touches the drawing: it tells what to preview while it lasts and what to do
 * when it ends. Pure; depends on the model only.
 */
@NullMarked
package io.spinlane.desktop.gesture;

import org.jspecify.annotations.NullMarked;

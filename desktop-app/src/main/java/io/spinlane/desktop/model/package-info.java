/**
 * What is being drawn, and every way to change it.
 *
 * <pre>
 *   inspector, gestures, menus ──▶ Edit ──▶ DesignModel ──▶ listeners (canvas, problems, title)
 *                                              │
 *                                              └── History: names, undo, redo, what was saved
 * </pre>
 *
 * <p>The state is one immutable {@code Topology}; an edit is a named function from one to the next,
 * and undo puts the earlier one back, so that a file is the same byte for byte after undo; a step
 * keeps only what it changed. No toolkit is used here. The model belongs to the thread that created
 * it (in the app the JavaFX thread). Depends on the contract {@code io.spinlane.v1}, on {@code
 * io.spinlane.topology} and on the app's texts.
 */
@NullMarked
package io.spinlane.desktop.model;

import org.jspecify.annotations.NullMarked;

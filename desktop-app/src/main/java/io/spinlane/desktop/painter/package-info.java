/**
 * Draws wires and the paper on any surface, the screen's or a picture's, and writes pictures.
 *
 * <p>Runs on the JavaFX thread; knows no nodes and no gestures. Depends on the model.
 */
@NullMarked
package io.spinlane.desktop.painter;

import org.jspecify.annotations.NullMarked;

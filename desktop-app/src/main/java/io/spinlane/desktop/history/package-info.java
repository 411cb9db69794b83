/**
 * The list of what was done and undone.
 *
 * <p>JavaFX thread. Depends on {@code model} and {@code text}.
 */
@NullMarked
package io.spinlane.desktop.history;

import org.jspecify.annotations.NullMarked;

/**
 * Parts of windows that know nothing of what is in them: they arrange what they are given in the
 * room there is.
 *
 * <p>JavaFX thread. Depends on the toolkit only.
 */
@NullMarked
package io.spinlane.desktop.widget;

import org.jspecify.annotations.NullMarked;

/**
 * What must be seen above the canvas, such as a lost connection: what all banners have in common.
 *
 * <p>JavaFX thread. Depends on nothing of the app; the banners themselves are where what they tell
 * is known.
 */
@NullMarked
package io.spinlane.desktop.banner;

import org.jspecify.annotations.NullMarked;

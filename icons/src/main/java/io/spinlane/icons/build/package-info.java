/**
 * Makes pixels of the drawings while the project is built; not part of the jar. Runs without a
 * display, on one thread. Depends on {@code java.desktop} and on the drawings.
 */
@NullMarked
package io.spinlane.icons.build;

import org.jspecify.annotations.NullMarked;

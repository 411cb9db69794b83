/**
 * The file behind the drawing.
 *
 * <p>Reading and writing is {@code io.spinlane.topology}'s; this package knows which file is open
 * and keeps the drawing as it was when a file cannot be read. No toolkit is used here. Belongs to
 * the model's thread. Depends on the model and {@code io.spinlane.topology}.
 */
@NullMarked
package io.spinlane.desktop.io;

import org.jspecify.annotations.NullMarked;

/** Takes pictures of scenes, looks at them, and compares them. For tests. */
@NullMarked
package io.spinlane.desktop.pictures;

import org.jspecify.annotations.NullMarked;

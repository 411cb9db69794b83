/** Tests of what the packages hold, and of the packages themselves. */
@NullMarked
package io.spinlane.installers;

import org.jspecify.annotations.NullMarked;

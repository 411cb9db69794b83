/** Tests of the drawings and of the files made from them. */
@NullMarked
package io.spinlane.icons;

import org.jspecify.annotations.NullMarked;

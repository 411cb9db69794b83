/** What tests ask of the machine they run on. */
@NullMarked
package io.spinlane.testing;

import org.jspecify.annotations.NullMarked;

/**
 * Who is where on the links of the switch: neighbours and their hardware addresses.
 *
 * <p>Shared by all cores. Policy only: the engine sends what this package asks for. Depends on
 * nothing.
 */
@NullMarked
package io.spinlane.agent.switching;

import org.jspecify.annotations.NullMarked;

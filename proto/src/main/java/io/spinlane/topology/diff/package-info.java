/**
 * How two topologies differ, whether they are the same configuration, and what two changes of one
 * make together.
 *
 * <p>Pure; any thread. Depends on the generated contract and on the names and texts of {@link
 * io.spinlane.topology}.
 */
@NullMarked
package io.spinlane.topology.diff;

import org.jspecify.annotations.NullMarked;

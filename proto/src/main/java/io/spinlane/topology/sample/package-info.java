/**
 * Topologies that come with the program: they run on any machine, on simulated NICs.
 *
 * <p>Any thread. Depends on {@link io.spinlane.topology.file}.
 */
@NullMarked
package io.spinlane.topology.sample;

import org.jspecify.annotations.NullMarked;

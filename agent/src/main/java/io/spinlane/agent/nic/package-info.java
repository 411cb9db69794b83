/**
 * How frames enter and leave: the {@link io.spinlane.agent.nic.Nic} contract, with one driver in
 * each sub-package.
 *
 * <pre>
 *            ┌ receive(queue) ─▶ core ─ transmit(lane) ┐
 *   Nic ─────┤                                         ├───── Nic
 *            └ sim · pcap · afpacket · …               ┘
 * </pre>
 *
 * <p>A driver's package-info tells its constraints, what follows from them, and its caveats.
 * Drivers depend on {@code .packet} and {@code .linux} only.
 */
@NullMarked
package io.spinlane.agent.nic;

import org.jspecify.annotations.NullMarked;

/**
 * A simulated network: NICs with machines behind them that make real frames and read the answers
 * like real machines. Any operating system, no privileges.
 *
 * <pre>
 *             ┌ SimNic ext0 ─ SimQueue 0…n ─ clients: resolve, connect, request, close
 *   SimWorld ─┤
 *             └ SimNic int0 ─ SimQueue 0…n ─ servers: answer ARP, echo, TCP and UDP
 *
 *   core ─ transmit ─▶ Inbound (read, verify) ─▶ Endpoint ─▶ Outbound ─ receive ─▶ core
 * </pre>
 *
 * <p>Constraints, and what follows from them:
 *
 * <ul>
 *   <li>There are no threads here. Transmitting a frame moves the machine it is for on; polling a
 *       queue makes the frames that are due by the injected clock. With a clock moved by hand, the
 *       same seed and the same calls give the same bytes.
 *   <li>Frames of one conversation meet one {@link io.spinlane.agent.nic.sim.SimQueue}: the one a
 *       NIC would choose by its Toeplitz hash. Cores share nothing but that queue's lock, which is
 *       held for one poll or for one delivered frame, and never while another queue's is taken.
 *   <li>No frame is kept: an endpoint remembers what to send, not the bytes. What must repeat bytes
 *       (echo) or has no conversation (ARP, resets) waits as a finished frame in a short ring.
 *   <li>Conversations are slots made in advance. Without a free one a client opens nothing and a
 *       server ignores the SYN, like a full backlog.
 *   <li>The machines check every checksum with their own code, not with the switch's, so that a
 *       mistake there cannot hide itself.
 *   <li>Addresses of both families are numbers of one {@link
 *       io.spinlane.agent.nic.sim.AddressBook}.
 *   <li>Servers of DSR and tunnels own the VIP and answer past the switch: what they say reaches
 *       the client's queue as {@link io.spinlane.agent.nic.sim.Mail}, not as a frame.
 *   <li>No segmentation offload; other servers reach everything through their gateway, the switch's
 *       address on their side, also when clients share the segment.
 * </ul>
 *
 * <p>Depends on {@code .nic}, {@code .packet}, and the topology.
 */
@NullMarked
package io.spinlane.agent.nic.sim;

import org.jspecify.annotations.NullMarked;

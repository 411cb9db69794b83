/**
 * NICs on Linux packet sockets, packet(7), with memory-mapped rings: any Ethernet device, no driver
 * support, CAP_NET_RAW.
 *
 * <pre>
 *   device ─▶ packet socket ─▶ ReceiveRing (one a queue, PACKET_FANOUT_HASH) ─ copy ─▶ frame
 *      └────▶ HostShield (tcx/ingress) ─▶ the host's own stack, minus what is the switch's
 *   device ◀─ packet socket ◀─ TransmitRing (one a lane) ◀─ copy ─ frame
 * </pre>
 *
 * <p>Constraints, and what follows from them:
 *
 * <ul>
 *   <li>A packet socket is a tap: the host's stack sees every frame too and would answer it, with
 *       resets. Taps come before tc ingress, so {@link io.spinlane.agent.nic.afpacket.HostShield}
 *       drops there what is not the host's.
 *   <li>A kernel system call a frame costs more than everything else, so fewer and bigger frames
 *       win: {@code PACKET_VNET_HDR} carries frames of up to 64 KiB that were never cut (GSO, GRO)
 *       and checksums that were never computed. Slots are made for that size.
 *   <li>Ring version 2, not 3: version 3 holds frames back for up to a millisecond.
 *   <li>{@code PACKET_QDISC_BYPASS} drops a large frame the device cannot cut itself (it compares
 *       the frame before and after cutting). It is used only where the device segments TCP.
 *   <li>The kernel takes the 802.1Q tag out of received frames; the driver puts it back.
 *   <li>A frame the kernel refuses stays at the head of the transmit ring for ever; the driver
 *       takes it out, counts it, and moves the ones behind it up.
 *   <li>The kernel ignores mtu and frame size once {@code PACKET_VNET_HDR} is on; the driver
 *       checks.
 * </ul>
 *
 * <p>Rings and sockets belong to the core that polls or transmits; opening, closing and statistics
 * are for any thread. Depends on {@code .nic}, {@code .packet} and {@code .linux}.
 */
@NullMarked
package io.spinlane.agent.nic.afpacket;

import org.jspecify.annotations.NullMarked;

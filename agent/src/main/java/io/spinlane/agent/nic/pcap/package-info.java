/**
 * NICs whose traffic is capture files: frames of one are received, what is transmitted becomes the
 * other. Any operating system.
 *
 * <pre>
 *   read file ─▶ CaptureReader ─ frames up to ReplayTime.now ─▶ core
 *   write file ◀─ CaptureWriter ◀─ frames, stamped with ReplayTime.now ◀─ core
 * </pre>
 *
 * <p>Constraints, and what follows from them:
 *
 * <ul>
 *   <li>The same files must give the same bytes: time is {@link
 *       io.spinlane.agent.nic.pcap.ReplayTime}, which the replay moves on, never the machine's; and
 *       one thread drives time, cores and NICs.
 *   <li>Files come from strangers: a file is read through once when opened, every length checked
 *       against the file's, so that an error names the byte and nothing fails half way.
 *   <li>A file carries whole frames only: partial checksums are completed before they are written;
 *       a frame that was to be cut into pieces is dropped and counted.
 * </ul>
 *
 * <p>All frames come from queue 0. Depends on {@code .nic} and {@code .packet}.
 */
@NullMarked
package io.spinlane.agent.nic.pcap;

import org.jspecify.annotations.NullMarked;

/**
 * What the samples mean: rates, histories, ages. No window is needed for any of it.
 *
 * <pre>
 *   SampleRing ──drain──▶ LiveStats ──▶ rates of the last second, five minutes of each core
 * </pre>
 *
 * <p>Belongs to the thread that draws. Memory is fixed by the number of cores and counters, never
 * by the number of samples. Depends on {@code remote}, the contract and the texts.
 */
@NullMarked
package io.spinlane.desktop.live;

import org.jspecify.annotations.NullMarked;

/**
 * Throughput over the last five minutes, one graph for each switch core, and what happened.
 *
 * <p>Small surfaces, redrawn only when something new is to be seen. Everything runs on the JavaFX
 * thread. Depends on {@code live}, {@code monitor} for what it asks of who draws, {@code painter},
 * the model, the contract and the texts.
 */
@NullMarked
package io.spinlane.desktop.charts;

import org.jspecify.annotations.NullMarked;

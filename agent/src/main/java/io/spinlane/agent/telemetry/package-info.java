/**
 * What the cores count and how others read it.
 *
 * <pre>
 *   switch core ──▶ CounterTable (one writer) ──▶ TelemetrySnapshot (any reader) ──▶ stats stream
 * </pre>
 *
 * <p>A counter is an enum constant that describes itself; the reason of every drop is one of them.
 * Depends on nothing.
 */
@NullMarked
package io.spinlane.agent.telemetry;

import org.jspecify.annotations.NullMarked;

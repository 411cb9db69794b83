/**
 * The live connections of the host in a table.
 *
 * <pre>
 *   FilterBar ──query──▶ ConnectionPages ──a page at a time──▶ AgentCalls ──▶ agent
 *                             │ listener
 *                             ▼
 *                     ConnectionsTable (sorts the page it has)
 * </pre>
 *
 * <p>A host may have millions of them, so that never more than one page is asked for or kept.
 * JavaFX thread; calls go off it and can be cancelled. Depends on {@code remote}, {@code live},
 * {@code monitor} for what it asks of who draws, {@code widget} and the texts; knows nothing of the
 * drawing.
 */
@NullMarked
package io.spinlane.desktop.connections;

import org.jspecify.annotations.NullMarked;

/**
 * The history of a host: what was applied, by whom and why; any two compared; the way back.
 *
 * <pre>
 *   AgentCalls ──▶ RevisionsPane (table) ──▶ CompareWindow (two of them)
 *                        └──▶ Actions (roll back, draw)
 * </pre>
 *
 * <p>Everything runs on the JavaFX thread; calls are made and answered elsewhere. Depends on {@code
 * remote}, {@code push} for how changes are shown, {@code widget}, the contract and the texts.
 */
@NullMarked
package io.spinlane.desktop.revisions;

import org.jspecify.annotations.NullMarked;

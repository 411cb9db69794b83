/**
 * The file behind the drawing, and what the app keeps beside it.
 *
 * <pre>
 *   DesignFile ── the file that is open
 *   Journal ──▶ Slot (recovery file + lock) ◀── RecoveryFolder ──▶ Lost (offered at the next start)
 *   RecentFiles, Settings, WindowPlace ── remembered between runs, in StateFolder
 * </pre>
 *
 * <p>Reading and writing is {@code io.spinlane.topology}'s; this package knows which file is open
 * and keeps the drawing as it was when a file cannot be read. No toolkit is used here. Belongs to
 * the model's thread; only the journal writes on a thread of its own. Depends on the model and
 * {@code io.spinlane.topology}.
 */
@NullMarked
package io.spinlane.desktop.io;

import org.jspecify.annotations.NullMarked;

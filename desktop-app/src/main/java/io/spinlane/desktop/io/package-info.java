/**
 * The file behind the drawing, and what the app keeps beside it.
 *
 * <pre>
 *   DesignFile ── the file that is open ── Draft ──▶ what goes into it, on any thread
 *   Journal ──▶ Slot (recovery file + lock) ◀── RecoveryFolder ──▶ Lost (offered at the next start)
 *   RecentFiles, Settings, WindowPlace ── remembered between runs, in StateFolder
 *   InventoryFile, HostSource ── a host that is planned for and not connected
 * </pre>
 *
 * <p>Reading and writing is {@code io.spinlane.topology}'s; this package knows which file is open
 * and keeps the drawing as it was when a file cannot be read. No toolkit is used here. Belongs to
 * the model's thread; only drafts and the journal write on threads of their own. Depends on the
 * model, the texts and {@code io.spinlane.topology}.
 */
@NullMarked
package io.spinlane.desktop.io;

import org.jspecify.annotations.NullMarked;

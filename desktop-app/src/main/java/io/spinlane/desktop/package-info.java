/**
 * The desktop app: its one window, and the one place where its parts are put together.
 *
 * <pre>
 *   Main ──▶ DesktopApp ──▶ Workbench (composition root) ──▶ MainWindow (regions)
 *                              ├─ model, canvas, palette, inspector, problems, files
 *                              └─ remote, live, push, charts
 * </pre>
 *
 * <p>Runs on the JavaFX thread. Depends on every other package of the app; none depends on it.
 */
@NullMarked
package io.spinlane.desktop;

import org.jspecify.annotations.NullMarked;

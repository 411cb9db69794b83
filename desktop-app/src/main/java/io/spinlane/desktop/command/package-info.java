/**
 * Everything a person can tell the app to do, once: menus, buttons, keys, the command palette and
 * the shortcut sheet all read the same list.
 *
 * <pre>
 *   installers ──add──▶ Commands ──▶ MenuBarView · CommandControls (buttons, menu items)
 *                                ──▶ Keys (shortcuts) · ContextMenus (right click)
 *                                ──▶ CommandPalette · ShortcutSheet
 * </pre>
 *
 * <p>JavaFX thread. Depends on {@code text} only: what a command does is handed in.
 */
@NullMarked
package io.spinlane.desktop.command;

import org.jspecify.annotations.NullMarked;

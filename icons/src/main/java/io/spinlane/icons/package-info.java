/**
 * The pictures of the project: one family of line icons and the sign of the app.
 *
 * <pre>
 *   src/main/svg/*.svg ──▶ .svg in the jar ──▶ Icon.drawing() ──▶ path data, in the reader's colour
 *                     └──▶ build.DrawIcons ──▶ .png, .ico, .icns in the jar
 * </pre>
 *
 * Nothing here keeps state; any thread may call it. Depends on nothing but {@code java.xml} and the
 * geometry of {@code java.desktop}.
 */
@NullMarked
package io.spinlane.icons;

import org.jspecify.annotations.NullMarked;

/**
 * One drawing code for the screen and for pictures.
 *
 * <pre>
 *   WirePainter, CardPainter, … ──▶ Surface ◀── CanvasSurface        the screen
 *             ▲                     ▲
 *    Sheet: what is to be drawn     └────── export: pixels, SVG, PDF
 * </pre>
 *
 * <p>Painters keep nothing and run on the thread that calls them: JavaFX's for the screen, any
 * other for a picture. Knows no nodes and no gestures. Depends on the model, the texts and the
 * icons.
 */
@NullMarked
package io.spinlane.desktop.painter;

import org.jspecify.annotations.NullMarked;

/**
 * Pictures as files: the surfaces that are no screen, the dialog that asks what is wanted, and the
 * work itself.
 *
 * <pre>
 *   painter.Drawable ──▶ PictureJob ──▶ RasterSurface ──▶ PNG, in strips of a bounded size
 *    (Sheet, charts)         │      ──▶ SvgSurface ──▶ SVG, whose text stays text
 *                            │      ──▶ PdfSurface ──▶ PDF, with its face inside
 *   ExportDialog ──▶ PictureWish
 * </pre>
 *
 * <p>The dialog lives on the JavaFX thread; a job runs on one of its own, and ends when that is
 * interrupted. Depends on {@code painter}, {@code io} and the texts; the only package that uses
 * Java2D, and only for pixels in memory.
 */
@NullMarked
package io.spinlane.desktop.export;

import org.jspecify.annotations.NullMarked;

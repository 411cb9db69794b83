/**
 * Pictures as files: the surfaces that are no screen, the dialog that asks what is wanted, and the
 * work itself.
 *
 * <pre>
 *   painter.Drawable ──▶ PictureJob ──▶ RasterSurface ──▶ PNG, in strips of a bounded size
 *    (Sheet, charts)         │      ──▶ SvgSurface ──▶ SVG, whose text stays text
 *                            │      ──▶ PdfSurface ──▶ PDF, with its face inside
 *   ExportDialog, WishForm ──▶ PictureOptions
 * </pre>
 *
 * <p>The dialog lives on the JavaFX thread; a job runs on one of its own, and ends when that is
 * interrupted. Depends on {@code painter}, {@code io}, the model and the texts; the only package
 * that draws with Java2D, and only pixels in memory.
 */
@NullMarked
package io.spinlane.desktop.export;

import org.jspecify.annotations.NullMarked;

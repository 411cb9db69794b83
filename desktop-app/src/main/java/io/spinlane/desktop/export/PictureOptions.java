package io.spinlane.desktop.export;

import io.spinlane.desktop.painter.Ink;

/**
 * How a picture is to be made.
 *
 * @param scale pixels for each canvas unit, from 1; only PNG has any
 * @param ink its colours
 * @param transparent leaves the paper out; a PDF has none anyway
 * @param topology the drawing as a text that goes into the file; empty for none
 */
public record PictureOptions(
    PictureFormat format, int scale, Ink ink, boolean transparent, String topology) {}

package io.spinlane.desktop.io.foreign;

import java.util.List;

/**
 * A drawing as another program's configuration.
 *
 * @param text the whole file
 * @param leftOut what of the drawing is not in it, or is in it in another way; element by element
 */
public record Exported(ForeignFormat format, String text, List<LeftOut> leftOut) {}

package io.spinlane.desktop.export;

import io.spinlane.desktop.painter.Surface;
import io.spinlane.desktop.painter.Type;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * The sans-serif face of pictures: the one that PDFBox brings, so that a picture looks the same
 * whatever is installed. It has one weight: bold is the same letters with a line around them.
 * Letters it lacks come as outlines from whatever face of the machine has them. Any thread.
 */
final class Typeface {
  /** What viewers are asked for; all have the same widths. */
  static final String FAMILIES = "'Liberation Sans', Arimo, Arial, Helvetica, sans-serif";

  /** Width of the line that makes letters bold, as a share of the size. */
  static final double BOLD_LINE = 0.035;

  private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);
  private static final Font PLAIN = load();
  private static final Font ANY = new Font(Font.SANS_SERIF, Font.PLAIN, 1);

  private Typeface() {}

  private static Font load() {
    try (InputStream in = open()) {
      return Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FontFormatException e) {
      throw new IllegalStateException("PDFBox brings a broken face", e);
    }
  }

  /** The file of the face; the caller closes it. */
  static InputStream open() {
    InputStream in =
        PDDocument.class.getResourceAsStream(
            "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf");
    if (in == null) {
      throw new IllegalStateException("PDFBox no longer brings Liberation Sans");
    }
    return in;
  }

  /** The face has every letter of the text, and nothing in it only steers the others. */
  static boolean covers(String text) {
    return PLAIN.canDisplayUpTo(text) < 0
        && text.codePoints()
            .noneMatch(
                point ->
                    Character.getType(point) == Character.FORMAT || Character.isISOControl(point));
  }

  static double width(String text, Type type) {
    double width = font(text, type).getStringBounds(text, EXACT).getWidth();
    return type.bold() ? width + text.length() * boldExtra(type) : width;
  }

  /** How far left of its place a text begins. */
  static double shift(String text, Type type, Surface.Align align) {
    return switch (align) {
      case LEFT -> 0;
      case CENTER -> width(text, type) / 2;
      case RIGHT -> width(text, type);
    };
  }

  /** Bold letters stand this much further apart, so that their lines do not touch. */
  static double boldExtra(Type type) {
    return type.bold() ? type.size() * BOLD_LINE : 0;
  }

  /** The letters as a shape whose first one stands at the origin. */
  static Shape outline(String text, Type type) {
    var glyphs = font(text, type).createGlyphVector(EXACT, text);
    for (int i = 0; i < glyphs.getNumGlyphs(); i++) {
      var place = glyphs.getGlyphPosition(i);
      place.setLocation(place.getX() + i * boldExtra(type), place.getY());
      glyphs.setGlyphPosition(i, place);
    }
    return glyphs.getOutline();
  }

  /** What makes a bold text's letters bold; to be drawn over them. */
  static Shape boldLine(Shape letters, Type type) {
    float line = (float) (type.size() * BOLD_LINE);
    return new BasicStroke(line, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
        .createStrokedShape(letters);
  }

  private static Font font(String text, Type type) {
    return (covers(text) ? PLAIN : ANY).deriveFont((float) type.size());
  }
}

package io.spinlane.desktop.export;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.painter.Outline;
import io.spinlane.desktop.painter.Surface;
import io.spinlane.desktop.painter.Type;
import java.awt.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import javafx.scene.paint.Color;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;

/** One page of PDF as large as the drawing, with the letters it uses inside. */
final class PdfSurface implements Surface, AutoCloseable {
  /** A canvas unit is a pixel of a screen with 96 to the inch; a point is 1/72 inch. */
  private static final double POINTS_PER_UNIT = 0.75;

  /** ISO 32000-1, annex C: viewers need not show more. */
  private static final double MAX_POINTS = 14_400;

  private final OutputStream out;
  private final PDDocument document = new PDDocument();
  private final PDFont face;
  private final PDPageContentStream page;
  private final Outline.Pen pen = new PagePen();
  private final Map<Double, PDExtendedGraphicsState> veils = new HashMap<>();

  PdfSurface(OutputStream out, Area area, String title) throws IOException {
    this.out = out;
    double scale = Math.min(POINTS_PER_UNIT, MAX_POINTS / Math.max(area.width(), area.height()));
    PDPage sheet =
        new PDPage(
            new PDRectangle((float) (area.width() * scale), (float) (area.height() * scale)));
    document.addPage(sheet);
    document.getDocumentInformation().setTitle(title);
    document.getDocumentInformation().setCreator("Spinlane");
    try (InputStream file = Typeface.open()) {
      face = PDType0Font.load(document, file, true);
    }
    page = new PDPageContentStream(document, sheet);
    // down is down, as on the canvas
    page.transform(
        new Matrix(
            (float) scale,
            0,
            0,
            (float) -scale,
            (float) (-area.x() * scale),
            (float) ((area.y() + area.height()) * scale)));
    page.setLineCapStyle(1);
    page.setLineJoinStyle(1);
  }

  @Override
  public void fill(Outline outline, Color fill) {
    draw(
        () -> {
          filling(fill);
          outline.draw(pen);
          page.fill();
        });
  }

  @Override
  public void stroke(Outline outline, Color stroke, double lineWidth, double... dashes) {
    float[] lengths = new float[dashes.length];
    for (int i = 0; i < dashes.length; i++) {
      lengths[i] = (float) dashes[i];
    }
    draw(
        () -> {
          page.setLineDashPattern(lengths, 0);
          stroking(stroke, lineWidth);
          outline.draw(pen);
          page.stroke();
          page.setLineDashPattern(new float[0], 0);
        });
  }

  @Override
  public void text(String text, double x, double baseline, Type type, Align align, Color fill) {
    double left = x - Typeface.shift(text, type, align);
    draw(
        () -> {
          filling(fill);
          if (!Typeface.covers(text)) {
            Shape letters = Typeface.outline(text, type);
            letters(letters, left, baseline);
            if (type.bold()) {
              letters(Typeface.boldLine(letters, type), left, baseline);
            }
            return;
          }
          page.beginText();
          if (type.bold()) {
            stroking(fill, type.size() * Typeface.BOLD_LINE);
            page.setRenderingMode(RenderingMode.FILL_STROKE);
          }
          page.setCharacterSpacing((float) Typeface.boldExtra(type));
          page.setFont(face, (float) type.size());
          page.setTextMatrix(new Matrix(1, 0, 0, -1, (float) left, (float) baseline));
          page.showText(text);
          page.setRenderingMode(RenderingMode.FILL);
          page.endText();
        });
  }

  /** What our face lacks is drawn rather than written; it cannot be searched then. */
  private void letters(Shape shape, double x, double y) throws IOException {
    Outline.of(shape).placed(1, x, y).draw(pen);
    page.fill();
  }

  @Override
  public double width(String text, Type type) {
    return Typeface.width(text, type);
  }

  @Override
  public void close() throws IOException {
    try (document) {
      page.close();
      document.save(out);
    }
  }

  /** Lets go without writing anything. */
  void abandon() {
    try (document) {
      page.close();
    } catch (IOException e) {
      System.getLogger(PdfSurface.class.getName())
          .log(System.Logger.Level.DEBUG, "an unfinished page", e);
    }
  }

  private void filling(Color color) throws IOException {
    veil(color.getOpacity());
    page.setNonStrokingColor(
        (float) color.getRed(), (float) color.getGreen(), (float) color.getBlue());
  }

  private void stroking(Color color, double lineWidth) throws IOException {
    veil(color.getOpacity());
    page.setStrokingColor(
        (float) color.getRed(), (float) color.getGreen(), (float) color.getBlue());
    page.setLineWidth((float) lineWidth);
  }

  private void veil(double opacity) throws IOException {
    PDExtendedGraphicsState state = veils.get(opacity);
    if (state == null) {
      state = new PDExtendedGraphicsState();
      state.setNonStrokingAlphaConstant((float) opacity);
      state.setStrokingAlphaConstant((float) opacity);
      veils.put(opacity, state);
    }
    page.setGraphicsStateParameters(state);
  }

  @FunctionalInterface
  private interface Strokes {
    void draw() throws IOException;
  }

  private static void draw(Strokes strokes) {
    try {
      strokes.draw();
    } catch (IOException e) {
      throw new WriteFailedException(e);
    }
  }

  private final class PagePen implements Outline.Pen {
    @Override
    public void moveTo(double x, double y) {
      PdfSurface.draw(() -> page.moveTo((float) x, (float) y));
    }

    @Override
    public void lineTo(double x, double y) {
      PdfSurface.draw(() -> page.lineTo((float) x, (float) y));
    }

    @Override
    public void curveTo(double x1, double y1, double x2, double y2, double x, double y) {
      PdfSurface.draw(
          () -> page.curveTo((float) x1, (float) y1, (float) x2, (float) y2, (float) x, (float) y));
    }

    @Override
    public void close() {
      PdfSurface.draw(page::closePath);
    }
  }
}

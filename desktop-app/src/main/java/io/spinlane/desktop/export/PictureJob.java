package io.spinlane.desktop.export;

import io.spinlane.desktop.io.picture.PngText;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.painter.Drawable;
import io.spinlane.desktop.painter.PngWriter;
import io.spinlane.desktop.painter.Surface;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleConsumer;
import javafx.scene.paint.Color;

/**
 * Makes one picture. Runs on any thread but JavaFX's, whose interrupt ends it with a {@link
 * CancellationException}; tells how far it is, from 0 to 1, on the same thread.
 */
public final class PictureJob {
  /** Rows of pixels in memory at once. */
  private static final int STRIP_ROWS = 256;

  /** Longer sides are refused: hardly any program opens them. */
  public static final int MAX_PIXELS = 65_500;

  private final Drawable drawable;
  private final PictureOptions options;
  private final DoubleConsumer progress;

  /** A picture of something, not begun. */
  public PictureJob(Drawable drawable, PictureOptions options, DoubleConsumer progress) {
    this.drawable = drawable;
    this.options = options;
    this.progress = progress;
  }

  /** Pixels of a side with a length in canvas units. */
  public static int pixels(double length, int scale) {
    return (int) Math.ceil(length * scale);
  }

  /**
   * Writes the file's bytes; the caller closes the stream.
   *
   * @throws CancellationException when the thread was interrupted; what was written is of no use
   */
  public void write(OutputStream out) throws IOException {
    try {
      switch (options.format()) {
        case PNG -> writePng(out);
        case SVG -> writeSvg(out);
        case PDF -> writePdf(out);
      }
    } catch (WriteFailedException e) {
      throw e.problem();
    }
  }

  private void writePng(OutputStream out) throws IOException {
    Area area = drawable.area();
    int scale = options.scale();
    int width = pixels(area.width(), scale);
    int height = pixels(area.height(), scale);
    if (Math.max(width, height) > MAX_PIXELS) {
      throw new IOException(width + " × " + height + " > " + MAX_PIXELS);
    }
    BufferedImage strip =
        new BufferedImage(width, Math.min(STRIP_ROWS, height), BufferedImage.TYPE_INT_ARGB);
    int[] pixels = ((DataBufferInt) strip.getRaster().getDataBuffer()).getData();
    int strips = (height + STRIP_ROWS - 1) / STRIP_ROWS;
    try (PngWriter png = new PngWriter(out, width, height)) {
      if (!options.topology().isEmpty()) {
        png.chunk(PngText.CHUNK, PngText.content(options.topology()));
      }
      for (int i = 0; i < strips; i++) {
        int top = i * STRIP_ROWS;
        java.util.Arrays.fill(pixels, 0);
        paintStrip(strip, top, (double) i / strips, 1.0 / strips);
        int rows = Math.min(STRIP_ROWS, height - top);
        for (int row = 0; row < rows; row++) {
          png.row(pixels, row * width);
        }
      }
    }
    progress.accept(1);
  }

  private void paintStrip(BufferedImage strip, int top, double done, double share) {
    Area area = drawable.area();
    double scale = options.scale();
    Graphics2D pen = strip.createGraphics();
    try {
      pen.scale(scale, scale);
      pen.translate(-area.x(), -area.y() - top / scale);
      Area visible =
          new Area(area.x(), area.y() + top / scale, area.width(), strip.getHeight() / scale);
      RasterSurface surface = new RasterSurface(pen);
      paper(surface, visible.grow(1));
      drawable.paint(surface, options.ink(), visible, each(done, share));
    } finally {
      pen.dispose();
    }
  }

  private void writeSvg(OutputStream out) {
    Area area = drawable.area();
    try (SvgSurface surface = new SvgSurface(out, area, drawable.title(), options.topology())) {
      paper(surface, area);
      drawable.paint(surface, options.ink(), area, each(0, 1));
    }
    progress.accept(1);
  }

  private void writePdf(OutputStream out) throws IOException {
    Area area = drawable.area();
    PdfSurface surface = new PdfSurface(out, area, drawable.title());
    try {
      if (!options.ink().paper().equals(Color.WHITE)) {
        surface.fillRect(area.x(), area.y(), area.width(), area.height(), 0, options.ink().paper());
      }
      drawable.paint(surface, options.ink(), area, each(0, 0.9));
    } catch (RuntimeException e) {
      surface.abandon();
      throw e;
    }
    surface.close();
    progress.accept(1);
  }

  private void paper(Surface surface, Area area) {
    if (!options.transparent()) {
      surface.fillRect(area.x(), area.y(), area.width(), area.height(), 0, options.ink().paper());
    }
  }

  /** Counts pieces, tells every hundredth, and ends the work of an interrupted thread. */
  private Runnable each(double done, double share) {
    int pieces = Math.max(1, drawable.pieces());
    int step = Math.max(1, pieces / 100);
    int[] count = {0};
    return () -> {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("interrupted after " + count[0] + " pieces");
      }
      if (++count[0] % step == 0) {
        progress.accept(done + share * Math.min(1, (double) count[0] / pieces));
      }
    };
  }
}

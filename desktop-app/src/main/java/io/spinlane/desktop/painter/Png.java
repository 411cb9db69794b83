package io.spinlane.desktop.painter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.PixelReader;

/** A picture of the screen as PNG; saves a whole toolkit module. */
public final class Png {
  private Png() {}

  /** The bytes of a PNG file. */
  public static byte[] of(Image image) {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    PixelReader reader = image.getPixelReader();
    int[] row = new int[width];
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (PngWriter png = new PngWriter(file, width, height)) {
      for (int y = 0; y < height; y++) {
        reader.getPixels(0, y, width, 1, PixelFormat.getIntArgbInstance(), row, 0, width);
        png.row(row, 0);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return file.toByteArray();
  }
}

package io.spinlane.desktop.painter;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.PixelReader;

/**
 * Writes PNG (RFC 2083), 8 bits each of red, green, blue and alpha; saves a whole toolkit module.
 */
public final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int BYTES_PER_PIXEL = 4;

  private Png() {}

  /** The bytes of a PNG file. */
  public static byte[] of(Image image) {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    PixelReader reader = image.getPixelReader();
    int[] row = new int[width];
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(file)) {
      out.write(SIGNATURE);
      chunk(out, "IHDR", header(width, height));
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (DeflaterOutputStream deflate = new DeflaterOutputStream(packed)) {
        byte[] line = new byte[1 + width * BYTES_PER_PIXEL];
        for (int y = 0; y < height; y++) {
          reader.getPixels(0, y, width, 1, PixelFormat.getIntArgbInstance(), row, 0, width);
          fill(line, row);
          deflate.write(line);
        }
      }
      chunk(out, "IDAT", packed.toByteArray());
      chunk(out, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return file.toByteArray();
  }

  private static void fill(byte[] line, int[] argb) {
    int at = 1;
    for (int pixel : argb) {
      line[at++] = (byte) (pixel >> 16);
      line[at++] = (byte) (pixel >> 8);
      line[at++] = (byte) pixel;
      line[at++] = (byte) (pixel >> 24);
    }
  }

  private static byte[] header(int width, int height) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(width);
      out.writeInt(height);
      // 8 bits a channel, true colour with alpha, deflate, no filter, not interlaced
      out.write(new byte[] {8, 6, 0, 0, 0});
    }
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(content);
    out.writeInt(content.length);
    out.write(name);
    out.write(content);
    out.writeInt((int) sum.getValue());
  }
}

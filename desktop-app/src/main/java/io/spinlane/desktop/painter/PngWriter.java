package io.spinlane.desktop.painter;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes PNG row by row (W3C PNG, third edition), 8 bits each of red, green, blue and alpha, so
 * that a picture never has to be in memory as a whole. One thread.
 */
public final class PngWriter implements AutoCloseable {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int BYTES_PER_PIXEL = 4;
  private static final int CHUNK_BYTES = 1 << 16;

  private final DataOutputStream out;
  private final Deflater deflater = new Deflater();
  private final DeflaterOutputStream packed = new DeflaterOutputStream(new Data(), deflater);
  private final byte[] line;

  /** Begins a picture; the caller closes the stream after this writer. */
  public PngWriter(OutputStream stream, int width, int height) throws IOException {
    out = new DataOutputStream(stream);
    line = new byte[1 + width * BYTES_PER_PIXEL];
    out.write(SIGNATURE);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    try (DataOutputStream fields = new DataOutputStream(header)) {
      fields.writeInt(width);
      fields.writeInt(height);
      // 8 bits a channel, true colour with alpha, deflate, no filter, not interlaced
      fields.write(new byte[] {8, 6, 0, 0, 0});
    }
    chunk("IHDR", header.toByteArray(), header.size());
  }

  /** Adds a piece of the file that is no pixels; before the first row. */
  public void chunk(String type, byte[] content) throws IOException {
    chunk(type, content, content.length);
  }

  /** Adds the next row of pixels, each as alpha, red, green, blue from the top bits down. */
  public void row(int[] argb, int from) throws IOException {
    int at = 1;
    for (int i = from; at < line.length; i++) {
      int pixel = argb[i];
      line[at++] = (byte) (pixel >> 16);
      line[at++] = (byte) (pixel >> 8);
      line[at++] = (byte) pixel;
      line[at++] = (byte) (pixel >> 24);
    }
    packed.write(line);
  }

  /** Ends the picture after its last row. */
  @Override
  public void close() throws IOException {
    packed.close();
    deflater.end();
    chunk("IEND", new byte[0], 0);
    out.flush();
  }

  private void chunk(String type, byte[] content, int length) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(content, 0, length);
    out.writeInt(length);
    out.write(name);
    out.write(content, 0, length);
    out.writeInt((int) sum.getValue());
  }

  /** Packed pixels in chunks of a bounded size. */
  private final class Data extends OutputStream {
    private final byte[] kept = new byte[CHUNK_BYTES];
    private int count;

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int done = 0;
      while (done < length) {
        int part = Math.min(length - done, kept.length - count);
        System.arraycopy(bytes, offset + done, kept, count, part);
        count += part;
        done += part;
        if (count == kept.length) {
          emit();
        }
      }
    }

    @Override
    public void close() throws IOException {
      emit();
    }

    private void emit() throws IOException {
      if (count > 0) {
        chunk("IDAT", kept, count);
        count = 0;
      }
    }
  }
}

package io.spinlane.desktop.io.picture;

import io.spinlane.desktop.text.Texts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** The text chunk of a PNG that holds a topology. */
public final class PngText {
  /** Type of the chunk: text in any language. */
  public static final String CHUNK = "iTXt";

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final String KEYWORD = "Spinlane topology";

  /** Length, type and checksum. */
  private static final int OVERHEAD = 12;

  /** As large as a topology file may be. */
  private static final int MAX_TEXT_BYTES = 16 << 20;

  private PngText() {}

  static boolean isPng(byte[] bytes) {
    return bytes.length >= SIGNATURE.length
        && Arrays.equals(bytes, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
  }

  /** The content of a chunk that holds a text, compressed. */
  public static byte[] content(String text) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(content)) {
      out.write(KEYWORD.getBytes(StandardCharsets.ISO_8859_1));
      // end of the keyword, compressed, by deflate, in no language, with no translated keyword
      out.write(new byte[] {0, 1, 0, 0, 0});
      try (DeflaterOutputStream packed = new DeflaterOutputStream(out)) {
        packed.write(text.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return content.toByteArray();
  }

  /** The text of our chunk. */
  static String read(byte[] png) throws BrokenPictureException {
    byte[] prefix = (KEYWORD + "\0").getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer in = ByteBuffer.wrap(png).position(SIGNATURE.length);
    while (in.remaining() >= OVERHEAD) {
      int length = in.getInt();
      if (length < 0 || length > in.remaining() - (OVERHEAD - Integer.BYTES)) {
        throw new BrokenPictureException(Texts.get("picture.cut", in.position()));
      }
      byte[] chunk = new byte[Integer.BYTES + length];
      in.get(chunk);
      int sum = in.getInt();
      String type = new String(chunk, 0, Integer.BYTES, StandardCharsets.ISO_8859_1);
      byte[] content = Arrays.copyOfRange(chunk, Integer.BYTES, chunk.length);
      if (type.equals(CHUNK) && startsWith(content, prefix)) {
        CRC32 expected = new CRC32();
        expected.update(chunk);
        if ((int) expected.getValue() != sum) {
          throw new BrokenPictureException(Texts.get("picture.damaged", in.position()));
        }
        return text(content, prefix.length);
      }
    }
    throw new BrokenPictureException(Texts.get("picture.nothing"));
  }

  private static boolean startsWith(byte[] content, byte[] prefix) {
    return content.length > prefix.length
        && Arrays.equals(content, 0, prefix.length, prefix, 0, prefix.length);
  }

  private static String text(byte[] content, int flags) throws BrokenPictureException {
    int at = end(content, end(content, flags + 2)); // language, translated keyword
    if (at > content.length) {
      throw new BrokenPictureException(Texts.get("picture.damaged", 0));
    }
    byte[] packed = Arrays.copyOfRange(content, at, content.length);
    if (content[flags] == 0) {
      return new String(packed, StandardCharsets.UTF_8);
    }
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      byte[] text = in.readNBytes(MAX_TEXT_BYTES + 1);
      if (text.length > MAX_TEXT_BYTES) {
        throw new BrokenPictureException(Texts.get("picture.tooLarge", MAX_TEXT_BYTES >> 20));
      }
      return new String(text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new BrokenPictureException(Texts.get("picture.damaged", 0));
    }
  }

  /** Index after the next zero byte; beyond the end when there is none. */
  private static int end(byte[] content, int from) {
    int at = from;
    while (at < content.length && content[at] != 0) {
      at++;
    }
    return at + 1;
  }
}

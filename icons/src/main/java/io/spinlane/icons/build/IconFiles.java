package io.spinlane.icons.build;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.SortedMap;

/** The two containers that desktops want: both hold PNG pictures as they are. */
final class IconFiles {
  /** Apple's four-letter types of PNG pictures, by width. */
  private static final Map<Integer, String> ICNS_TYPES =
      Map.of(16, "icp4", 32, "icp5", 64, "icp6", 128, "ic07", 256, "ic08", 512, "ic09");

  private IconFiles() {}

  /** Windows ICO: a header, one directory entry of 16 bytes per picture, the pictures. */
  static byte[] ico(SortedMap<Integer, byte[]> pngBySizePx) {
    SortedMap<Integer, byte[]> pictures = pngBySizePx.headMap(257);
    int offset = 6 + 16 * pictures.size();
    int length = offset + pictures.values().stream().mapToInt(png -> png.length).sum();
    ByteBuffer file = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    file.putShort((short) 0).putShort((short) 1).putShort((short) pictures.size());
    for (var picture : pictures.entrySet()) {
      byte size = (byte) (picture.getKey() & 0xFF); // 256 is written as 0
      file.put(size).put(size).put((byte) 0).put((byte) 0);
      file.putShort((short) 1).putShort((short) 32);
      file.putInt(picture.getValue().length).putInt(offset);
      offset += picture.getValue().length;
    }
    pictures.values().forEach(file::put);
    return file.array();
  }

  /** Apple ICNS: {@code icns}, length; then per picture its type, length with header, PNG. */
  static byte[] icns(SortedMap<Integer, byte[]> pngBySizePx) {
    int length = 8;
    for (var picture : pngBySizePx.entrySet()) {
      if (ICNS_TYPES.containsKey(picture.getKey())) {
        length += 8 + picture.getValue().length;
      }
    }
    ByteBuffer file = ByteBuffer.allocate(length);
    file.put(ascii("icns")).putInt(length);
    for (var picture : pngBySizePx.entrySet()) {
      String type = ICNS_TYPES.get(picture.getKey());
      if (type != null) {
        file.put(ascii(type)).putInt(8 + picture.getValue().length).put(picture.getValue());
      }
    }
    return file.array();
  }

  private static byte[] ascii(String word) {
    return word.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }
}

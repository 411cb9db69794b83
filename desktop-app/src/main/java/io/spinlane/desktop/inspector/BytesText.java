package io.spinlane.desktop.inspector;

import com.google.protobuf.ByteString;
import io.spinlane.desktop.text.Texts;
import java.util.HexFormat;
import java.util.Locale;

/** Bytes as people type them: plain letters, or hexadecimal digits after "0x". Pure. */
final class BytesText {
  private static final String HEX = "0x";

  private BytesText() {}

  /** Letters where every byte is a printable one of ASCII, else digits. */
  static String of(ByteString bytes) {
    String text = bytes.toStringUtf8();
    boolean plain =
        !text.toLowerCase(Locale.ROOT).startsWith(HEX)
            && text.equals(text.strip())
            && text.chars().allMatch(letter -> letter >= ' ' && letter <= '~');
    return plain ? text : HEX + HexFormat.of().formatHex(bytes.toByteArray());
  }

  /**
   * Reads what {@link #of} writes.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong
   */
  static ByteString parse(String text) {
    if (!text.toLowerCase(Locale.ROOT).startsWith(HEX)) {
      return ByteString.copyFromUtf8(text);
    }
    try {
      return ByteString.copyFrom(
          HexFormat.of().parseHex(text.substring(HEX.length()).toLowerCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(Texts.get("check.hex"), e);
    }
  }
}

package io.spinlane.desktop.inspector;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import io.spinlane.topology.file.DurationText;
import org.jspecify.annotations.Nullable;

/** A property's value as the text in its control, and back. Pure. */
final class FieldValue {
  private FieldValue() {}

  /** The text of a value; empty when it is not set, or when its 0 stands for the default. */
  static String text(FieldDescriptor field, @Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Integer number -> plain(field, Integer.toUnsignedLong(number));
      case Long number -> plain(field, number);
      case Duration duration -> DurationText.of(duration);
      case ByteString bytes -> BytesText.of(bytes);
      default -> value.toString();
    };
  }

  private static String plain(FieldDescriptor field, long number) {
    return number == 0 && !field.hasPresence() && !zeroIsValue(field)
        ? ""
        : Long.toUnsignedString(number);
  }

  /** Zero is a value like any other here, not "take the default". */
  private static boolean zeroIsValue(FieldDescriptor field) {
    return field.getName().equals("cpu") || field.getName().equals("seed");
  }

  /** The value of a text that has passed its check, or null when it is empty. */
  static @Nullable Object value(FieldDescriptor field, String text) {
    if (text.isEmpty()) {
      return null;
    }
    return switch (field.getJavaType()) {
      case INT -> Integer.parseUnsignedInt(text);
      case LONG -> Long.parseUnsignedLong(text);
      case MESSAGE -> DurationText.parse(text);
      case BYTE_STRING -> BytesText.parse(text);
      default -> text;
    };
  }
}

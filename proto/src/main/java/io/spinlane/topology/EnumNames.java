package io.spinlane.topology;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.ProtocolMessageEnum;
import java.util.Optional;

/** Short names of enum values: {@code AF_XDP} for {@code NIC_DRIVER_AF_XDP}. */
public final class EnumNames {
  private EnumNames() {}

  /** The short name of a value. */
  public static String shortName(EnumValueDescriptor value) {
    String prefix = prefix(value.getType());
    return value.getName().startsWith(prefix)
        ? value.getName().substring(prefix.length())
        : String.valueOf(value.getNumber());
  }

  /**
   * The short name of a generated enum constant; {@code UNRECOGNIZED} for what it does not know.
   */
  public static String shortName(ProtocolMessageEnum value) {
    return value.toString().equals("UNRECOGNIZED")
        ? "UNRECOGNIZED"
        : shortName(value.getValueDescriptor());
  }

  /** The value with this full or short name. */
  public static Optional<EnumValueDescriptor> find(EnumDescriptor type, String name) {
    return Optional.ofNullable(type.findValueByName(name))
        .or(() -> Optional.ofNullable(type.findValueByName(prefix(type) + name)));
  }

  /** All value names begin with this; style asks for a first value called PREFIX_UNSPECIFIED. */
  private static String prefix(EnumDescriptor type) {
    return type.getValue(0).getName().replaceFirst("UNSPECIFIED$", "");
  }
}

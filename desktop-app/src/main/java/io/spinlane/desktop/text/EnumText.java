package io.spinlane.desktop.text;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.ProtocolMessageEnum;
import io.spinlane.topology.EnumNames;

/** Names and explanations of the contract's enum values. */
public final class EnumText {
  private EnumText() {}

  /** Few words for a card, such as "client side". */
  public static String shortName(ProtocolMessageEnum value) {
    return shortName(value.getValueDescriptor());
  }

  /** As above, by descriptor; the value's own name when the bundle has none. */
  public static String shortName(EnumValueDescriptor value) {
    return Texts.getOr("enum." + value.getName(), EnumNames.shortName(value));
  }

  /** What a list of choices says, such as "Maglev (consistent hashing)". */
  public static String title(EnumValueDescriptor value) {
    return Texts.getOr("enum." + value.getName() + ".title", shortName(value));
  }

  /** One sentence that explains the value; empty when the bundle has none. */
  public static String explain(EnumValueDescriptor value) {
    return Texts.getOr("enum." + value.getName() + ".help", "");
  }
}

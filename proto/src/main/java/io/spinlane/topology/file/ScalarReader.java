package io.spinlane.topology.file;

import static io.spinlane.topology.Sentences.sentence;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.spinlane.topology.EnumNames;
import io.spinlane.topology.MalformedException;
import io.spinlane.topology.Sentences;
import io.spinlane.v1.Sentence;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** Turns one written value into the value of a field; refuses what the field's type cannot hold. */
final class ScalarReader {
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?[0-9]{1,40}(\\.[0-9]{0,40})?([eE][-+]?[0-9]{1,2})?");
  private static final Pattern REAL =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  /** Why a value was refused. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final String code;
    private final transient Sentence sentence;
    private final transient Sentence hint;

    Refused(String code, Sentence sentence, Sentence hint) {
      super(Sentences.english(sentence));
      this.code = code;
      this.sentence = sentence;
      this.hint = hint;
    }

    String code() {
      return code;
    }

    Sentence sentence() {
      return sentence;
    }

    Sentence hint() {
      return hint;
    }
  }

  private ScalarReader() {}

  /** The value as protobuf's reflection wants it. */
  static Object read(Tree.Scalar scalar, FieldDescriptor field) throws Refused {
    return switch (field.getType()) {
      case STRING -> string(scalar);
      case BOOL -> bool(scalar);
      case INT32, SINT32, SFIXED32 -> integer(scalar, 32, true).intValue();
      case UINT32, FIXED32 -> integer(scalar, 32, false).intValue();
      case INT64, SINT64, SFIXED64 -> integer(scalar, 64, true).longValue();
      case UINT64, FIXED64 -> integer(scalar, 64, false).longValue();
      case DOUBLE -> real(scalar);
      case FLOAT -> (float) real(scalar);
      case ENUM -> enumValue(scalar, field.getEnumType());
      case BYTES -> bytes(scalar);
      case MESSAGE -> duration(scalar);
      case GROUP -> throw new IllegalArgumentException("no group in proto3: " + field);
    };
  }

  static String string(Tree.Scalar scalar) throws Refused {
    String text = scalar.text();
    if (!scalar.quoted() && (text.equals("true") || text.equals("false"))) {
      throw wrongType(
          sentence("FILE_WRONG_TYPE.text", text), sentence("FILE_WRONG_TYPE.text.hint"));
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw wrongType(
          sentence("FILE_WRONG_TYPE.surrogate"), sentence("FILE_WRONG_TYPE.surrogate.hint"));
    }
    return text;
  }

  private static boolean bool(Tree.Scalar scalar) throws Refused {
    if (!scalar.quoted() && (scalar.text().equals("true") || scalar.text().equals("false"))) {
      return scalar.text().equals("true");
    }
    throw wrongType(
        sentence("FILE_WRONG_TYPE.bool", shown(scalar)), sentence("FILE_WRONG_TYPE.bool.hint"));
  }

  private static BigInteger integer(Tree.Scalar scalar, int bits, boolean signed) throws Refused {
    BigInteger value = whole(scalar);
    BigInteger end = BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits);
    BigInteger least = signed ? end.negate() : BigInteger.ZERO;
    if (value.compareTo(least) < 0 || value.compareTo(end) >= 0) {
      throw new Refused(
          "FILE_VALUE_OUT_OF_RANGE",
          sentence("FILE_VALUE_OUT_OF_RANGE", shown(scalar)),
          sentence("FILE_VALUE_OUT_OF_RANGE.hint", least, end.subtract(BigInteger.ONE)));
    }
    return value;
  }

  private static BigInteger whole(Tree.Scalar scalar) throws Refused {
    String text = scalar.text();
    try {
      if (text.matches("0x[0-9a-fA-F]{1,16}")) {
        return new BigInteger(text.substring(2), 16);
      }
      if (DECIMAL.matcher(text).matches()) {
        return new BigDecimal(text).toBigIntegerExact();
      }
    } catch (ArithmeticException e) {
      throw wrongType(
          sentence("FILE_WRONG_TYPE.whole", shown(scalar)),
          sentence("FILE_WRONG_TYPE.whole.hint.fraction"));
    }
    throw wrongType(
        sentence("FILE_WRONG_TYPE.whole", shown(scalar)), sentence("FILE_WRONG_TYPE.whole.hint"));
  }

  /** The only real numbers of a topology are places on the canvas. */
  private static double real(Tree.Scalar scalar) throws Refused {
    double value = number(scalar);
    if (!(Math.abs(value) <= TopologyFiles.FARTHEST)) { // also when it is no number at all
      throw new Refused(
          "FILE_VALUE_OUT_OF_RANGE",
          sentence("FILE_VALUE_OUT_OF_RANGE", shown(scalar)),
          sentence(
              "FILE_VALUE_OUT_OF_RANGE.hint", -TopologyFiles.FARTHEST, TopologyFiles.FARTHEST));
    }
    return value;
  }

  private static double number(Tree.Scalar scalar) throws Refused {
    String text = scalar.text();
    return switch (text) {
      case "NaN", ".nan" -> Double.NaN;
      case "Infinity", ".inf" -> Double.POSITIVE_INFINITY;
      case "-Infinity", "-.inf" -> Double.NEGATIVE_INFINITY;
      default -> {
        if (!REAL.matcher(text).matches()) {
          throw wrongType(
              sentence("FILE_WRONG_TYPE.number", shown(scalar)),
              sentence("FILE_WRONG_TYPE.number.hint"));
        }
        yield Double.parseDouble(text);
      }
    };
  }

  private static EnumValueDescriptor enumValue(Tree.Scalar scalar, EnumDescriptor type)
      throws Refused {
    var value = EnumNames.find(type, scalar.text());
    if (value.isPresent()) {
      return value.get();
    }
    if (!scalar.quoted() && scalar.text().matches("[0-9]{1,9}")) {
      EnumValueDescriptor numbered = type.findValueByNumber(Integer.parseInt(scalar.text()));
      if (numbered != null) {
        return numbered;
      }
    }
    var names = type.getValues().stream().skip(1).map(EnumNames::shortName).toList();
    throw new Refused(
        "FILE_UNKNOWN_VALUE",
        sentence("FILE_UNKNOWN_VALUE", shown(scalar)),
        Spelling.closest(scalar.text(), names)
            .map(name -> sentence("FILE_UNKNOWN_VALUE.hint.close", name))
            .orElseGet(() -> sentence("FILE_UNKNOWN_VALUE.hint", String.join(", ", names))));
  }

  private static ByteString bytes(Tree.Scalar scalar) throws Refused {
    try {
      String text = scalar.text().replace('-', '+').replace('_', '/');
      return ByteString.copyFrom(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw wrongType(
          sentence("FILE_WRONG_TYPE.bytes", shown(scalar)), sentence("FILE_WRONG_TYPE.bytes.hint"));
    }
  }

  private static Object duration(Tree.Scalar scalar) throws Refused {
    try {
      return DurationText.parse(scalar.text());
    } catch (MalformedException e) {
      throw wrongType(e.sentence(), sentence("FILE_WRONG_TYPE.time.hint"));
    }
  }

  private static Refused wrongType(Sentence message, Sentence hint) {
    return new Refused("FILE_WRONG_TYPE", message, hint);
  }

  /** The value, shortened so that a message stays one line. */
  static String shown(Tree.Scalar scalar) {
    String text = scalar.text().replaceAll("\\p{Cntrl}", "?");
    int end = text.offsetByCodePoints(0, Math.min(40, text.codePointCount(0, text.length())));
    return end < text.length() ? text.substring(0, end) + "…" : text;
  }
}

package io.spinlane.topology.file;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.MapEntry;
import com.google.protobuf.Message;
import io.spinlane.topology.EnumNames;
import io.spinlane.v1.Core;
import io.spinlane.v1.Lane;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes messages as YAML for people: fields by number, map keys sorted, an element on one line
 * when it is small, so that one change is one line of {@code git diff}.
 */
public final class YamlWriter {
  /** Longest line on which an element is still kept together. */
  private static final int LINE_LENGTH = 140;

  /** Text that YAML 1.1 and 1.2 readers alike take for text. */
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z/][A-Za-z0-9_./+-]*( [A-Za-z0-9_./+-]+)*");

  private static final Pattern IPV4 = Pattern.compile("([0-9]+\\.){3}[0-9]+(/[0-9]+)?");
  private static final Set<String> RESERVED =
      Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");

  /** Numbers that are names: a reader wants to see CPU 0 and queue 0. */
  private static final List<FieldDescriptor> ALWAYS =
      List.of(
          Core.getDescriptor().findFieldByNumber(Core.CPU_FIELD_NUMBER),
          Lane.getDescriptor().findFieldByNumber(Lane.QUEUE_FIELD_NUMBER));

  private final StringBuilder out = new StringBuilder();

  private YamlWriter() {}

  /** A whole document. */
  static String document(Message message) {
    if (message.getAllFields().isEmpty()) {
      return "{}\n";
    }
    YamlWriter writer = new YamlWriter();
    writer.block(message, 0);
    return writer.out.toString();
  }

  /** A field's value on one line, as it would stand in a file. */
  public static String inline(FieldDescriptor field, Object value) {
    if (field.isMapField()) {
      return entries(value).stream()
          .map(entry -> mapKey(entry) + ": " + inlineSingle(mapValueField(entry), entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (field.isRepeated()) {
      return ((List<?>) value)
          .stream()
              .map(item -> inlineSingle(field, item))
              .collect(Collectors.joining(", ", "[", "]"));
    }
    return inlineSingle(field, value);
  }

  private void block(Message message, int indent) {
    for (Map.Entry<FieldDescriptor, Object> entry : fields(message).entrySet()) {
      FieldDescriptor field = entry.getKey();
      Object value = entry.getValue();
      indent(indent);
      if (field.isMapField()) {
        out.append(field.getJsonName()).append(":\n");
        for (MapEntry<?, ?> pair : entries(value)) {
          indent(indent + 2);
          nested(mapKey(pair), mapValueField(pair), pair.getValue(), indent + 2);
        }
      } else if (field.isRepeated() && isMessage(field)) {
        out.append(field.getJsonName()).append(":\n");
        for (Object item : (List<?>) value) {
          item(field, item, indent + 2);
        }
      } else {
        nested(field.getJsonName(), field, value, indent);
      }
    }
  }

  /** "name: value", the value on the same line when it is small. */
  private void nested(String name, FieldDescriptor field, Object value, int indent) {
    String line = name + ": " + inline(field, value);
    if (value instanceof Message message && isMessage(field) && isLarge(message, line, indent)) {
      out.append(name).append(":\n");
      block(message, indent + 2);
    } else {
      out.append(line).append('\n');
    }
  }

  /** One entry of a list of messages. */
  private void item(FieldDescriptor field, Object value, int indent) {
    String line = "- " + inlineSingle(field, value);
    if (value instanceof Message message && isLarge(message, line, indent)) {
      int start = out.length();
      block(message, indent + 2);
      // The first field stands behind the dash.
      out.replace(start + indent, start + indent + 2, "- ");
    } else {
      indent(indent);
      out.append(line).append('\n');
    }
  }

  private void indent(int spaces) {
    out.repeat(' ', spaces);
  }

  private static boolean isLarge(Message message, String line, int indent) {
    return !message.getAllFields().isEmpty()
        && (indent + line.length() > LINE_LENGTH || holdsElements(message));
  }

  /** True for a list of messages inside, such as the back-ends of a pool. */
  private static boolean holdsElements(Message message) {
    return message.getAllFields().keySet().stream()
        .anyMatch(field -> field.isRepeated() && isMessage(field));
  }

  /** What is written of a message, by field number. */
  private static Map<FieldDescriptor, Object> fields(Message message) {
    Map<FieldDescriptor, Object> fields = new TreeMap<>(message.getAllFields());
    for (FieldDescriptor field : ALWAYS) {
      if (field.getContainingType().equals(message.getDescriptorForType())) {
        fields.put(field, message.getField(field));
      }
    }
    return fields;
  }

  private static boolean isMessage(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && !field.getMessageType().equals(Duration.getDescriptor());
  }

  private static String inlineSingle(FieldDescriptor field, Object value) {
    return switch (field.getType()) {
      case STRING -> quoted((String) value);
      case BYTES ->
          '"' + Base64.getEncoder().encodeToString(((ByteString) value).toByteArray()) + '"';
      case UINT32, FIXED32 -> Integer.toUnsignedString((Integer) value);
      case UINT64, FIXED64 -> Long.toUnsignedString((Long) value);
      case DOUBLE, FLOAT -> number(((Number) value).doubleValue());
      case ENUM -> EnumNames.shortName((EnumValueDescriptor) value);
      case MESSAGE -> value instanceof Duration d ? DurationText.of(d) : flow((Message) value);
      default -> String.valueOf(value);
    };
  }

  private static String flow(Message message) {
    List<String> parts = new ArrayList<>();
    fields(message)
        .forEach((field, value) -> parts.add(field.getJsonName() + ": " + inline(field, value)));
    return "{" + String.join(", ", parts) + "}";
  }

  private static List<MapEntry<?, ?>> entries(Object map) {
    List<MapEntry<?, ?>> entries = new ArrayList<>();
    for (Object entry : (List<?>) map) {
      entries.add((MapEntry<?, ?>) entry);
    }
    entries.sort(Comparator.comparing(entry -> String.valueOf(entry.getKey())));
    return entries;
  }

  private static String mapKey(MapEntry<?, ?> entry) {
    return quoted(String.valueOf(entry.getKey()));
  }

  private static FieldDescriptor mapValueField(MapEntry<?, ?> entry) {
    return entry.getDescriptorForType().findFieldByNumber(2);
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return ".nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? ".inf" : "-.inf";
    }
    String text = Double.toString(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** Text as it is when nobody can mistake it, else in double quotes. */
  private static String quoted(String text) {
    boolean plain =
        PLAIN.matcher(text).matches() && !RESERVED.contains(text.toLowerCase(Locale.ROOT));
    if (plain || IPV4.matcher(text).matches()) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> append(quoted, c));
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder out, int c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\t' -> out.append("\\t");
      case '\r' -> out.append("\\r");
      default -> {
        // Line separators, controls, byte order marks and what has no glyph is written as a number.
        boolean ascii = c >= ' ' && c < 0x7f;
        if (ascii || (c > 0xa0 && Character.isDefined(c) && !isHidden(c))) {
          out.appendCodePoint(c);
        } else if (c <= 0xffff) {
          out.append(String.format("\\u%04x", c));
        } else {
          out.append(String.format("\\U%08x", c));
        }
      }
    }
  }

  private static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}

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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages as YAML for people: fields by number, map keys sorted, an element on one line
 * when it is small, so that one change is one line of {@code git diff}.
 */
public final class YamlWriter {
  /** Longest line on which an element is still kept together. */
  private static final int LINE_LENGTH = 140;

  /** Numbers that are names: a reader wants to see CPU 0 and queue 0. */
  private static final List<FieldDescriptor> ALWAYS =
      List.of(
          Core.getDescriptor().findFieldByNumber(Core.CPU_FIELD_NUMBER),
          Lane.getDescriptor().findFieldByNumber(Lane.QUEUE_FIELD_NUMBER));

  private final StringBuilder out = new StringBuilder();
  private final Map<String, Remark> remarks;

  /** Paths of what must be several lines, for the remarks in it. */
  private final Set<String> opened = new HashSet<>();

  /** The element whose first line is next, and carries its dash. */
  private @Nullable String dashed;

  private YamlWriter(Map<String, Remark> remarks) {
    this.remarks = remarks;
    remarks.forEach(
        (path, remark) -> {
          if (!remark.after.isEmpty()) {
            opened.add(path);
          }
          if (remark.hasWords()) {
            for (String p = path; !p.isEmpty(); p = MessageReader.around(p)) {
              opened.add(MessageReader.around(p));
            }
          }
        });
  }

  /**
   * A whole document.
   *
   * @param remarks by the path of the value they belong to
   */
  static String document(Message message, Map<String, Remark> remarks) {
    YamlWriter writer = new YamlWriter(remarks);
    writer.above(0, "");
    if (message.getAllFields().isEmpty()) {
      writer.out.append("{}\n");
    }
    writer.block(message, 0, "");
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

  private void block(Message message, int indent, String path) {
    for (Map.Entry<FieldDescriptor, Object> entry : fields(message).entrySet()) {
      FieldDescriptor field = entry.getKey();
      Object value = entry.getValue();
      String fieldPath = MessageReader.fieldPath(path, field);
      if (field.isMapField()) {
        line(field.getJsonName() + ":", indent, fieldPath);
        for (MapEntry<?, ?> pair : entries(value)) {
          String key = String.valueOf(pair.getKey());
          String pairPath = MessageReader.entryPath(fieldPath, key);
          nested(YamlText.quoted(key), mapValueField(pair), pair.getValue(), indent + 2, pairPath);
        }
        below(indent + 2, fieldPath);
      } else if (field.isRepeated() && (isMessage(field) || opened.contains(fieldPath))) {
        line(field.getJsonName() + ":", indent, fieldPath);
        int index = 0;
        for (Object item : (List<?>) value) {
          item(field, item, indent + 2, fieldPath + "[" + index++ + "]");
        }
        below(indent + 2, fieldPath);
      } else {
        nested(field.getJsonName(), field, value, indent, fieldPath);
      }
    }
    below(indent, path);
  }

  /** "name: value", the value on the same line when it is small. */
  private void nested(String name, FieldDescriptor field, Object value, int indent, String path) {
    String line = name + ": " + inline(field, value);
    if (value instanceof Message message
        && isMessage(field)
        && isLarge(message, line, indent, path)) {
      line(name + ":", indent, path);
      block(message, indent + 2, path);
    } else {
      line(line, indent, path);
    }
  }

  /** One entry of a list. */
  private void item(FieldDescriptor field, Object value, int indent, String path) {
    String line = "- " + inlineSingle(field, value);
    if (value instanceof Message message && isLarge(message, line, indent, path)) {
      dashed = path;
      block(message, indent + 2, path);
    } else {
      line(line, indent, path);
    }
  }

  /** One line and what is remarked about it; the first one of an element is its dash's, too. */
  private void line(String words, int indent, String path) {
    String element = dashed;
    dashed = null;
    int start = element == null ? indent : indent - 2;
    if (element != null) {
      above(start, element);
    }
    above(start, path);
    out.repeat(' ', start).append(element == null ? "" : "- ").append(words);
    out.append(element == null ? "" : behind(element)).append(behind(path)).append('\n');
  }

  private void above(int indent, String path) {
    Remark remark = remarks.get(path);
    if (remark != null) {
      remark.before.forEach(words -> remark(words, indent));
    }
  }

  private String behind(String path) {
    Remark remark = remarks.get(path);
    return remark == null ? "" : remark.behind();
  }

  private void below(int indent, String path) {
    Remark remark = remarks.get(path);
    if (remark != null) {
      remark.after.forEach(words -> remark(words, indent));
    }
  }

  private void remark(String words, int indent) {
    out.repeat(' ', words.isEmpty() ? 0 : indent).append(words).append('\n');
  }

  private boolean isLarge(Message message, String line, int indent, String path) {
    return !fields(message).isEmpty()
        && (indent + line.length() > LINE_LENGTH
            || opened.contains(path)
            || holdsElements(message));
  }

  /** True for a list of messages inside, such as the back-ends of a pool. */
  private static boolean holdsElements(Message message) {
    return message.getAllFields().keySet().stream()
        .anyMatch(field -> field.isRepeated() && isMessage(field));
  }

  /** What is written of a message, by field number. */
  static Map<FieldDescriptor, Object> fields(Message message) {
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
      case STRING -> YamlText.quoted((String) value);
      case BYTES ->
          '"' + Base64.getEncoder().encodeToString(((ByteString) value).toByteArray()) + '"';
      case UINT32, FIXED32 -> Integer.toUnsignedString((Integer) value);
      case UINT64, FIXED64 -> Long.toUnsignedString((Long) value);
      case DOUBLE, FLOAT -> YamlText.number(((Number) value).doubleValue());
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
    return YamlText.quoted(String.valueOf(entry.getKey()));
  }

  private static FieldDescriptor mapValueField(MapEntry<?, ?> entry) {
    return entry.getDescriptorForType().findFieldByNumber(2);
  }
}

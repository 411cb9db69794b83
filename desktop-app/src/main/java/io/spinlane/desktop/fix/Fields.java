package io.spinlane.desktop.fix;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and changes the field of a message that a diagnostic names, as "accessRules[1].prefix". */
final class Fields {
  private static final Pattern PART = Pattern.compile("([A-Za-z0-9]+)(?:\\[(\\d+)])?(?:\\.(.+))?");

  /** The first step of a path. */
  private record Part(FieldDescriptor field, int index, String rest) {
    static @Nullable Part of(Message message, String path) {
      Matcher matcher = PART.matcher(path);
      if (!matcher.matches()) {
        return null;
      }
      for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
        if (field.getJsonName().equals(matcher.group(1))) {
          int index = matcher.group(2) == null ? -1 : Integer.parseInt(matcher.group(2));
          boolean there = index < 0 || index < count(message, field);
          String rest = matcher.group(3) == null ? "" : matcher.group(3);
          return there ? new Part(field, index, rest) : null;
        }
      }
      return null;
    }

    private static int count(Message message, FieldDescriptor field) {
      return field.isRepeated() ? message.getRepeatedFieldCount(field) : 0;
    }
  }

  private Fields() {}

  /** The value of a field; null when the message has no such field. */
  static @Nullable Object get(Message message, String path) {
    Part part = Part.of(message, path);
    if (part == null) {
      return null;
    }
    Object value =
        part.index() < 0
            ? message.getField(part.field())
            : message.getRepeatedField(part.field(), part.index());
    return part.rest().isEmpty() ? value : get((Message) value, part.rest());
  }

  /** The message without a field, or without one entry of a list. */
  static Message without(Message message, String path) {
    Part part = Part.of(message, path);
    if (part == null) {
      return message;
    }
    Message.Builder result = message.toBuilder();
    if (!part.rest().isEmpty()) {
      return inside(message, part, inner -> without(inner, part.rest()));
    }
    result.clearField(part.field());
    for (int i = 0; part.index() >= 0 && i < message.getRepeatedFieldCount(part.field()); i++) {
      if (i != part.index()) {
        result.addRepeatedField(part.field(), message.getRepeatedField(part.field(), i));
      }
    }
    return result.build();
  }

  /** The message with another value of a field, or of one entry of a list. */
  static Message with(Message message, String path, Object value) {
    Part part = Part.of(message, path);
    if (part == null) {
      return message;
    }
    if (!part.rest().isEmpty()) {
      return inside(message, part, inner -> with(inner, part.rest(), value));
    }
    Message.Builder result = message.toBuilder();
    return (part.index() < 0
            ? result.setField(part.field(), value)
            : result.setRepeatedField(part.field(), part.index(), value))
        .build();
  }

  private static Message inside(
      Message message, Part part, java.util.function.UnaryOperator<Message> change) {
    Message.Builder result = message.toBuilder();
    if (part.index() >= 0) {
      Message inner = (Message) message.getRepeatedField(part.field(), part.index());
      return result.setRepeatedField(part.field(), part.index(), change.apply(inner)).build();
    }
    return result
        .setField(part.field(), change.apply((Message) message.getField(part.field())))
        .build();
  }
}

package io.spinlane.desktop.model;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes one property of a message by its path, such as "sim.clients". Pure. */
public final class Properties {
  private Properties() {}

  /** The field a path ends at. */
  public static FieldDescriptor field(Descriptor type, String path) {
    int dot = path.indexOf('.');
    FieldDescriptor field = type.findFieldByName(dot < 0 ? path : path.substring(0, dot));
    if (field == null) {
      throw new IllegalArgumentException(type.getName() + " has no property " + path);
    }
    return dot < 0 ? field : field(field.getMessageType(), path.substring(dot + 1));
  }

  /** The value of a property, or null when it is not set. */
  public static @Nullable Object get(Message message, String path) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      FieldDescriptor field = field(message.getDescriptorForType(), path);
      boolean unset = field.hasPresence() && !message.hasField(field);
      return unset ? null : message.getField(field);
    }
    FieldDescriptor outer = field(message.getDescriptorForType(), path.substring(0, dot));
    return get((Message) message.getField(outer), path.substring(dot + 1));
  }

  /**
   * The message with another value of a property.
   *
   * @param value null unsets it; a part of the message that says nothing any more goes with it,
   *     unless it is one of several alternatives and so says which was chosen
   */
  public static Message with(Message message, String path, @Nullable Object value) {
    int dot = path.indexOf('.');
    Message.Builder result = message.toBuilder();
    if (dot < 0) {
      FieldDescriptor field = field(message.getDescriptorForType(), path);
      if (value == null) {
        return result.clearField(field).build();
      }
      if (field.isRepeated()) {
        result.clearField(field);
        ((List<?>) value).forEach(item -> result.addRepeatedField(field, item));
        return result.build();
      }
      return result.setField(field, value).build();
    }
    FieldDescriptor outer = field(message.getDescriptorForType(), path.substring(0, dot));
    Message inner = with((Message) message.getField(outer), path.substring(dot + 1), value);
    boolean says =
        outer.getContainingOneof() != null || !inner.equals(inner.getDefaultInstanceForType());
    return (says ? result.setField(outer, inner) : result.clearField(outer)).build();
  }
}

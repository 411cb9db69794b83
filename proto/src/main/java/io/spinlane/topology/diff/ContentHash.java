package io.spinlane.topology.diff;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * A name for what a topology configures: equal for two drawings that differ only in places, notes
 * and the order of their lists.
 */
public final class ContentHash {
  private ContentHash() {}

  /** SHA-256 over the canonical form without layout and notes, as 64 lower-case digits. */
  public static String of(Topology topology) {
    Topology content = topology.toBuilder().clearLayout().clearNotes().build();
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(bytes(canonical(content)).toByteArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The message with the entries of every list in the order of their bytes. */
  static Message canonical(Message message) {
    Message.Builder builder =
        message.toBuilder().setUnknownFields(UnknownFieldSet.getDefaultInstance());
    message
        .getAllFields()
        .forEach(
            (field, value) -> {
              if (field.isMapField()) {
                return;
              }
              if (field.isRepeated()) {
                builder.setField(field, sorted((List<?>) value));
              } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                builder.setField(field, canonical((Message) value));
              }
            });
    return builder.build();
  }

  private static List<Object> sorted(List<?> values) {
    List<Object> sorted = new ArrayList<>();
    for (Object value : values) {
      sorted.add(value instanceof Message message ? canonical(message) : value);
    }
    sorted.sort(
        Comparator.comparing(
            value ->
                value instanceof Message message
                    ? bytes(message)
                    : ByteString.copyFromUtf8(String.valueOf(value)),
            ByteString.unsignedLexicographicalComparator()));
    return sorted;
  }

  private static ByteString bytes(Message message) {
    ByteString.Output bytes = ByteString.newOutput();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    try {
      message.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every byte", e);
    }
    return bytes.toByteString();
  }
}

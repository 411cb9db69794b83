package io.spinlane.topology.file;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fills messages from a tree by their descriptors, going on after an error so that several are told
 * at once. Follows the protobuf JSON mapping: null means unset, names may be lowerCamelCase or as
 * in the .proto file.
 */
final class MessageReader {
  private static final Pattern SIMPLE_KEY = Pattern.compile("[A-Za-z0-9_-]+");

  private final Problems problems;
  private final Map<String, Position> positions = new HashMap<>();

  MessageReader(Problems problems) {
    this.problems = problems;
  }

  /** Place of every value that was read, by path. */
  Map<String, Position> positions() {
    return positions;
  }

  /** Reads the tree into the builder; what is wrong goes to the problems. */
  void read(Tree tree, Message.Builder into, String path) {
    positions.put(path, tree.position());
    if (!(tree instanceof Tree.Mapping mapping)) {
      wrongShape(tree, path, "Names with values");
      return;
    }
    Set<FieldDescriptor> seen = new HashSet<>();
    Map<OneofDescriptor, FieldDescriptor> chosen = new HashMap<>();
    for (Tree.Entry entry : mapping.entries()) {
      FieldDescriptor field = field(into.getDescriptorForType(), entry, path);
      if (field == null) {
        continue;
      }
      String fieldPath = path.isEmpty() ? field.getJsonName() : path + "." + field.getJsonName();
      if (!seen.add(field)) {
        duplicate(entry, fieldPath);
      } else if (!isNull(entry.value()) && free(field, chosen, entry, fieldPath)) {
        readField(field, entry.value(), into, fieldPath);
      }
    }
  }

  private @Nullable FieldDescriptor field(Descriptor type, Tree.Entry entry, String path) {
    List<String> names = new ArrayList<>();
    for (FieldDescriptor field : type.getFields()) {
      if (entry.key().equals(field.getJsonName()) || entry.key().equals(field.getName())) {
        return field;
      }
      names.add(field.getJsonName());
    }
    String shown = ScalarReader.shown(new Tree.Scalar(entry.keyPosition(), entry.key(), true));
    problems.add(
        entry.keyPosition(),
        path,
        "FILE_UNKNOWN_NAME",
        "The name " + shown + " is not known here.",
        Spelling.closest(entry.key(), names)
            .map(name -> "Did you mean " + name + "?")
            .orElse(
                names.isEmpty()
                    ? "Nothing can be set here: write {}."
                    : "Names here are " + String.join(", ", names) + "."));
    return null;
  }

  /** True unless another field of the same oneof has been set before. */
  private boolean free(
      FieldDescriptor field,
      Map<OneofDescriptor, FieldDescriptor> chosen,
      Tree.Entry entry,
      String path) {
    OneofDescriptor oneof = field.getRealContainingOneof();
    FieldDescriptor other = oneof == null ? null : chosen.putIfAbsent(oneof, field);
    if (other == null) {
      return true;
    }
    problems.add(
        entry.keyPosition(),
        path,
        "FILE_ONE_OF_SET_TWICE",
        field.getJsonName() + " and " + other.getJsonName() + " exclude each other.",
        "Keep one of the two.");
    return false;
  }

  private void readField(FieldDescriptor field, Tree tree, Message.Builder into, String path) {
    positions.put(path, tree.position());
    if (field.isMapField()) {
      readMap(field, tree, into, path);
    } else if (field.isRepeated()) {
      readList(field, tree, into, path);
    } else {
      Object value = value(field, tree, into, path);
      if (value != null) {
        into.setField(field, value);
      }
    }
  }

  private void readList(FieldDescriptor field, Tree tree, Message.Builder into, String path) {
    if (!(tree instanceof Tree.Sequence sequence)) {
      wrongShape(tree, path, "A list");
      return;
    }
    int index = 0;
    for (Tree item : sequence.items()) {
      String itemPath = path + "[" + index++ + "]";
      positions.put(itemPath, item.position());
      Object value = value(field, item, into, itemPath);
      if (value != null) {
        into.addRepeatedField(field, value);
      }
    }
  }

  private void readMap(FieldDescriptor field, Tree tree, Message.Builder into, String path) {
    if (!(tree instanceof Tree.Mapping mapping)) {
      wrongShape(tree, path, "Names with values");
      return;
    }
    FieldDescriptor keyField = field.getMessageType().findFieldByNumber(1);
    FieldDescriptor valueField = field.getMessageType().findFieldByNumber(2);
    Set<String> seen = new HashSet<>();
    for (Tree.Entry entry : mapping.entries()) {
      String entryPath = entryPath(path, entry.key());
      positions.put(entryPath, entry.value().position());
      if (!seen.add(entry.key())) {
        duplicate(entry, entryPath);
        continue;
      }
      Message.Builder pair = into.newBuilderForField(field);
      Tree keyTree = new Tree.Scalar(entry.keyPosition(), entry.key(), true);
      Object key = value(keyField, keyTree, pair, entryPath);
      Object value = value(valueField, entry.value(), pair, entryPath);
      if (key != null && value != null) {
        into.addRepeatedField(
            field, pair.setField(keyField, key).setField(valueField, value).build());
      }
    }
  }

  /** The value of a singular field or of one list entry; null when it was refused. */
  private @Nullable Object value(
      FieldDescriptor field, Tree tree, Message.Builder parent, String path) {
    if (isNull(tree)) {
      problems.add(
          tree.position(), path, "FILE_WRONG_TYPE", "A value is missing here.", "Write a value.");
      return null;
    }
    boolean nested =
        field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
            && !field.getMessageType().equals(Duration.getDescriptor());
    if (nested) {
      Message.Builder message = parent.newBuilderForField(field);
      read(tree, message, path);
      return message.build();
    }
    if (!(tree instanceof Tree.Scalar scalar)) {
      wrongShape(tree, path, "A single value");
      return null;
    }
    try {
      return ScalarReader.read(scalar, field);
    } catch (ScalarReader.Refused e) {
      problems.add(tree.position(), path, e.code(), String.valueOf(e.getMessage()), e.hint());
      return null;
    }
  }

  private void duplicate(Tree.Entry entry, String path) {
    problems.add(
        entry.keyPosition(),
        path,
        "FILE_DUPLICATE_NAME",
        "The name is written a second time here.",
        "Keep one of the two.");
  }

  private void wrongShape(Tree tree, String path, String expected) {
    String found =
        switch (tree) {
          case Tree.Scalar scalar -> "the single value " + ScalarReader.shown(scalar);
          case Tree.Sequence sequence -> "a list";
          case Tree.Mapping mapping -> "names with values";
        };
    String hint =
        switch (expected) {
          case "A list" -> "Write it as a list: [first, second].";
          case "A single value" -> "Write one value without brackets or braces.";
          default -> "Write it as {name: value}.";
        };
    problems.add(
        tree.position(),
        path,
        "FILE_WRONG_TYPE",
        expected + (expected.endsWith("s") ? " are" : " is") + " expected here, not " + found + ".",
        hint);
  }

  private static boolean isNull(Tree tree) {
    return tree instanceof Tree.Scalar scalar && scalar.isNull();
  }

  private static String entryPath(String path, String key) {
    return SIMPLE_KEY.matcher(key).matches() ? path + "." + key : path + "[\"" + key + "\"]";
  }
}

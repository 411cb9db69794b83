package io.spinlane.topology.file;

import static io.spinlane.topology.Sentences.sentence;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import io.spinlane.v1.Sentence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
  private final Map<String, Position> starts = new LinkedHashMap<>();

  MessageReader(Problems problems) {
    this.problems = problems;
  }

  /** Place of every value that was read, by path. */
  Map<String, Position> positions() {
    return positions;
  }

  /** Where every value that was read begins, its name included, by path; outer ones come first. */
  Map<String, Position> starts() {
    return starts;
  }

  /** Reads the tree into the builder; what is wrong goes to the problems. */
  void read(Tree tree, Message.Builder into, String path) {
    positions.put(path, tree.position());
    if (!(tree instanceof Tree.Mapping mapping)) {
      wrongShape(tree, path, "names");
      return;
    }
    Set<FieldDescriptor> seen = new HashSet<>();
    Map<OneofDescriptor, FieldDescriptor> chosen = new HashMap<>();
    for (Tree.Entry entry : mapping.entries()) {
      FieldDescriptor field = field(into.getDescriptorForType(), entry, path);
      if (field == null) {
        continue;
      }
      String fieldPath = fieldPath(path, field);
      starts.putIfAbsent(fieldPath, entry.keyPosition());
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
        sentence("FILE_UNKNOWN_NAME", shown),
        Spelling.closest(entry.key(), names)
            .map(name -> sentence("FILE_UNKNOWN_NAME.hint.close", name))
            .orElseGet(
                () ->
                    names.isEmpty()
                        ? sentence("FILE_UNKNOWN_NAME.hint.none")
                        : sentence("FILE_UNKNOWN_NAME.hint", String.join(", ", names))));
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
        sentence("FILE_ONE_OF_SET_TWICE", field.getJsonName(), other.getJsonName()),
        sentence("FILE_ONE_OF_SET_TWICE.hint"));
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
      wrongShape(tree, path, "list");
      return;
    }
    int index = 0;
    for (Tree item : sequence.items()) {
      String itemPath = path + "[" + index++ + "]";
      positions.put(itemPath, item.position());
      starts.put(itemPath, item.position());
      Object value = value(field, item, into, itemPath);
      if (value != null) {
        into.addRepeatedField(field, value);
      }
    }
  }

  private void readMap(FieldDescriptor field, Tree tree, Message.Builder into, String path) {
    if (!(tree instanceof Tree.Mapping mapping)) {
      wrongShape(tree, path, "names");
      return;
    }
    FieldDescriptor keyField = field.getMessageType().findFieldByNumber(1);
    FieldDescriptor valueField = field.getMessageType().findFieldByNumber(2);
    Set<String> seen = new HashSet<>();
    for (Tree.Entry entry : mapping.entries()) {
      String entryPath = entryPath(path, entry.key());
      positions.put(entryPath, entry.value().position());
      starts.putIfAbsent(entryPath, entry.keyPosition());
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
          tree.position(),
          path,
          "FILE_WRONG_TYPE",
          sentence("FILE_WRONG_TYPE.missing"),
          sentence("FILE_WRONG_TYPE.missing.hint"));
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
      wrongShape(tree, path, "single");
      return null;
    }
    try {
      return ScalarReader.read(scalar, field);
    } catch (ScalarReader.Refused e) {
      problems.add(tree.position(), path, e.code(), e.sentence(), e.hint());
      return null;
    }
  }

  private void duplicate(Tree.Entry entry, String path) {
    problems.add(
        entry.keyPosition(),
        path,
        "FILE_DUPLICATE_NAME",
        sentence("FILE_DUPLICATE_NAME"),
        sentence("FILE_DUPLICATE_NAME.hint"));
  }

  private void wrongShape(Tree tree, String path, String expected) {
    String key = "FILE_WRONG_TYPE." + expected;
    Sentence found =
        switch (tree) {
          case Tree.Scalar scalar -> sentence(key + ".notSingle", ScalarReader.shown(scalar));
          case Tree.Sequence _ -> sentence(key + ".notList");
          case Tree.Mapping _ -> sentence(key + ".notNames");
        };
    problems.add(tree.position(), path, "FILE_WRONG_TYPE", found, sentence(key + ".hint"));
  }

  private static boolean isNull(Tree tree) {
    return tree instanceof Tree.Scalar scalar && scalar.isNull();
  }

  /** Path of a field of the message at a path. */
  static String fieldPath(String path, FieldDescriptor field) {
    return path.isEmpty() ? field.getJsonName() : path + "." + field.getJsonName();
  }

  /** Path of what is around the value at a path; for a quoted name this may be nothing's path. */
  static String around(String path) {
    return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
  }

  /** Path of the value under a name in the map at a path. */
  static String entryPath(String path, String key) {
    return SIMPLE_KEY.matcher(key).matches() ? path + "." + key : path + "[\"" + key + "\"]";
  }
}

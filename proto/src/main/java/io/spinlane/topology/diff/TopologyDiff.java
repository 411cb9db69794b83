package io.spinlane.topology.diff;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import io.spinlane.topology.Elements;
import io.spinlane.topology.Elements.Element;
import io.spinlane.topology.file.YamlWriter;
import io.spinlane.v1.Box;
import io.spinlane.v1.Change;
import io.spinlane.v1.ChangeKind;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.ElementRef;
import io.spinlane.v1.PropertyChange;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares two topologies element by element. The order of list entries is no difference; places on
 * the canvas and notes are changes of layout only, which need no push.
 */
public final class TopologyDiff {
  private TopologyDiff() {}

  /** What must happen to the first topology to become the second; by kind, removals first. */
  public static List<Change> between(Topology old, Topology now) {
    List<Change> changes = new ArrayList<>();
    List<PropertyChange> own = properties(Drawn.whole(old), Drawn.whole(now));
    if (!own.isEmpty()) {
      changes.add(changed(Elements.TOPOLOGY, own, false));
    }
    Map<List<Object>, Drawn> oldElements = Drawn.elements(old);
    Map<List<Object>, Drawn> newElements = Drawn.elements(now);
    oldElements.forEach(
        (name, before) -> {
          if (!newElements.containsKey(name)) {
            changes.add(change(ChangeKind.CHANGE_KIND_REMOVED, before.element().ref()));
          }
        });
    newElements.forEach(
        (name, after) -> {
          Drawn before = oldElements.get(name);
          if (before == null) {
            changes.add(change(ChangeKind.CHANGE_KIND_ADDED, after.element().ref()));
            return;
          }
          List<PropertyChange> properties = properties(before.properties(), after.properties());
          if (!before.pool().equals(after.pool())) {
            properties.addFirst(property("pool", before.pool(), after.pool()));
          }
          if (!properties.isEmpty()) {
            ElementRef ref = after.element().ref();
            changes.add(changed(ref, properties, isNote(ref)));
          }
        });
    changes.addAll(layout(old, now));
    changes.sort(
        Comparator.comparing(Change::getLayoutOnly)
            .thenComparingInt(change -> change.getElement().getKindValue()));
    return changes;
  }

  /** Changes that need a push. */
  public static List<Change> configurationBetween(Topology old, Topology now) {
    return between(old, now).stream().filter(change -> !change.getLayoutOnly()).toList();
  }

  static List<PropertyChange> properties(Message old, Message now) {
    List<PropertyChange> changes = new ArrayList<>();
    if (old.equals(now)) {
      return changes; // Most elements, at every keystroke; putting lists into order takes long.
    }
    compare(ContentHash.canonical(old), ContentHash.canonical(now), old, now, "", changes);
    return changes;
  }

  /** Compares the canonical forms, tells the values in the order in which they were drawn. */
  private static void compare(
      Message oldForm,
      Message newForm,
      Message old,
      Message now,
      String path,
      List<PropertyChange> changes) {
    for (FieldDescriptor field : old.getDescriptorForType().getFields()) {
      Object before = present(oldForm, field);
      Object after = present(newForm, field);
      String fieldPath = path + field.getJsonName();
      if (before == null ? after == null : before.equals(after)) {
        continue;
      }
      if (before instanceof Message oldInner
          && after instanceof Message newInner
          && !(before instanceof Duration)) {
        compare(
            oldInner,
            newInner,
            (Message) old.getField(field),
            (Message) now.getField(field),
            fieldPath + ".",
            changes);
      } else {
        changes.add(property(fieldPath, text(old, field), text(now, field)));
      }
    }
  }

  /** The value; null when it is unset, or empty. */
  static @Nullable Object present(Message message, FieldDescriptor field) {
    boolean present =
        field.isRepeated() ? message.getRepeatedFieldCount(field) > 0 : message.hasField(field);
    return present ? message.getField(field) : null;
  }

  static String text(Message message, FieldDescriptor field) {
    Object value = present(message, field);
    return value == null ? "" : YamlWriter.inline(field, value);
  }

  /** Moves of elements that both topologies hold, and boxes that belong to no element. */
  private static List<Change> layout(Topology old, Topology now) {
    Map<String, ElementRef> oldNames = names(old);
    Map<String, ElementRef> newNames = names(now);
    List<Change> changes = new ArrayList<>();
    TreeSet<String> ids = new TreeSet<>(old.getLayoutMap().keySet());
    ids.addAll(now.getLayoutMap().keySet());
    for (String id : ids) {
      ElementRef ref = newNames.get(id);
      // The box of an element that comes or goes comes and goes with it.
      if (oldNames.containsKey(id) != newNames.containsKey(id)) {
        continue;
      }
      List<PropertyChange> moved = new ArrayList<>();
      Box before = old.getLayoutOrDefault(id, Box.getDefaultInstance());
      Box after = now.getLayoutOrDefault(id, Box.getDefaultInstance());
      compare(before, after, before, after, "layout.", moved);
      if (!moved.isEmpty()) {
        changes.add(
            changed(
                ref == null ? Elements.ref(ElementKind.ELEMENT_KIND_UNSPECIFIED, id) : ref,
                moved,
                true));
      }
    }
    return changes;
  }

  private static Map<String, ElementRef> names(Topology topology) {
    Map<String, ElementRef> names = new TreeMap<>();
    for (Element element : Elements.of(topology)) {
      names.putIfAbsent(element.ref().getId(), element.ref());
    }
    return names;
  }

  private static boolean isNote(ElementRef ref) {
    return ref.getKind() == ElementKind.ELEMENT_KIND_NOTE;
  }

  private static Change change(ChangeKind kind, ElementRef ref) {
    return Change.newBuilder().setKind(kind).setElement(ref).setLayoutOnly(isNote(ref)).build();
  }

  private static Change changed(
      ElementRef ref, List<PropertyChange> properties, boolean layoutOnly) {
    return Change.newBuilder()
        .setKind(ChangeKind.CHANGE_KIND_CHANGED)
        .setElement(ref)
        .addAllProperties(properties)
        .setLayoutOnly(layoutOnly)
        .build();
  }

  private static PropertyChange property(String path, String old, String now) {
    return PropertyChange.newBuilder().setPath(path).setOldValue(old).setNewValue(now).build();
  }
}

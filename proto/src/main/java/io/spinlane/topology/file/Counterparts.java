package io.spinlane.topology.file;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.MapEntry;
import com.google.protobuf.Message;
import io.spinlane.v1.Lane;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which value of one state of a topology is which value of another, by paths: fields by name, list
 * entries by id. Entries that came between the same neighbours as others went are the same,
 * renamed.
 */
final class Counterparts {
  private final Map<String, String> paths = new HashMap<>();
  private final Set<String> holders = new HashSet<>();

  private Counterparts() {}

  static Counterparts of(Message old, Message now) {
    Counterparts counterparts = new Counterparts();
    counterparts.single(old, now, "", "");
    return counterparts;
  }

  /** Where the value is now; empty when it is gone, or no longer written. */
  Optional<String> of(String path) {
    return Optional.ofNullable(paths.get(path));
  }

  /** The closest around the value, itself included, that is there and holds something now. */
  String holder(String path) {
    for (String around = path; !around.isEmpty(); around = MessageReader.around(around)) {
      String now = paths.get(around);
      if (now != null && holders.contains(now)) {
        return now;
      }
    }
    return "";
  }

  private void message(Message old, Message now, String from, String to) {
    Map<FieldDescriptor, Object> written = YamlWriter.fields(now);
    hold(to, !written.isEmpty());
    YamlWriter.fields(old)
        .forEach(
            (field, value) -> {
              if (written.containsKey(field)) {
                field(
                    field,
                    value,
                    written.get(field),
                    MessageReader.fieldPath(from, field),
                    MessageReader.fieldPath(to, field));
              }
            });
  }

  private void field(FieldDescriptor field, Object old, Object now, String from, String to) {
    if (field.isMapField()) {
      paths.put(from, to);
      hold(to, true);
      map((List<?>) old, (List<?>) now, from, to);
    } else if (field.isRepeated()) {
      paths.put(from, to);
      hold(to, true);
      List<?> before = (List<?>) old;
      int[] counterparts = pair(before, (List<?>) now);
      for (int i = 0; i < counterparts.length; i++) {
        if (counterparts[i] >= 0) {
          Object same = ((List<?>) now).get(counterparts[i]);
          single(before.get(i), same, from + "[" + i + "]", to + "[" + counterparts[i] + "]");
        }
      }
    } else {
      single(old, now, from, to);
    }
  }

  private void single(Object old, Object now, String from, String to) {
    paths.put(from, to);
    if (old instanceof Message message && now instanceof Message other) {
      message(message, other, from, to);
    }
  }

  private void map(List<?> old, List<?> now, String from, String to) {
    Map<Object, Object> values = new HashMap<>();
    now.forEach(pair -> values.put(((MapEntry<?, ?>) pair).getKey(), value(pair)));
    for (Object pair : old) {
      Object key = ((MapEntry<?, ?>) pair).getKey();
      Object same = values.get(key);
      if (same != null) {
        String name = String.valueOf(key);
        single(
            value(pair),
            same,
            MessageReader.entryPath(from, name),
            MessageReader.entryPath(to, name));
      }
    }
  }

  private static Object value(Object pair) {
    return ((MapEntry<?, ?>) pair).getValue();
  }

  private void hold(String path, boolean something) {
    if (something) {
      holders.add(path);
    }
  }

  /** For each old entry the index of the same one now, or -1. */
  static int[] pair(List<?> old, List<?> now) {
    Map<Object, Deque<Integer>> places = new HashMap<>();
    for (int i = 0; i < now.size(); i++) {
      places.computeIfAbsent(key(now.get(i)), _ -> new ArrayDeque<>()).add(i);
    }
    int[] counterparts = new int[old.size()];
    boolean[] known = new boolean[now.size()];
    for (int i = 0; i < counterparts.length; i++) {
      Deque<Integer> same = places.get(key(old.get(i)));
      counterparts[i] = same == null || same.isEmpty() ? -1 : same.remove();
      if (counterparts[i] >= 0) {
        known[counterparts[i]] = true;
      }
    }
    pairRenamed(counterparts, known);
    return counterparts;
  }

  private static void pairRenamed(int[] counterparts, boolean[] known) {
    for (int i = 0; i < counterparts.length; i++) {
      int end = i;
      while (end < counterparts.length && counterparts[end] < 0) {
        end++;
      }
      int first = i == 0 ? 0 : counterparts[i - 1] + 1;
      int last = end == counterparts.length ? known.length : counterparts[end];
      if (end > i && last - first == end - i && allNew(known, first, last)) {
        for (int k = i; k < end; k++) {
          counterparts[k] = first + k - i;
        }
      }
      i = Math.max(i, end);
    }
  }

  private static boolean allNew(boolean[] known, int first, int last) {
    for (int i = first; i < last; i++) {
      if (known[i]) {
        return false;
      }
    }
    return true;
  }

  /** What makes an entry the same one: its id, a lane's queue, else all of it. */
  private static Object key(Object entry) {
    if (entry instanceof Lane lane) {
      return List.of(lane.getNic(), lane.getQueue());
    }
    if (entry instanceof Message message) {
      FieldDescriptor id = message.getDescriptorForType().findFieldByName("id");
      return id == null ? message : message.getField(id);
    }
    return entry;
  }
}

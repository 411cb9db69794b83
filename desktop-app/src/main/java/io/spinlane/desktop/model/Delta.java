package io.spinlane.desktop.model;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.spinlane.v1.Box;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What differs between two messages of one type, in both directions. It holds what was touched and
 * nothing else: two neighbouring topologies share their elements, but not the lists and the map
 * around them, which for 2,000 elements are 100 KB each.
 *
 * <pre>
 *   list before   a  b  c  d  e        script   keep 2, take out 1, put in 2, keep ...
 *   list after    a  b  x  y  d  e     before   c          after   x  y
 * </pre>
 *
 * <p>The order of lists and of the layout comes back, too, so that a file is the same byte for
 * byte. Immutable.
 */
final class Delta {
  /** Objects and array headers around what is counted byte by byte. */
  private static final int OVERHEAD_BYTES = 160;

  /** Places of {@link DeltaScript#WIDTH} numbers each. */
  private final int[] script;

  private final byte[] before;
  private final byte[] after;
  private final List<Delta> nested;

  private Delta(DeltaScript script, Message before, Message after) {
    this.script = script.numbers();
    this.nested = script.nested();
    this.before = before.toByteArray();
    this.after = after.toByteArray();
  }

  /** The difference between two messages of one type. */
  static Delta between(Message before, Message after) {
    DeltaScript script = new DeltaScript();
    Message.Builder taken = before.newBuilderForType();
    Message.Builder put = after.newBuilderForType();
    for (FieldDescriptor field : before.getDescriptorForType().getFields()) {
      script.begin(field);
      if (field.isRepeated()) {
        list(script, field, items(before, field), items(after, field), taken, put);
      } else {
        single(script, field, before, after, taken, put);
      }
    }
    return new Delta(script, taken.build(), put.build());
  }

  private static void list(
      DeltaScript script,
      FieldDescriptor field,
      List<?> from,
      List<?> to,
      Message.Builder taken,
      Message.Builder put) {
    int i = 0;
    int j = 0;
    while (i < from.size() || j < to.size()) {
      int left = from.size() - i;
      int right = to.size() - j;
      if (left > 0 && right > 0 && from.get(i).equals(to.get(j))) {
        script.keep();
        i++;
        j++;
      } else if (left == right && samePool(from.get(i), to.get(j))) {
        script.nest(between((Message) from.get(i++), (Message) to.get(j++)));
      } else {
        // the longer rest loses its next item; rests of one length change it
        if (left >= right) {
          script.takeOut();
          add(taken, field, from.get(i++));
        }
        if (right >= left) {
          script.putIn();
          add(put, field, to.get(j++));
        }
      }
    }
  }

  private static void single(
      DeltaScript script,
      FieldDescriptor field,
      Message before,
      Message after,
      Message.Builder taken,
      Message.Builder put) {
    boolean had = before.hasField(field);
    boolean has = after.hasField(field);
    if (had == has && before.getField(field).equals(after.getField(field))) {
      return;
    }
    if (had) {
      taken.setField(field, before.getField(field));
    }
    if (has) {
      put.setField(field, after.getField(field));
    }
    script.takeOut();
    script.putIn();
  }

  /** A pool may hold most of a drawing. */
  private static boolean samePool(Object before, Object after) {
    return before instanceof Pool was && after instanceof Pool is && was.getId().equals(is.getId());
  }

  /** The message before, from the one after. */
  Message back(Message message) {
    return apply(message, false);
  }

  /** The message after, from the one before. */
  Message forth(Message message) {
    return apply(message, true);
  }

  /** About how much memory this keeps. */
  long bytes() {
    long sum = OVERHEAD_BYTES + before.length + after.length + (long) script.length * Integer.BYTES;
    for (Delta delta : nested) {
      sum += delta.bytes();
    }
    return sum;
  }

  private Message apply(Message message, byte[] replacement, boolean forth) {
    Message parts = parse(message, replacement);
    Message.Builder result = message.toBuilder();
    Iterator<Delta> inner = nested.iterator();
    for (int s = 0; s < script.length; ) {
      FieldDescriptor field = message.getDescriptorForType().findFieldByNumber(script[s]);
      int end = s;
      while (end < script.length && script[end] == script[s]) {
        end += DeltaScript.WIDTH;
      }
      if (field.isRepeated()) {
        result.clearField(field);
        Iterator<?> old = items(message, field).iterator();
        Iterator<?> fresh = items(parts, field).iterator();
        for (; s < end; s += DeltaScript.WIDTH) {
          place(result, field, s, old, fresh, inner, forth);
        }
        old.forEachRemaining(item -> add(result, field, item));
      } else if (parts.hasField(field)) {
        result.setField(field, parts.getField(field));
      } else {
        result.clearField(field);
      }
      s = end;
    }
    return result.build();
  }

  /** Copies what is kept before one place of a list, and makes the change there. */
  private void place(
      Message.Builder result,
      FieldDescriptor field,
      int at,
      Iterator<?> old,
      Iterator<?> fresh,
      Iterator<Delta> inner,
      boolean forth) {
    for (int kept = script[at + 1]; kept > 0; kept--) {
      add(result, field, old.next());
    }
    if (script[at + 2] == DeltaScript.NESTED) {
      Message item = (Message) old.next();
      add(result, field, inner.next().apply(item, forth));
      return;
    }
    for (int gone = script[forth ? at + 2 : at + 3]; gone > 0; gone--) {
      old.next();
    }
    for (int put = script[forth ? at + 3 : at + 2]; put > 0; put--) {
      add(result, field, fresh.next());
    }
  }

  private Message apply(Message message, boolean forth) {
    return apply(message, forth ? after : before, forth);
  }

  private static Message parse(Message type, byte[] bytes) {
    try {
      return type.getParserForType().parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("bytes written by this class", e);
    }
  }

  /** The items of a list; those of the layout are its entries, in the order of the map. */
  private static List<?> items(Message message, FieldDescriptor field) {
    return field.isMapField()
        ? new ArrayList<>(((Topology) message).getLayoutMap().entrySet())
        : (List<?>) message.getField(field);
  }

  private static void add(Message.Builder builder, FieldDescriptor field, Object item) {
    if (item instanceof Map.Entry<?, ?> entry) {
      ((Topology.Builder) builder).putLayout((String) entry.getKey(), (Box) entry.getValue());
    } else {
      builder.addRepeatedField(field, item);
    }
  }
}

package io.spinlane.desktop.io;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A topology in which no two elements have the same id, so that each can be drawn and clicked. The
 * first keeps its id, and whatever points at the id still points at the first.
 *
 * @param renamed "old → new" for each element that got another id
 */
public record UniqueIds(Topology topology, List<String> renamed) {
  /**
   * Gives another id to all but the first of those that share one; references lead to the first.
   */
  public static UniqueIds of(Topology topology) {
    Set<String> taken = new HashSet<>();
    List<String> renamed = new ArrayList<>();
    Topology.Builder result = topology.toBuilder();
    unique(result, taken, renamed);
    return new UniqueIds(result.build(), List.copyOf(renamed));
  }

  /** Walks every list of messages with ids, also the lists inside them (back-ends of pools). */
  private static void unique(Message.Builder holder, Set<String> taken, List<String> renamed) {
    for (FieldDescriptor list : holder.getDescriptorForType().getFields()) {
      if (!list.isRepeated()
          || list.isMapField()
          || list.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
        continue;
      }
      FieldDescriptor id = list.getMessageType().findFieldByName("id");
      for (int i = 0; id != null && i < holder.getRepeatedFieldCount(list); i++) {
        Message.Builder element = ((Message) holder.getRepeatedField(list, i)).toBuilder();
        String name = (String) element.getField(id);
        if (!taken.add(name)) {
          String fresh = fresh(taken, name);
          renamed.add(name + " → " + fresh);
          element.setField(id, fresh);
        }
        unique(element, taken, renamed);
        holder.setRepeatedField(list, i, element.build());
      }
    }
  }

  private static String fresh(Set<String> taken, String name) {
    int n = 2;
    while (!taken.add(name + "-" + n)) {
      n++;
    }
    return name + "-" + n;
  }
}

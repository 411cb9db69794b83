package io.spinlane.desktop.model;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.spinlane.v1.Backend;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Finds, replaces and removes the elements of a topology by id. Pure. */
public final class Drawing {
  /** The list of the topology that holds each kind; back-ends live inside their pool. */
  private static final Map<ElementKind, FieldDescriptor> LISTS = lists();

  private Drawing() {}

  private static Map<ElementKind, FieldDescriptor> lists() {
    Map<ElementKind, FieldDescriptor> lists = new EnumMap<>(ElementKind.class);
    lists.put(ElementKind.ELEMENT_KIND_NIC, list(Topology.NICS_FIELD_NUMBER));
    lists.put(ElementKind.ELEMENT_KIND_CORE, list(Topology.CORES_FIELD_NUMBER));
    lists.put(ElementKind.ELEMENT_KIND_VIP, list(Topology.VIPS_FIELD_NUMBER));
    lists.put(ElementKind.ELEMENT_KIND_SERVICE, list(Topology.SERVICES_FIELD_NUMBER));
    lists.put(ElementKind.ELEMENT_KIND_POOL, list(Topology.POOLS_FIELD_NUMBER));
    lists.put(ElementKind.ELEMENT_KIND_NOTE, list(Topology.NOTES_FIELD_NUMBER));
    return lists;
  }

  private static FieldDescriptor list(int number) {
    return Topology.getDescriptor().findFieldByNumber(number);
  }

  /** All elements by id, in the order of the drawing's lanes. */
  public static Map<String, Element> index(Topology topology) {
    Map<String, Element> index = new LinkedHashMap<>();
    LISTS.forEach(
        (kind, list) -> {
          for (Message message : messages(topology, list)) {
            index.put(idOf(message), new Element(kind, idOf(message), message, ""));
          }
        });
    for (Pool pool : topology.getPoolsList()) {
      for (Backend backend : pool.getBackendsList()) {
        index.put(
            backend.getId(),
            new Element(ElementKind.ELEMENT_KIND_BACKEND, backend.getId(), backend, pool.getId()));
      }
    }
    return index;
  }

  /** The topology with one more element; a back-end goes into the pool of the given element. */
  public static Topology add(Topology topology, Element element) {
    if (element.kind() == ElementKind.ELEMENT_KIND_BACKEND) {
      return inPool(
          topology,
          element.pool(),
          pool -> pool.toBuilder().addBackends((Backend) element.message()).build());
    }
    return topology.toBuilder().addRepeatedField(listOf(element.kind()), element.message()).build();
  }

  /** The topology with more elements, in one pass; a back-end goes into the pool it names. */
  static Topology addAll(Topology topology, Collection<Element> elements) {
    Topology.Builder result = topology.toBuilder();
    Map<String, List<Backend>> backends = new HashMap<>();
    for (Element element : elements) {
      if (element.message() instanceof Backend backend) {
        backends.computeIfAbsent(element.pool(), _ -> new ArrayList<>()).add(backend);
      } else {
        append(result, element.kind(), element.message());
      }
    }
    for (int p = 0; p < result.getPoolsCount(); p++) {
      List<Backend> more = backends.remove(result.getPools(p).getId());
      if (more != null) {
        result.setPools(p, result.getPools(p).toBuilder().addAllBackends(more));
      }
    }
    return result.build();
  }

  /** Adds an element that is no back-end to the list of its kind. */
  static void append(Topology.Builder topology, ElementKind kind, Message message) {
    topology.addRepeatedField(listOf(kind), message);
  }

  /** The topology with the message of one element changed; unknown ids change nothing. */
  public static Topology replace(Topology topology, String id, UnaryOperator<Message> change) {
    return replaceAll(topology, Set.of(id), change);
  }

  /**
   * The topology with the messages of some elements changed, in one pass however many they are;
   * unknown ids change nothing. Where two elements have one id, the first is meant.
   */
  public static Topology replaceAll(
      Topology topology, Collection<String> ids, UnaryOperator<Message> change) {
    Set<String> left = new HashSet<>(ids);
    Topology.Builder result = topology.toBuilder();
    for (FieldDescriptor list : LISTS.values()) {
      int count = topology.getRepeatedFieldCount(list);
      for (int row = 0; row < count && !left.isEmpty(); row++) {
        Message message = (Message) topology.getRepeatedField(list, row);
        if (left.remove(idOf(message))) {
          result.setRepeatedField(list, row, change.apply(message));
        }
      }
    }
    for (int p = 0; p < topology.getPoolsCount() && !left.isEmpty(); p++) {
      replaceBackends(result, p, left, change);
    }
    return result.build();
  }

  private static void replaceBackends(
      Topology.Builder topology, int row, Set<String> left, UnaryOperator<Message> change) {
    Pool pool = topology.getPools(row);
    Pool.Builder changed = null;
    for (int b = 0; b < pool.getBackendsCount(); b++) {
      Backend backend = pool.getBackends(b);
      if (left.remove(backend.getId())) {
        changed = changed == null ? pool.toBuilder() : changed;
        changed.setBackends(b, (Backend) change.apply(backend));
      }
    }
    if (changed != null) {
      topology.setPools(row, changed);
    }
  }

  /** The topology with a changed pool. */
  static Topology inPool(Topology topology, String poolId, UnaryOperator<Pool> change) {
    return replace(topology, poolId, message -> change.apply((Pool) message));
  }

  /** A free id made of a stem and the first number that nobody uses, such as "nic2". */
  public static String freeId(Map<String, ?> taken, String stem) {
    return new FreeIds(taken).next(stem);
  }

  /** The value of a message's id field. */
  public static String idOf(Message message) {
    return (String) message.getField(message.getDescriptorForType().findFieldByName("id"));
  }

  /** The message with another id. */
  public static Message withId(Message message, String id) {
    return message.toBuilder()
        .setField(message.getDescriptorForType().findFieldByName("id"), id)
        .build();
  }

  static List<FieldDescriptor> lists(Topology topology) {
    List<FieldDescriptor> present = new ArrayList<>();
    for (FieldDescriptor list : LISTS.values()) {
      if (topology.getRepeatedFieldCount(list) > 0) {
        present.add(list);
      }
    }
    return present;
  }

  static List<Message> messages(Topology topology, FieldDescriptor list) {
    int count = topology.getRepeatedFieldCount(list);
    List<Message> messages = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      messages.add((Message) topology.getRepeatedField(list, i));
    }
    return messages;
  }

  private static FieldDescriptor listOf(ElementKind kind) {
    FieldDescriptor list = LISTS.get(kind);
    if (list == null) {
      throw new IllegalArgumentException("not an element of a drawing: " + kind);
    }
    return list;
  }
}

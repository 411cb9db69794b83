package io.spinlane.topology.diff;

import com.google.protobuf.Message;
import io.spinlane.topology.Elements;
import io.spinlane.topology.Elements.Element;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.ElementRef;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Topology;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One element as it is compared and merged.
 *
 * @param properties the element without the elements inside it
 * @param pool id of a back-end's pool, which counts as a property of the back-end; empty for others
 */
record Drawn(Element element, Message properties, String pool) {
  /** The elements by kind, id and, in a drawing with doubled ids, how often it occurred before. */
  static Map<List<Object>, Drawn> elements(Topology topology) {
    Map<List<Object>, Drawn> elements = new LinkedHashMap<>();
    Map<ElementRef, Integer> occurrences = new HashMap<>();
    String pool = "";
    for (Element element : Elements.of(topology)) {
      int occurrence = occurrences.merge(element.ref(), 1, Integer::sum);
      Message properties = element.message();
      if (properties instanceof Pool drawn) {
        pool = drawn.getId();
        properties = drawn.toBuilder().clearBackends().build();
      }
      boolean pooled = element.ref().getKind() == ElementKind.ELEMENT_KIND_BACKEND;
      elements.put(
          List.of(element.ref(), occurrence), new Drawn(element, properties, pooled ? pool : ""));
    }
    return elements;
  }

  /** Name, description and connection settings. */
  static Topology whole(Topology topology) {
    Topology.Builder whole =
        Topology.newBuilder().setName(topology.getName()).setDescription(topology.getDescription());
    if (topology.hasConnections()) {
      whole.setConnections(topology.getConnections());
    }
    return whole.build();
  }

  ElementRef ref() {
    return element.ref();
  }

  /** The same but for the order of lists. */
  boolean same(Drawn other) {
    return pool.equals(other.pool)
        && (properties.equals(other.properties)
            || ContentHash.canonical(properties).equals(ContentHash.canonical(other.properties)));
  }
}

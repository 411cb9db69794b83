package io.spinlane.desktop.inspector;

import com.google.protobuf.Message;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Element;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What the inspector edits: some elements of one kind, or the switch as a whole. */
final class FieldTarget {
  private final DesignModel model;
  private final ElementKind kind;
  private final List<String> ids;
  private final Consumer<String> help;

  /**
   * A target.
   *
   * @param ids of elements of that kind; empty for the switch as a whole
   * @param help opens the help at an anchor, such as "service.ports"
   */
  FieldTarget(DesignModel model, ElementKind kind, List<String> ids, Consumer<String> help) {
    this.model = model;
    this.kind = kind;
    this.ids = List.copyOf(ids);
    this.help = help;
  }

  /** Opens the help. */
  void explain(String anchor) {
    help.accept(anchor);
  }

  DesignModel model() {
    return model;
  }

  ElementKind kind() {
    return kind;
  }

  List<String> ids() {
    return ids;
  }

  /** The elements as they are now; never empty. */
  List<Message> messages() {
    if (ids.isEmpty()) {
      return List.of(model.topology());
    }
    List<Message> messages = new ArrayList<>();
    for (String id : ids) {
      model.element(id).map(Element::message).ifPresent(messages::add);
    }
    return messages;
  }

  /** Every element is still there. */
  boolean exists() {
    return model.elements().keySet().containsAll(ids);
  }

  void write(String path, String label, UnaryOperator<Message> change) {
    if (ids.isEmpty()) {
      model.apply(Edits.setTopology(path, label, topology -> (Topology) change.apply(topology)));
      return;
    }
    model.apply(Edits.setAll(ids, path, label, change));
  }
}

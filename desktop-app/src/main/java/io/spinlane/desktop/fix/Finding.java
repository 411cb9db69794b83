package io.spinlane.desktop.fix;

import com.google.protobuf.Message;
import io.spinlane.desktop.assign.Locality;
import io.spinlane.desktop.model.Drawing;
import io.spinlane.desktop.model.Edit;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.ReceiveQueue;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Core;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Route;
import io.spinlane.v1.Topology;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A problem in its surroundings.
 *
 * @param host what the host has; null when none is known
 */
record Finding(Diagnostic diagnostic, Topology topology, @Nullable Inventory host) {
  /** More fixes than these of one sort are no help. */
  static final int MOST = 3;

  String id() {
    return diagnostic.getElement().getId();
  }

  ElementKind kind() {
    return diagnostic.getElement().getKind();
  }

  String field() {
    return diagnostic.getField();
  }

  Locality locality() {
    return Locality.of(host);
  }

  /** The element with the problem, if it is one with an id of its own. */
  Optional<Element> element() {
    return Optional.ofNullable(Drawing.index(topology).get(id()));
  }

  Optional<Nic> nic(String nic) {
    return topology.getNicsList().stream().filter(one -> one.getId().equals(nic)).findFirst();
  }

  Optional<Core> core(String core) {
    return topology.getCoresList().stream().filter(one -> one.getId().equals(core)).findFirst();
  }

  /** The receive queue that a lane's name stands for. */
  ReceiveQueue queue() {
    int slash = id().lastIndexOf('/');
    String number = id().substring(slash + 1);
    boolean plain = number.matches("\\d{1,9}");
    return new ReceiveQueue(
        slash < 0 ? id() : id().substring(0, slash), plain ? Integer.parseInt(number) : -1);
  }

  /** The value of the field with the problem, as text; empty without one. */
  String text() {
    return message().map(message -> Fields.get(message, field())).map(String::valueOf).orElse("");
  }

  /** The message of the element, of the route or of the whole topology. */
  Optional<Message> message() {
    return switch (kind()) {
      case ELEMENT_KIND_TOPOLOGY -> Optional.of(topology);
      case ELEMENT_KIND_ROUTE ->
          topology.getRoutesList().stream()
              .filter(route -> route.getPrefix().equals(id()))
              .map(Message.class::cast)
              .findFirst();
      default -> element().map(Element::message);
    };
  }

  /** A fix that changes the element with the problem. */
  QuickFix change(String key, UnaryOperator<Message> change, Object... arguments) {
    return fix(Texts.get(key, arguments), drawing -> changed(drawing, change));
  }

  /** A fix that changes the drawing. */
  static QuickFix fix(String title, UnaryOperator<Topology> change) {
    return new QuickFix(title, Edit.of(title, change));
  }

  private Topology changed(Topology drawing, UnaryOperator<Message> change) {
    if (kind() == ElementKind.ELEMENT_KIND_TOPOLOGY) {
      return (Topology) change.apply(drawing);
    }
    if (kind() != ElementKind.ELEMENT_KIND_ROUTE) {
      return Drawing.replace(drawing, id(), change);
    }
    for (int i = 0; i < drawing.getRoutesCount(); i++) {
      if (drawing.getRoutes(i).getPrefix().equals(id())) {
        return drawing.toBuilder().setRoutes(i, (Route) change.apply(drawing.getRoutes(i))).build();
      }
    }
    return drawing;
  }

  /** A fix that takes one route away, the last of those that are meant. */
  QuickFix withoutRoute(Predicate<Route> meant) {
    return fix(
        Texts.get("fix.removeRoute", id()),
        drawing -> {
          for (int i = drawing.getRoutesCount() - 1; i >= 0; i--) {
            if (meant.test(drawing.getRoutes(i))) {
              return drawing.toBuilder().removeRoutes(i).build();
            }
          }
          return drawing;
        });
  }
}

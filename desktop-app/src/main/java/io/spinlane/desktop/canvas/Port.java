package io.spinlane.desktop.canvas;

import io.spinlane.desktop.text.Texts;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** A place on a card where wires begin or end. */
final class Port extends StackPane {
  /** Side of the square that reacts to the mouse; the dot inside is smaller. */
  static final double SIZE = 18;

  /** Last part of the id of the port that all queues of a NIC share. */
  static final String ALL_QUEUES = "queues";

  private final String elementId;
  private final int queue;
  private final boolean shared;

  /**
   * A port of an element.
   *
   * @param name last part of its id: "in", "out", "vip", "q" and the queue, or {@link #ALL_QUEUES}
   * @param queue receive queue, or {@code WireRules.ANY_QUEUE}
   */
  Port(String elementId, String name, int queue) {
    this.elementId = elementId;
    this.queue = queue;
    shared = name.equals(ALL_QUEUES);
    setId("port-" + elementId + "-" + name);
    setManaged(false);
    getStyleClass().addAll("port", "port-" + (queue >= 0 || shared ? "queue" : name));
    Region dot = new Region();
    dot.getStyleClass().add("port-dot");
    dot.setMouseTransparent(true);
    getChildren().add(dot);
    setAccessibleRole(AccessibleRole.BUTTON);
    setAccessibleText(Texts.get("port." + (queue >= 0 ? "queue" : name), elementId, queue));
    resize(SIZE, SIZE);
  }

  String elementId() {
    return elementId;
  }

  int queue() {
    return queue;
  }

  /** It stands for all receive queues of a NIC that has many. */
  boolean shared() {
    return shared;
  }

  void center(double x, double y) {
    relocate(x - SIZE / 2, y - SIZE / 2);
  }
}

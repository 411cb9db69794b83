package io.spinlane.desktop.gesture;

import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.model.Verdict;
import io.spinlane.desktop.model.WireRules;
import io.spinlane.v1.Topology;
import java.util.Optional;
import java.util.function.Function;

/** Draws a wire from a port; over an element it knows whether the wire may end there. */
public final class WireGesture implements Gesture {
  private final Topology topology;
  private final Element start;
  private final int queue;
  private final Function<Point, Optional<Element>> elementAt;
  private Optional<Element> target = Optional.empty();
  private Point end;

  /**
   * Begins at a port.
   *
   * @param queue the receive queue of a NIC's port, or {@link WireRules#ANY_QUEUE}
   * @param elementAt the element at a place on the canvas
   */
  public WireGesture(
      Topology topology,
      Element start,
      int queue,
      Function<Point, Optional<Element>> elementAt,
      Pointer press) {
    this.topology = topology;
    this.start = start;
    this.queue = queue;
    this.elementAt = elementAt;
    this.end = press.world();
  }

  @Override
  public void drag(Pointer pointer) {
    end = pointer.world();
    target = elementAt.apply(end).filter(element -> !element.id().equals(start.id()));
  }

  /** The element the wire begins at. */
  public Element start() {
    return start;
  }

  /** The receive queue it begins at, or {@link WireRules#ANY_QUEUE}. */
  public int queue() {
    return queue;
  }

  /** The loose end. */
  public Point end() {
    return end;
  }

  /** The element under the loose end. */
  public Optional<Element> target() {
    return target;
  }

  /** What would come of it if the button were released now; empty over the empty canvas. */
  public Optional<Verdict> verdict() {
    return target.map(element -> WireRules.check(topology, start, queue, element));
  }

  /** The wire may end at an element. */
  public boolean accepts(Element element) {
    return WireRules.check(topology, start, queue, element) instanceof Verdict.Allowed;
  }
}

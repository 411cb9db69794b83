package io.spinlane.desktop.gesture;

import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.model.Verdict;
import io.spinlane.desktop.model.Wire;
import io.spinlane.desktop.model.WireRules;
import io.spinlane.v1.Topology;
import java.util.Optional;
import java.util.function.Function;

/**
 * Draws a wire from a port, or leads one end of a wire elsewhere; over an element it knows whether
 * the wire may end there.
 */
public final class WireGesture implements Gesture {
  private final Topology topology;
  private final Element start;
  private final int queue;
  private final Optional<Wire> replaced;
  private final Function<Point, Optional<Element>> elementAt;
  private final Pointer press;
  private Optional<Element> target = Optional.empty();
  private Point end;
  private boolean moving;

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
    this(topology, start, queue, Optional.empty(), elementAt, press);
  }

  private WireGesture(
      Topology topology,
      Element start,
      int queue,
      Optional<Wire> replaced,
      Function<Point, Optional<Element>> elementAt,
      Pointer press) {
    this.topology = topology;
    this.start = start;
    this.queue = queue;
    this.replaced = replaced;
    this.elementAt = elementAt;
    this.press = press;
    this.end = press.world();
  }

  /**
   * Begins near an end of a wire that is drawn.
   *
   * @param wire whose other end stays
   * @param fixed the element at the end that stays
   */
  public static WireGesture reattach(
      Topology topology,
      Wire wire,
      Element fixed,
      Function<Point, Optional<Element>> elementAt,
      Pointer press) {
    boolean lane = wire.kind() == Wire.Kind.LANE && wire.from().equals(fixed.id());
    return new WireGesture(
        topology,
        fixed,
        lane ? wire.queue() : WireRules.ANY_QUEUE,
        Optional.of(wire),
        elementAt,
        press);
  }

  @Override
  public void drag(Pointer pointer) {
    moving = moving || pointer.beyondSlack(press);
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

  /** The wire whose end is being led elsewhere; empty for a new wire. */
  public Optional<Wire> replaced() {
    return replaced;
  }

  /** The loose end. */
  public Point end() {
    return end;
  }

  /** The mouse has gone far enough to be a drag; otherwise it was a click. */
  public boolean moved() {
    return moving;
  }

  /** The element under the loose end. */
  public Optional<Element> target() {
    return target;
  }

  /** What would come of it if the button were released now; empty over the empty canvas. */
  public Optional<Verdict> verdict() {
    return target.map(this::judge);
  }

  /** The wire may end at an element. */
  public boolean accepts(Element element) {
    return judge(element) instanceof Verdict.Allowed;
  }

  private Verdict judge(Element element) {
    return replaced.isEmpty()
        ? WireRules.check(topology, start, queue, element)
        : WireRules.checkReattach(topology, replaced.get(), start, element);
  }
}

package io.spinlane.desktop.layout;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Cards;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Placement;
import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.model.Wire;
import io.spinlane.v1.ElementKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.LayeringStrategy;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkConnectableShape;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Arranges elements so that wires cross little: every element goes to the lane of its kind, and
 * ELK's layered algorithm (Sugiyama, Tagawa, Toda 1981) finds the order and the heights. Notes and
 * locked elements stay, and nothing is put on top of them.
 */
public final class AutoLayout {
  private static final double GAP = 24;
  private static final double GRID = 8;

  /** Between groups there is room for the ends of two frames and their titles. */
  private static final double FRAME_GAP = 72;

  static {
    // ELK learns here how to copy the defaults of its options
    LayoutMetaDataService.getInstance()
        .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
  }

  private final List<Element> moving;
  private final List<Wire> wires;
  private final Map<String, Area> areas;
  private final List<Area> staying;
  private final double top;
  private List<Set<String>> groups = List.of();

  /**
   * Prepares a layout.
   *
   * @param elements all elements of the drawing
   * @param wires all its wires; those with an end that stays only count for nothing
   * @param areas where every element is now
   * @param ids which of them may move
   * @param top where the uppermost card goes, in canvas units
   */
  public AutoLayout(
      Map<String, Element> elements,
      List<Wire> wires,
      Map<String, Area> areas,
      Set<String> ids,
      double top) {
    this.moving =
        elements.values().stream()
            .filter(element -> ids.contains(element.id()) && areas.containsKey(element.id()))
            .filter(element -> element.kind() != ElementKind.ELEMENT_KIND_NOTE)
            .toList();
    this.wires = List.copyOf(wires);
    this.areas = Map.copyOf(areas);
    Set<String> going = moving.stream().map(Element::id).collect(Collectors.toSet());
    this.staying =
        areas.entrySet().stream()
            .filter(entry -> !going.contains(entry.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    this.top = top;
  }

  /**
   * Keeps some elements of a lane together, with room for a frame around them.
   *
   * @param together sets of ids, those that come first higher up
   */
  public AutoLayout grouped(List<Set<String>> together) {
    groups = List.copyOf(together);
    return this;
  }

  private int group(Element element) {
    for (int i = 0; i < groups.size(); i++) {
      if (groups.get(i).contains(element.id())) {
        return i;
      }
    }
    return groups.size();
  }

  /**
   * Finds the places; takes long for large drawings, and belongs on a thread of its own.
   *
   * @param cancelled asked now and then
   * @throws CancellationException when it was
   */
  public Map<String, Point> places(BooleanSupplier cancelled) {
    Map<String, Double> heights = new LinkedHashMap<>();
    if (!moving.isEmpty()) {
      heights.putAll(layered(cancelled));
    }
    if (cancelled.getAsBoolean()) {
      throw new CancellationException();
    }
    return stacked(heights);
  }

  private Map<String, Double> layered(BooleanSupplier cancelled) {
    ElkNode graph = ElkGraphUtil.createGraph();
    graph.setProperty(LayeredOptions.DIRECTION, Direction.RIGHT);
    graph.setProperty(LayeredOptions.LAYERING_STRATEGY, LayeringStrategy.INTERACTIVE);
    graph.setProperty(LayeredOptions.SEPARATE_CONNECTED_COMPONENTS, false);
    graph.setProperty(LayeredOptions.SPACING_NODE_NODE, GAP);
    graph.setProperty(LayeredOptions.RANDOM_SEED, 1);
    Map<String, ElkNode> nodes = new LinkedHashMap<>();
    for (Element element : moving) {
      nodes.put(element.id(), node(graph, element));
    }
    connect(nodes);
    new LayeredLayoutProvider().layout(graph, new Monitor(cancelled));
    Map<String, Double> heights = new LinkedHashMap<>();
    double least = nodes.values().stream().mapToDouble(ElkNode::getY).min().orElse(0);
    nodes.forEach((id, node) -> heights.put(id, node.getY() - least + top));
    return heights;
  }

  /** A node in the lane of its kind: interactive layering makes one layer of each. */
  private ElkNode node(ElkNode graph, Element element) {
    Area area = area(element);
    ElkNode node = ElkGraphUtil.createNode(graph);
    node.setDimensions(area.width(), area.height());
    node.setLocation(Placement.columnX(element.kind()), area.y());
    node.setProperty(LayeredOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
    return node;
  }

  private void connect(Map<String, ElkNode> nodes) {
    Map<String, Element> byId = new HashMap<>();
    moving.forEach(element -> byId.put(element.id(), element));
    Map<String, ElkPort> ports = new HashMap<>();
    for (Wire wire : wires) {
      ElkNode from = nodes.get(wire.from());
      ElkNode to = nodes.get(wire.to());
      Element left = byId.get(wire.from());
      if (from != null && to != null && left != null) {
        double y = Cards.startY(wire, left);
        ElkConnectableShape out =
            ports.computeIfAbsent(
                wire.from() + " " + y, _ -> port(from, PortSide.EAST, from.getWidth(), y));
        ElkConnectableShape in =
            ports.computeIfAbsent(wire.to(), _ -> port(to, PortSide.WEST, 0, Cards.PORT_Y));
        ElkGraphUtil.createSimpleEdge(out, in);
      }
    }
  }

  private static ElkPort port(ElkNode node, PortSide side, double x, double y) {
    ElkPort port = ElkGraphUtil.createPort(node);
    port.setLocation(x, y);
    port.setProperty(LayeredOptions.PORT_SIDE, side);
    return port;
  }

  /** In each lane from top to bottom, pushed down past what stays there, on the grid. */
  private Map<String, Point> stacked(Map<String, Double> heights) {
    Map<Integer, List<Element>> lanes = new TreeMap<>();
    for (Element element : moving) {
      lanes.computeIfAbsent(Placement.column(element.kind()), _ -> new ArrayList<>()).add(element);
    }
    Map<String, Point> places = new LinkedHashMap<>();
    for (List<Element> lane : lanes.values()) {
      lane.sort(
          Comparator.comparingInt(this::group)
              .thenComparingDouble(element -> heights.getOrDefault(element.id(), top)));
      List<Area> taken = new ArrayList<>(staying);
      double y = Double.NEGATIVE_INFINITY;
      int group = groups.size();
      for (Element element : lane) {
        Area card = area(element);
        if (group(element) != group) {
          group = group(element);
          y += FRAME_GAP;
        }
        double wanted = Math.max(y, snap(heights.getOrDefault(element.id(), top)));
        Area area =
            below(
                new Area(Placement.columnX(element.kind()), wanted, card.width(), card.height()),
                taken);
        places.put(element.id(), new Point(area.x(), area.y()));
        y = snapUp(area.y() + area.height() + GAP);
      }
    }
    return places;
  }

  private Area area(Element element) {
    return Objects.requireNonNull(areas.get(element.id()), element.id());
  }

  private static Area below(Area wanted, List<Area> taken) {
    Area area = wanted;
    while (true) {
      Area tried = area;
      Optional<Area> obstacle = taken.stream().filter(tried::overlaps).findFirst();
      if (obstacle.isEmpty()) {
        return area;
      }
      double y = snapUp(obstacle.get().y() + obstacle.get().height() + GAP);
      area = new Area(area.x(), y, area.width(), area.height());
    }
  }

  private static double snap(double value) {
    return Math.round(value / GRID) * GRID;
  }

  private static double snapUp(double value) {
    return Math.ceil(value / GRID) * GRID;
  }

  /** Lets ELK ask whether anybody still waits for it. */
  private static final class Monitor extends BasicProgressMonitor {
    private final BooleanSupplier cancelled;

    Monitor(BooleanSupplier cancelled) {
      this.cancelled = cancelled;
    }

    @Override
    public boolean isCanceled() {
      return cancelled.getAsBoolean();
    }
  }
}

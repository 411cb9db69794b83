package io.spinlane.desktop.layout;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Cards;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.LaneColumns;
import io.spinlane.desktop.model.Placement;
import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.model.Wire;
import io.spinlane.v1.ElementKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
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
import org.jspecify.annotations.Nullable;

/**
 * Arranges elements so that wires cross little: every element goes to the lane of its kind, and
 * ELK's layered algorithm (Sugiyama, Tagawa, Toda 1981) finds the order and the heights. Many cores
 * or back-ends that belong together become rows, and the lanes to their right move on. Notes and
 * locked elements stay, and nothing is put on top of them.
 */
public final class AutoLayout {
  /** What ELK must be told once, and only where it is used. */
  private static final class Algorithm {
    static {
      // ELK learns here how to copy the defaults of its options
      LayoutMetaDataService.getInstance()
          .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    }

    static LayeredLayoutProvider layered() {
      return new LayeredLayoutProvider();
    }
  }

  private final List<Element> moving;
  private final List<Wire> wires;
  private final Map<String, ElementKind> kinds;
  private final Map<String, Area> areas;
  private final List<Area> staying;
  private final double top;
  private List<Set<String>> groups = List.of();
  private List<Set<String>> collapsed = List.of();
  private @Nullable LaneColumns kept;

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
    this.kinds = moving.stream().collect(Collectors.toMap(Element::id, Element::kind));
    this.staying =
        areas.entrySet().stream()
            .filter(entry -> !kinds.containsKey(entry.getKey()))
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

  /**
   * Gives cores behind a collapsed frame no more room than its box has.
   *
   * @param behind the cores of each
   */
  public AutoLayout collapsed(Collection<Set<String>> behind) {
    collapsed = List.copyOf(behind);
    return this;
  }

  /** Leaves the lanes where they are, for a layout of some cards; otherwise they get the room. */
  public AutoLayout within(LaneColumns lanes) {
    kept = lanes;
    return this;
  }

  private int group(Block block) {
    for (int i = 0; i < groups.size(); i++) {
      if (groups.get(i).contains(block.first())) {
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
    LaneColumns lanes = kept;
    List<Block> blocks =
        new Blocks(
                moving, areas, groups, kind -> lanes == null ? Integer.MAX_VALUE : lanes.room(kind))
            .of(collapsed);
    Map<Block, Double> heights =
        wires.stream().anyMatch(this::inside) ? layered(blocks, cancelled) : Map.of();
    if (cancelled.getAsBoolean()) {
      throw new CancellationException();
    }
    return stacked(blocks, heights);
  }

  private boolean inside(Wire wire) {
    return kinds.containsKey(wire.from()) && kinds.containsKey(wire.to());
  }

  private Map<Block, Double> layered(List<Block> blocks, BooleanSupplier cancelled) {
    LayeredLayoutProvider algorithm = Algorithm.layered();
    ElkNode graph = ElkGraphUtil.createGraph();
    graph.setProperty(LayeredOptions.DIRECTION, Direction.RIGHT);
    graph.setProperty(LayeredOptions.LAYERING_STRATEGY, LayeringStrategy.INTERACTIVE);
    graph.setProperty(LayeredOptions.SEPARATE_CONNECTED_COMPONENTS, false);
    graph.setProperty(LayeredOptions.SPACING_NODE_NODE, Placement.GAP);
    graph.setProperty(LayeredOptions.RANDOM_SEED, 1);
    Map<Block, ElkNode> nodes = new LinkedHashMap<>();
    for (Block block : blocks) {
      nodes.put(block, node(graph, block));
    }
    connect(nodes);
    algorithm.layout(graph, new Monitor(cancelled));
    Map<Block, Double> heights = new LinkedHashMap<>();
    double least = nodes.values().stream().mapToDouble(ElkNode::getY).min().orElse(0);
    nodes.forEach((block, node) -> heights.put(block, node.getY() - least + top));
    return heights;
  }

  /** A node in the lane of its kind: interactive layering makes one layer of each. */
  private ElkNode node(ElkNode graph, Block block) {
    ElkNode node = ElkGraphUtil.createNode(graph);
    // ELK sees lanes as wide as one card: its layers come from what overlaps from left to right
    node.setDimensions(Cards.WIDTH, block.height());
    node.setLocation(Placement.columnX(kind(block)), area(block.first()).y());
    node.setProperty(LayeredOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
    return node;
  }

  private void connect(Map<Block, ElkNode> nodes) {
    Map<String, Block> byId = new HashMap<>();
    nodes.keySet().forEach(block -> block.offsets().keySet().forEach(id -> byId.put(id, block)));
    Map<String, Element> elements = new HashMap<>();
    moving.forEach(element -> elements.put(element.id(), element));
    Map<String, ElkPort> ports = new HashMap<>();
    Set<String> drawn = new HashSet<>();
    for (Wire wire : wires) {
      Block start = byId.get(wire.from());
      Block end = byId.get(wire.to());
      Element left = elements.get(wire.from());
      if (start != null && end != null && left != null) {
        ElkNode from = Objects.requireNonNull(nodes.get(start));
        ElkNode to = Objects.requireNonNull(nodes.get(end));
        double y = Cards.startY(wire, left);
        String out = wire.from() + " " + y;
        if (drawn.add(out + " " + end.first())) {
          ElkConnectableShape source =
              ports.computeIfAbsent(out, _ -> port(from, PortSide.EAST, from.getWidth(), y));
          ElkConnectableShape target =
              ports.computeIfAbsent(end.first(), _ -> port(to, PortSide.WEST, 0, end.portY()));
          ElkGraphUtil.createSimpleEdge(source, target);
        }
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
  private Map<String, Point> stacked(List<Block> blocks, Map<Block, Double> heights) {
    Map<Integer, List<Block>> columns = new TreeMap<>();
    for (Block block : blocks) {
      columns.computeIfAbsent(Placement.column(kind(block)), _ -> new ArrayList<>()).add(block);
    }
    Map<String, Point> places = new LinkedHashMap<>();
    double shift = 0;
    for (List<Block> column : columns.values()) {
      ElementKind kind = kind(column.getFirst());
      LaneColumns lanes = kept;
      double x = lanes == null ? Placement.columnX(kind) + shift : lanes.x(kind);
      column.sort(
          Comparator.comparingInt(this::group)
              .thenComparingDouble(block -> heights.getOrDefault(block, top)));
      stack(column, heights, x, places);
      double widest = column.stream().mapToDouble(Block::laneWidth).max().orElse(0);
      shift += Math.max(0, widest - Placement.COLUMN_STEP);
    }
    return places;
  }

  private void stack(
      List<Block> column, Map<Block, Double> heights, double x, Map<String, Point> places) {
    List<Area> taken = new ArrayList<>(staying);
    double y = Double.NEGATIVE_INFINITY;
    int group = groups.size();
    for (Block block : column) {
      if (group(block) != group) {
        group = group(block);
        y += Block.FRAME_GAP;
      }
      double wanted = Math.max(y, Placement.snap(heights.getOrDefault(block, top)));
      Area area = below(new Area(x, wanted, block.width(), block.height()), taken);
      block
          .offsets()
          .forEach(
              (id, offset) ->
                  places.put(id, new Point(area.x() + offset.x(), area.y() + offset.y())));
      y = Placement.snapUp(area.y() + area.height() + Placement.GAP);
    }
  }

  private ElementKind kind(Block block) {
    return Objects.requireNonNull(kinds.get(block.first()), block.first());
  }

  private Area area(String id) {
    return Objects.requireNonNull(areas.get(id), id);
  }

  private static Area below(Area wanted, List<Area> taken) {
    Area area = wanted;
    while (true) {
      Area tried = area;
      Optional<Area> obstacle = taken.stream().filter(tried::overlaps).findFirst();
      if (obstacle.isEmpty()) {
        return area;
      }
      double y = Placement.snapUp(obstacle.get().y() + obstacle.get().height() + Placement.GAP);
      area = new Area(area.x(), y, area.width(), area.height());
    }
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

package io.spinlane.desktop.pictures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.Control;
import javafx.scene.control.DialogPane;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.TitledPane;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * Goes through a scene by the Tab key, and says what a person without a mouse would find wrong. On
 * the JavaFX thread.
 *
 * <p>The order is that of reading: never upwards or to the left unless into another column or over
 * the end to the first stop again. A group of toggles is one stop, whose arrows go through it.
 */
public final class FocusRound {
  /** Far more than there are in any scene. */
  private static final int TOO_MANY = 400;

  private final Scene scene;
  private final List<Node> stops = new ArrayList<>();
  private final List<String> backwards = new ArrayList<>();
  private final List<String> found = new ArrayList<>();

  private FocusRound(Scene scene) {
    this.scene = scene;
  }

  /** Goes round once, beginning with whatever Tab leads to from here. */
  public static FocusRound of(Scene scene) {
    FocusRound round = new FocusRound(scene);
    round.go();
    return round;
  }

  /** Where Tab stopped, in this order. */
  public List<Node> stops() {
    return List.copyOf(stops);
  }

  /** What is wrong, a line each; empty when all is well. */
  public List<String> found() {
    return List.copyOf(found);
  }

  private void go() {
    if (!round(stops, false)) {
      return;
    }
    List<Node> wanted = new ArrayList<>();
    collect(scene.getRoot(), wanted);
    wanted.removeAll(stops);
    wanted.forEach(node -> found.add("never reached: " + describe(node)));
    order();
    List<Node> back = new ArrayList<>();
    if (round(back, true)) {
      back = new ArrayList<>(back.reversed());
      java.util.Collections.rotate(back, -back.indexOf(stops.getFirst()));
      if (!back.equals(stops)) {
        List<Node> others = new ArrayList<>(stops);
        others.removeAll(back);
        found.add("another way back: " + names(back) + ", which leaves out " + names(others));
      }
    }
  }

  /** True if it came round to where it began. */
  private boolean round(List<Node> seen, boolean back) {
    while (seen.size() < TOO_MANY) {
      press(scene, back);
      Node at = scene.getFocusOwner();
      if (at == null) {
        found.add("nothing has the focus after " + names(seen));
        return false;
      }
      if (seen.contains(at)) {
        if (!at.equals(seen.getFirst())) {
          found.add((back ? "Shift+Tab" : "Tab") + " is stuck at " + describe(seen.getLast()));
        }
        return at.equals(seen.getFirst());
      }
      seen.add(at);
      if (!back) {
        if (seen.size() > 1) {
          step(seen.get(seen.size() - 2), at);
        }
      }
    }
    found.add("no end");
    return false;
  }

  static void press(Scene scene, boolean back) {
    Node at = scene.getFocusOwner();
    Event.fireEvent(
        at == null ? scene.getRoot() : at,
        new KeyEvent(KeyEvent.KEY_PRESSED, "\t", "\t", KeyCode.TAB, back, false, false, false));
    scene.getRoot().layout(); // what scrolls to the focus has moved
  }

  private static Bounds place(Node node) {
    return node.localToScene(node.getLayoutBounds());
  }

  /** Both where they are now: one of them may scroll the other away later. */
  private void step(Node from, Node to) {
    Bounds a = place(from);
    Bounds b = place(to);
    boolean above = b.getMaxY() <= a.getMinY() + 1 && b.getMinX() < a.getMaxX() - 1;
    boolean beside = b.getMinY() < a.getMaxY() - 1 && b.getMaxY() > a.getMinY() + 1;
    boolean left = beside && b.getMaxX() <= a.getMinX() + 1;
    backwards.add(above || left ? describe(from) + " to " + describe(to) : "");
  }

  /** One step leads from the last stop to the first. */
  private void order() {
    List<String> wrong = backwards.stream().filter(step -> !step.isEmpty()).toList();
    if (wrong.size() > 1) {
      found.add("more than one step back: " + wrong);
    }
  }

  /** All controls that can be seen and used. */
  private static void collect(Node node, List<Node> stops) {
    if (!node.isVisible() || node.isDisabled()) {
      return;
    }
    if (node.isFocusTraversable() && !(node instanceof Toggle toggle && passed(toggle))) {
      stops.add(node);
    }
    inside(node).forEach(child -> collect(child, stops));
  }

  private static boolean passed(Toggle toggle) {
    ToggleGroup group = toggle.getToggleGroup();
    return group != null
        && group.getSelectedToggle() != null
        && !toggle.equals(group.getSelectedToggle());
  }

  /** A control's own nodes are the toolkit's business, those put into it are ours. */
  private static List<Node> inside(Node node) {
    return switch (node) {
      case ScrollPane pane -> pane.getContent() == null ? List.of() : List.of(pane.getContent());
      case SplitPane pane -> pane.getItems();
      case TitledPane pane -> pane.isExpanded() ? List.of(pane.getContent()) : List.of();
      case TabPane pane ->
          pane.getTabs().isEmpty()
              ? List.of()
              : List.of(pane.getSelectionModel().getSelectedItem().getContent());
      case ButtonBar bar -> bar.getButtons();
      case DialogPane pane -> pane.getChildrenUnmodifiable();
      case Control _ -> List.of();
      case Parent parent -> parent.getChildrenUnmodifiable();
      default -> List.of();
    };
  }

  private static List<String> names(List<Node> nodes) {
    return nodes.stream().map(FocusRound::describe).toList();
  }

  static String describe(Node node) {
    Bounds at = place(node);
    String name =
        node.getId() != null
            ? "#" + node.getId()
            : node.getClass().getSimpleName() + node.getStyleClass();
    return String.format(Locale.ROOT, "%s at %.0f,%.0f", name, at.getMinX(), at.getMinY());
  }
}

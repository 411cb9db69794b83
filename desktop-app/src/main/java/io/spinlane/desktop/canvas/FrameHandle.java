package io.spinlane.desktop.canvas;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Frame;
import io.spinlane.desktop.text.Texts;
import java.util.Set;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;

/**
 * Where a frame is taken: with the mouse its title moves all of its cores, and a double click or
 * the button collapses it; the Tab key stops at it, and Enter or Space collapses it.
 */
final class FrameHandle extends Region {
  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
  private static final PseudoClass COLLAPSED = PseudoClass.getPseudoClass("collapsed");
  private static final PseudoClass BLOCK = PseudoClass.getPseudoClass("block");
  private static final double BUTTON = 18;

  private final Consumer<Frame> onToggle;
  private final Button toggle = new Button();
  private final Tooltip title = new Tooltip();
  private Frame frame;
  private String live = "";

  FrameHandle(Frame frame, Consumer<Frame> onToggle) {
    this.frame = frame;
    this.onToggle = onToggle;
    String name = frame.key().replace(':', '-');
    setId("frame-" + name);
    setManaged(false);
    getStyleClass().add("frame-handle");
    setAccessibleRole(AccessibleRole.TITLED_PANE);
    toggle.setId("frame-toggle-" + name);
    toggle.getStyleClass().setAll("frame-toggle");
    toggle.setFocusTraversable(false); // the canvas leads the Tab key to this handle
    toggle.setOnAction(_ -> toggle());
    getChildren().add(toggle);
    Tooltip.install(this, title); // a title often has no room for all of its words
    setOnMouseClicked(
        event -> {
          if (event.getButton() == MouseButton.PRIMARY
              && event.getClickCount() == 2
              && event.isStillSincePress()) {
            toggle();
            event.consume();
          }
        });
  }

  /** Collapses the frame, or opens it. */
  void toggle() {
    onToggle.accept(frame);
  }

  @Override
  public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
    return attribute == AccessibleAttribute.EXPANDED
        ? Boolean.valueOf(!frame.collapsed())
        : super.queryAccessibleAttribute(attribute, parameters);
  }

  @Override
  public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
    if (action == (frame.collapsed() ? AccessibleAction.EXPAND : AccessibleAction.COLLAPSE)) {
      toggle();
    } else {
      super.executeAccessibleAction(action, parameters);
    }
  }

  Frame frame() {
    return frame;
  }

  void show(Frame next) {
    frame = next;
    Area area = next.handle();
    resizeRelocate(area.x(), area.y(), area.width(), area.height());
    pseudoClassStateChanged(COLLAPSED, next.collapsed());
    toggle.setText(next.collapsed() ? "▸" : "▾");
    String does = Texts.get(next.collapsed() ? "frame.expand" : "frame.collapse", next.title());
    toggle.setAccessibleText(does);
    title.setText(next.title() + "\n" + next.count() + " · " + next.cpus());
    speak();
    notifyAccessibleAttributeChanged(AccessibleAttribute.EXPANDED);
  }

  /** Zoomed out so far that its title cannot be read, a focused one is seen as a block. */
  void show(Detail detail) {
    pseudoClassStateChanged(BLOCK, detail == Detail.BLOCK);
  }

  /** Tells those who listen what runs behind it; empty: nothing. */
  void say(String text) {
    if (!text.equals(live)) {
      live = text;
      speak();
    }
  }

  private void speak() {
    String own = frame.title() + ", " + frame.count() + ", " + frame.cpus();
    setAccessibleText(live.isEmpty() ? own : own + ", " + live);
  }

  void showSelected(Set<String> selected) {
    pseudoClassStateChanged(SELECTED, frame.cores().stream().anyMatch(selected::contains));
  }

  @Override
  protected void layoutChildren() {
    // clear of the dot where wires arrive
    toggle.resizeRelocate(frame.collapsed() ? 7 : 4, frame.collapsed() ? 10 : 1, BUTTON, BUTTON);
  }
}

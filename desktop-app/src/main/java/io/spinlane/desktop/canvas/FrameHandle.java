package io.spinlane.desktop.canvas;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Frame;
import io.spinlane.desktop.text.Texts;
import java.util.Map;
import java.util.Set;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;

/**
 * Where a frame is taken with the mouse: its title moves all of its cores, a double click or the
 * button collapses it.
 */
final class FrameHandle extends Region {
  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
  private static final PseudoClass COLLAPSED = PseudoClass.getPseudoClass("collapsed");
  private static final double BUTTON = 18;

  private final DesignModel model;
  private final Button toggle = new Button();
  private Frame frame;

  FrameHandle(DesignModel model, Frame frame) {
    this.model = model;
    this.frame = frame;
    String name = frame.key().replace(':', '-');
    setId("frame-" + name);
    setManaged(false);
    getStyleClass().add("frame-handle");
    setAccessibleRole(AccessibleRole.PARENT);
    toggle.setId("frame-toggle-" + name);
    toggle.getStyleClass().setAll("frame-toggle");
    toggle.setFocusTraversable(false); // the keyboard has a command for it
    toggle.setOnAction(_ -> toggle());
    getChildren().add(toggle);
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

  private void toggle() {
    model.apply(Edits.collapse(Map.of(frame.key(), frame.title()), !frame.collapsed()));
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
    setAccessibleText(next.title() + ", " + next.count());
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

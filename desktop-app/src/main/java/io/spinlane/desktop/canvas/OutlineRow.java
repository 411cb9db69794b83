package io.spinlane.desktop.canvas;

import io.spinlane.desktop.model.Branch;
import io.spinlane.desktop.model.Branch.Drawn;
import io.spinlane.desktop.model.Element;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeCell;
import org.jspecify.annotations.Nullable;

/** A line of the outline: an element with its sign, anything else without. */
final class OutlineRow extends TreeCell<Branch> {
  private final Tooltip tooltip = new Tooltip();

  @Override
  protected void updateItem(@Nullable Branch line, boolean empty) {
    super.updateItem(line, empty);
    if (line == null || empty) {
      setId(null);
      setText(null);
      setGraphic(null);
      setTooltip(null);
      setAccessibleText(null);
      return;
    }
    setId("outline-" + line.key().replaceAll("[^\\w-]", "-"));
    setText(line.words());
    setGraphic(line.subject() instanceof Drawn(Element element) ? Glyphs.sign(element) : null);
    tooltip.setText(OutlineView.spoken(line));
    setTooltip(tooltip);
    setAccessibleText(OutlineView.spoken(line));
  }
}

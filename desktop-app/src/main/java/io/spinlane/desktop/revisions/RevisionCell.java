package io.spinlane.desktop.revisions;

import io.spinlane.v1.Revision;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/** Words about a revision; long ones can be read in full under the mouse. */
final class RevisionCell extends TableCell<Revision, String> {
  private final Tooltip whole = new Tooltip();

  RevisionCell() {
    whole.setWrapText(true);
    whole.setMaxWidth(420);
  }

  @Override
  protected void updateItem(@Nullable String words, boolean empty) {
    super.updateItem(words, empty);
    boolean nothing = empty || words == null || words.isEmpty();
    setText(nothing ? null : words);
    whole.setText(getText());
    setTooltip(nothing ? null : whole);
  }
}

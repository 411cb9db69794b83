package io.spinlane.desktop.inspector;

import io.spinlane.desktop.text.Texts;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One of several named things, each with its explanation; that of the chosen one stays in view. */
abstract class OptionEditor extends FieldEditor {
  /**
   * One of them.
   *
   * @param number of the enum value or alternative; 0: none
   * @param later this release cannot run it yet
   */
  record Option(int number, String title, String sentence, boolean later) {}

  /** The choice of nothing. */
  static Option none() {
    return new Option(0, Texts.get("inspector.none"), "", false);
  }

  private final ComboBox<Option> input = new ComboBox<>();
  private boolean refreshing;

  OptionEditor(FieldSpec spec, FieldTarget target) {
    super(spec, target);
    input.setMaxWidth(Double.MAX_VALUE);
    input.setMinWidth(0);
    input.setCellFactory(_ -> new Explained());
    input.setButtonCell(new Named());
    build(input);
    input
        .valueProperty()
        .addListener(
            (_, _, chosen) -> {
              if (!refreshing && chosen != null) {
                choose(chosen.number());
              }
            });
  }

  /** All there are, in the order they are offered. */
  abstract List<Option> options();

  /** The number all elements share, or -1 when it differs. */
  abstract int current();

  abstract void choose(int number);

  @Override
  final void refresh() {
    refreshing = true;
    List<Option> offered = options();
    if (!input.getItems().equals(offered)) {
      input.getItems().setAll(offered);
    }
    int number = current();
    Option now = offered.stream().filter(o -> o.number() == number).findFirst().orElse(null);
    input.setValue(now);
    input.setPromptText(prompt());
    showNote(now == null ? "" : now.sentence());
    refreshing = false;
  }

  /** The chosen value in the closed control. */
  private static final class Named extends ListCell<Option> {
    @Override
    protected void updateItem(@Nullable Option option, boolean empty) {
      super.updateItem(option, empty);
      setText(option == null || empty ? null : option.title());
    }
  }

  /** A value in the open list, with its explanation under it. */
  private static final class Explained extends ListCell<Option> {
    @Override
    protected void updateItem(@Nullable Option option, boolean empty) {
      super.updateItem(option, empty);
      if (option == null || empty) {
        setGraphic(null);
        setText(null);
        return;
      }
      String title = option.later() ? Texts.get("inspector.later", option.title()) : option.title();
      Label help = new Label(option.sentence());
      help.getStyleClass().add("hint");
      help.setWrapText(true);
      help.setMaxWidth(300);
      help.setManaged(!option.sentence().isEmpty());
      setGraphic(new VBox(new Label(title), help));
      setText(null);
    }
  }
}

package io.spinlane.desktop.inspector;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Message;
import io.spinlane.desktop.model.Nics;
import io.spinlane.desktop.model.Properties;
import io.spinlane.desktop.text.EnumText;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One of several named values, each with its explanation. */
final class ChoiceEditor extends FieldEditor {
  private final ComboBox<EnumValueDescriptor> input = new ComboBox<>();
  private boolean refreshing;

  ChoiceEditor(FieldSpec spec, FieldTarget target) {
    super(spec, target);
    input.setMaxWidth(Double.MAX_VALUE);
    input.setCellFactory(_ -> new Explained());
    input.setButtonCell(new Named());
    build(input);
    input
        .valueProperty()
        .addListener(
            (_, _, chosen) -> {
              if (!refreshing && chosen != null) {
                choose(chosen);
              }
            });
    refresh();
  }

  private void choose(EnumValueDescriptor chosen) {
    target().model().endMerge();
    if (field().getEnumType().equals(NicDriver.getDescriptor())) {
      target()
          .write(
              spec().path(),
              label(),
              message -> Nics.withDriver((Nic) message, NicDriver.valueOf(chosen)));
    } else {
      write(chosen);
    }
    target().model().endMerge();
  }

  @Override
  void refresh() {
    refreshing = true;
    EnumValueDescriptor now = current();
    List<EnumValueDescriptor> offered = new ArrayList<>();
    spec().choices().forEach(n -> offered.add(field().getEnumType().findValueByNumber(n)));
    if (now != null && !offered.contains(now)) {
      offered.add(now);
    }
    if (!input.getItems().equals(offered)) {
      input.getItems().setAll(offered);
    }
    input.setValue(now);
    input.setPromptText(prompt());
    refreshing = false;
  }

  /** The value all share; one that is not set is shown as the first choice, its default. */
  private @Nullable EnumValueDescriptor current() {
    if (mixed()) {
      return null;
    }
    Message first = target().messages().getFirst();
    EnumValueDescriptor value = (EnumValueDescriptor) Properties.get(first, spec().path());
    return value == null || value.getNumber() == 0
        ? field().getEnumType().findValueByNumber(spec().choices().getFirst())
        : value;
  }

  /** The chosen value in the closed control. */
  private static final class Named extends ListCell<EnumValueDescriptor> {
    @Override
    protected void updateItem(@Nullable EnumValueDescriptor value, boolean empty) {
      super.updateItem(value, empty);
      setText(value == null || empty ? null : EnumText.title(value));
    }
  }

  /** A value in the open list, with its explanation under it. */
  private static final class Explained extends ListCell<EnumValueDescriptor> {
    @Override
    protected void updateItem(@Nullable EnumValueDescriptor value, boolean empty) {
      super.updateItem(value, empty);
      if (value == null || empty) {
        setGraphic(null);
        setText(null);
        return;
      }
      Label name = new Label(EnumText.title(value));
      Label help = new Label(EnumText.explain(value));
      help.getStyleClass().add("hint");
      help.setWrapText(true);
      help.setMaxWidth(300);
      VBox both = new VBox(name, help);
      help.setManaged(!help.getText().isEmpty());
      setGraphic(both);
      setText(null);
    }
  }
}

package io.spinlane.desktop.inspector;

import javafx.scene.control.CheckBox;

/** On or off. */
final class SwitchEditor extends FieldEditor {
  private final CheckBox input = new CheckBox();
  private boolean refreshing;

  SwitchEditor(FieldSpec spec, FieldTarget target) {
    super(spec, target);
    build(input);
    input
        .selectedProperty()
        .addListener(
            (_, _, on) -> {
              if (!refreshing) {
                writeOnce(on);
              }
            });
    refresh();
  }

  @Override
  void refresh() {
    refreshing = true;
    input.setIndeterminate(mixed());
    input.setSelected(!mixed() && Boolean.TRUE.equals(value()));
    refreshing = false;
  }
}

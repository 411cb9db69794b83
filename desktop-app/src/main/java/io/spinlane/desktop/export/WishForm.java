package io.spinlane.desktop.export;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.painter.Ink;
import io.spinlane.desktop.text.Texts;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Insets;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The choices of the export dialog. */
final class WishForm extends GridPane {
  private static final List<Integer> SCALES = List.of(1, 2, 4);

  private final ToggleGroup formats = new ToggleGroup();
  private final ToggleGroup scales = new ToggleGroup();
  private final ToggleGroup whats = new ToggleGroup();
  private final ToggleGroup colours = new ToggleGroup();
  private final Label help = hint("export-format-help");
  private final Label size = hint("export-size");
  private final HBox scaleButtons = new HBox();
  private final Label scaleName = new Label(Texts.get("picture.size"));
  private final CheckBox topology = box("topology");
  private final CheckBox transparent = box("transparent");
  private final CheckBox live = box("live");
  private Runnable changed = () -> {};
  private boolean tooLarge;

  WishForm(int selected, boolean hasLive) {
    getStyleClass().add("export-form");
    HBox formatButtons = new HBox();
    for (PictureFormat format : PictureFormat.values()) {
      formatButtons
          .getChildren()
          .add(segment(formats, format, "picture.format." + format, format.name()));
    }
    for (int scale : SCALES) {
      ToggleButton button = segment(scales, scale, "picture.scale", "scale-" + scale);
      button.setText(Texts.get("picture.scale", scale));
      scaleButtons.getChildren().add(button);
    }
    round(formatButtons);
    round(scaleButtons);
    RadioButton all = radio(whats, false, Texts.get("picture.all"), "all");
    String some =
        selected == 0
            ? Texts.get("picture.selection.none")
            : Texts.count("picture.selection", selected);
    RadioButton selection = radio(whats, true, some, "selection");
    selection.setDisable(selected == 0);
    RadioButton light = radio(colours, Ink.LIGHT, Texts.get("picture.light"), "light");
    RadioButton dark = radio(colours, Ink.DARK, Texts.get("picture.dark"), "dark");
    live.setDisable(!hasLive);
    topology.setSelected(true);
    all.setSelected(true);
    light.setSelected(true);
    formats.selectToggle(formats.getToggles().getFirst());
    scales.selectToggle(scales.getToggles().get(1));
    int row = 0;
    choice(row++, new Label(Texts.get("picture.format")), new VBox(4, formatButtons, help), 7);
    choice(row++, scaleName, new VBox(4, scaleButtons, size), 7);
    choice(row++, new Label(Texts.get("picture.what")), new VBox(6, all, selection), 0);
    choice(row++, new Label(Texts.get("picture.colours")), new HBox(14, light, dark), 0);
    add(new VBox(8, topology, transparent, live), 0, row, 2, 1);
    for (ToggleGroup group : List.of(formats, scales, whats, colours)) {
      group.selectedToggleProperty().addListener((_, before, now) -> chosen(group, before, now));
    }
    transparent.setOnAction(_ -> changed.run());
    live.setOnAction(_ -> changed.run());
    showFormat();
  }

  /** A name beside the first line of its choices, which begins a little lower in a button. */
  private void choice(int row, Label name, Node choices, double drop) {
    name.setMinWidth(Region.USE_PREF_SIZE);
    name.setPadding(new Insets(drop, 0, 0, 0));
    setValignment(name, VPos.TOP);
    addRow(row, name, choices);
  }

  /** One of each group is always chosen: a second click takes nothing away. */
  private void chosen(ToggleGroup group, Toggle before, Toggle now) {
    if (now == null) {
      group.selectToggle(before);
    } else if (before != null) {
      showFormat();
      changed.run();
    }
  }

  private void showFormat() {
    boolean png = format() == PictureFormat.PNG;
    boolean pdf = format() == PictureFormat.PDF;
    help.setText(Texts.get("picture.format." + format() + ".help"));
    scaleButtons.setDisable(!png);
    scaleName.setDisable(!png);
    size.setVisible(png);
    topology.setDisable(pdf);
    topology.setText(Texts.get(pdf ? "picture.topology.PDF" : "picture.topology"));
    transparent.setDisable(pdf);
  }

  private static ToggleButton segment(ToggleGroup group, Object value, String key, String name) {
    ToggleButton button = new ToggleButton(Texts.get(key));
    button.setId("export-" + name.toLowerCase(Locale.ROOT));
    button.setUserData(value);
    button.setToggleGroup(group);
    return button;
  }

  private static void round(HBox buttons) {
    int last = buttons.getChildren().size() - 1;
    for (int i = 0; i <= last; i++) {
      buttons
          .getChildren()
          .get(i)
          .getStyleClass()
          .add(i == 0 ? "left-pill" : i == last ? "right-pill" : "center-pill");
    }
  }

  private static RadioButton radio(ToggleGroup group, Object value, String text, String name) {
    RadioButton button = new RadioButton(text);
    button.setId("export-" + name);
    button.setUserData(value);
    button.setToggleGroup(group);
    return button;
  }

  private static CheckBox box(String name) {
    CheckBox box = new CheckBox(Texts.get("picture." + name));
    box.setId("export-" + name);
    box.setWrapText(true);
    return box;
  }

  private static Label hint(String id) {
    Label label = new Label();
    label.setId(id);
    label.getStyleClass().add("hint");
    label.setWrapText(true);
    return label;
  }

  /** Has someone told after every change of what is to be seen. */
  void listen(Runnable listener) {
    changed = listener;
  }

  /** Says how many pixels there will be. */
  void showSize(Area area) {
    int width = PictureJob.pixels(area.width(), scale());
    int height = PictureJob.pixels(area.height(), scale());
    boolean beyond = Math.max(width, height) > PictureJob.MAX_PIXELS;
    tooLarge = beyond && format() == PictureFormat.PNG;
    size.setText(
        Texts.get(beyond ? "picture.tooManyPixels" : "picture.pixels", "" + width, "" + height));
  }

  boolean tooLarge() {
    return tooLarge;
  }

  PictureFormat format() {
    return (PictureFormat) formats.getSelectedToggle().getUserData();
  }

  int scale() {
    return (Integer) scales.getSelectedToggle().getUserData();
  }

  boolean selectionOnly() {
    return (Boolean) whats.getSelectedToggle().getUserData();
  }

  Ink ink() {
    return (Ink) colours.getSelectedToggle().getUserData();
  }

  boolean topologyInside() {
    return topology.isSelected();
  }

  boolean transparent() {
    return transparent.isSelected() && format() != PictureFormat.PDF;
  }

  boolean live() {
    return live.isSelected();
  }
}

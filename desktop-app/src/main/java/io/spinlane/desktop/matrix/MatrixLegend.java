package io.spinlane.desktop.matrix;

import io.spinlane.desktop.text.Texts;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What signs and shades mean. */
final class MatrixLegend extends VBox {
  /** In less room, what is said has a line of its own. */
  private static final double ONE_LINE_EM = 55;

  private final FlowPane signs = new FlowPane();
  private final HBox distances = new HBox();
  private final HBox heat = new HBox();
  private final Label said = new Label();

  MatrixLegend() {
    setId("matrix-legend");
    getStyleClass().add("matrix-legend");
    distances.getStyleClass().add("matrix-legend-group");
    heat.getStyleClass().add("matrix-legend-group");
    heat.getChildren().add(text("matrix.legend.heat"));
    for (int level = 1; level <= 4; level++) {
      heat.getChildren().add(swatch("heat-" + level, ""));
    }
    HBox near = new HBox(swatch("polls", "●"), text("matrix.legend.polls"));
    near.getStyleClass().add("matrix-legend-group");
    HBox far = new HBox(swatch("polls", "▲"), text("matrix.legend.far"));
    far.getStyleClass().add("matrix-legend-group");
    said.setId("matrix-said");
    said.getStyleClass().add("hint");
    said.setMinWidth(0);
    said.setWrapText(true);
    tell("");
    signs.getStyleClass().add("matrix-legend-signs");
    signs.getChildren().addAll(near, far, distances, heat);
    getChildren().addAll(signs, said);
    widthProperty().subscribe(this::arrange);
    said.fontProperty().subscribe(this::arrange);
    showHeat(false);
    show(List.of());
  }

  private void arrange() {
    Pane fitting = getWidth() < ONE_LINE_EM * said.getFont().getSize() ? this : signs;
    if (!fitting.equals(said.getParent())) {
      getChildren().remove(said);
      signs.getChildren().remove(said);
      fitting.getChildren().add(said);
    }
  }

  private static Label text(String key) {
    Label label = new Label(Texts.get(key));
    label.getStyleClass().add("hint");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private static Node swatch(String style, String sign) {
    Label swatch = new Label(sign);
    swatch.getStyleClass().addAll("matrix-swatch", style);
    swatch.setMinWidth(Region.USE_PREF_SIZE);
    return swatch;
  }

  /** The distances beyond the local one that have a shade. */
  void show(List<Integer> far) {
    distances.getChildren().clear();
    if (!far.isEmpty()) {
      distances.getChildren().addAll(text("matrix.legend.distance"), swatch("shade-0", "10"));
      for (int distance : far) {
        distances
            .getChildren()
            .add(swatch("shade-" + MatrixGrid.shade(distance), String.valueOf(distance)));
      }
    }
    distances.setVisible(!far.isEmpty());
    distances.setManaged(!far.isEmpty());
  }

  /** Says something of a cell; empty: which keys there are. */
  void tell(String text) {
    said.setText(text.isEmpty() ? Texts.get("matrix.legend.keys") : text);
  }

  void showHeat(boolean known) {
    heat.setVisible(known);
    heat.setManaged(known);
  }
}

package io.spinlane.desktop.revisions;

import io.spinlane.desktop.push.ChangesView;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.diff.TopologyDiff;
import io.spinlane.v1.Topology;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/** Two topologies, and what makes the second of the first; the other way round at a click. */
final class CompareWindow {
  /**
   * One of the two.
   *
   * @param name such as "revision 7 by anna"
   */
  record Side(String name, Topology topology) {}

  private static final double WIDTH = 640;
  private static final double HEIGHT = 560;

  private final Stage stage = new Stage();
  private final Label from = name("compare-from");
  private final Label to = name("compare-to");
  private final ScrollPane scroll = new ScrollPane();
  private Side first;
  private Side second;

  /**
   * A window that is not shown yet.
   *
   * @param styled the window it belongs to, whose looks it takes over
   */
  CompareWindow(Side first, Side second, Scene styled) {
    this.first = first;
    this.second = second;
    Button swap = new Button(Texts.get("revisions.swap"));
    swap.setId("compare-swap");
    swap.setMinWidth(Region.USE_PREF_SIZE);
    swap.setOnAction(_ -> swap());
    Button close = new Button(Texts.get("push.close"));
    close.setId("compare-close");
    close.setCancelButton(true);
    close.setOnAction(_ -> stage.close());
    VBox names = new VBox(from, to);
    HBox.setHgrow(names, Priority.ALWAYS);
    HBox top = new HBox(names, swap);
    top.setAlignment(Pos.CENTER_LEFT);
    top.getStyleClass().add("push-top");
    HBox bottom = new HBox(close);
    bottom.setAlignment(Pos.CENTER_RIGHT);
    bottom.getStyleClass().add("push-bottom");
    scroll.setId("compare-scroll");
    scroll.setFitToWidth(true);
    scroll.setFocusTraversable(true); // read on by arrows and Page keys
    scroll.setAccessibleText(Texts.get("revisions.compare.title"));
    scroll.getStyleClass().add("edge-to-edge");
    close.setDefaultButton(true);
    BorderPane root = new BorderPane();
    root.setTop(top); // Tab goes through them in this order
    root.setCenter(scroll);
    root.setBottom(bottom);
    root.setId("compare-window");
    root.getStyleClass().addAll(styled.getRoot().getStyleClass());
    root.getStyleClass().add("push-dialog");
    stage.initOwner(styled.getWindow());
    stage.setTitle(Texts.get("revisions.compare.title"));
    Scene scene = new Scene(root, WIDTH, HEIGHT);
    scene.getStylesheets().setAll(styled.getStylesheets());
    stage.setScene(scene);
    render();
    close.requestFocus();
  }

  private static Label name(String id) {
    Label label = new Label();
    label.setId(id);
    label.setWrapText(true);
    label.getStyleClass().add("compare-side");
    return label;
  }

  void show() {
    stage.show();
  }

  private void swap() {
    Side before = first;
    first = second;
    second = before;
    render();
  }

  private void render() {
    from.setText(Texts.get("revisions.from", first.name()));
    to.setText(Texts.get("revisions.to", second.name()));
    VBox changes =
        ChangesView.of(
            TopologyDiff.configurationBetween(first.topology(), second.topology()),
            Texts.get("revisions.same"));
    changes.getStyleClass().add("push-content");
    scroll.setContent(changes);
  }
}

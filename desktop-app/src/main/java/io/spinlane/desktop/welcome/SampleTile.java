package io.spinlane.desktop.welcome;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.painter.CanvasSurface;
import io.spinlane.desktop.painter.Ink;
import io.spinlane.desktop.painter.Sheet;
import io.spinlane.topology.sample.Sample;
import java.util.function.Supplier;
import javafx.collections.ListChangeListener;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A sample one can choose: its picture in small, its name, and what it shows. */
final class SampleTile extends Button {
  private static final double WIDTH = 132;
  private static final double HEIGHT = 58;

  /** In a tile that is narrower, words have all the room. */
  private static final double ROOM_FOR_PICTURE = 2.5 * WIDTH;

  /** A button asks its content for its height before it has a width. */
  private static final double TWO_LINES = 34;

  /** As the style sheet has it. */
  private static final double PAD = 8;

  private final Sheet sheet;
  private final Supplier<Ink> ink;
  private final Canvas picture = new Canvas(WIDTH, HEIGHT);
  private final ListChangeListener<String> themeListener = _ -> paint();

  SampleTile(Sample sample, Supplier<Ink> ink, Runnable action) {
    this.ink = ink;
    sheet = Sheet.of(sample.topology());
    setId("welcome-sample-" + sample.id());
    getStyleClass().addAll("flat", "welcome-tile");
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    setAccessibleText(sample.title() + ". " + sample.description());
    Label title = new Label(sample.title());
    title.getStyleClass().add("welcome-tile-title");
    Label description = new Label(sample.description());
    description.getStyleClass().add("hint");
    description.setWrapText(true);
    description.setMinHeight(TWO_LINES);
    description.setPrefHeight(TWO_LINES);
    setTooltip(new Tooltip(sample.description()));
    VBox words = new VBox(title, description);
    words.getStyleClass().add("welcome-tile-words");
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    picture.visibleProperty().bind(widthProperty().greaterThan(ROOM_FOR_PICTURE));
    picture.managedProperty().bind(picture.visibleProperty());
    HBox all = new HBox(picture, words);
    all.getStyleClass().add("welcome-tile-content");
    setMaxWidth(Double.MAX_VALUE);
    all.prefWidthProperty().bind(widthProperty().subtract(2 * PAD));
    setGraphic(all);
    setOnAction(_ -> action.run());
    sceneProperty()
        .addListener(
            (_, before, now) -> {
              if (before != null) {
                before.getRoot().getStyleClass().removeListener(themeListener);
              }
              if (now != null) {
                now.getRoot().getStyleClass().addListener(themeListener);
                paint();
              }
            });
  }

  private void paint() {
    GraphicsContext canvas = picture.getGraphicsContext2D();
    Area area = sheet.area();
    double scale = Math.min(WIDTH / area.width(), HEIGHT / area.height());
    canvas.setTransform(1, 0, 0, 1, 0, 0);
    canvas.clearRect(0, 0, WIDTH, HEIGHT);
    canvas.setTransform(
        scale,
        0,
        0,
        scale,
        (WIDTH - area.width() * scale) / 2 - area.x() * scale,
        (HEIGHT - area.height() * scale) / 2 - area.y() * scale);
    sheet.paint(new CanvasSurface(canvas), ink.get(), area, () -> {});
  }
}

package io.spinlane.desktop.pictures;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.image.PixelReader;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.transform.Transform;

/** Takes pictures of scenes and compares what they look like from afar. On the JavaFX thread. */
public final class Shots {
  private static final int COLUMNS = 48;
  private static final int ROWS = 30;

  private Shots() {}

  /** A picture of a scene, drawn anew at a scale rather than enlarged. */
  public static Image of(Scene scene, double scale) {
    SnapshotParameters parameters = new SnapshotParameters();
    parameters.setTransform(Transform.scale(scale, scale));
    parameters.setFill(scene.getFill());
    return scene.getRoot().snapshot(parameters, null);
  }

  /**
   * How a picture looks from afar: mean brightness of 48 × 30 fields. Words and single lines, which
   * other fonts draw otherwise, hardly count; regions, cards and colours do.
   */
  public static Image fromAfar(Image image) {
    WritableImage small = new WritableImage(COLUMNS, ROWS);
    PixelReader pixels = image.getPixelReader();
    PixelWriter fields = small.getPixelWriter();
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        int left = (int) (image.getWidth() * column / COLUMNS);
        int right = (int) (image.getWidth() * (column + 1) / COLUMNS);
        int top = (int) (image.getHeight() * row / ROWS);
        int bottom = (int) (image.getHeight() * (row + 1) / ROWS);
        double sum = 0;
        for (int y = top; y < bottom; y++) {
          for (int x = left; x < right; x++) {
            sum += pixels.getColor(x, y).getBrightness();
          }
        }
        fields.setColor(column, row, Color.gray(sum / ((right - left) * (bottom - top))));
      }
    }
    return small;
  }

  /** Mean difference of two views from afar, 0 to 1. */
  public static double difference(Image one, Image other) {
    double sum = 0;
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        sum += Math.abs(brightness(one, column, row) - brightness(other, column, row));
      }
    }
    return sum / (ROWS * COLUMNS);
  }

  private static double brightness(Image image, int column, int row) {
    return image.getPixelReader().getColor(column, row).getBrightness();
  }

  /** The view from afar that was accepted, kept beside the tests. */
  public static Image accepted(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new Image(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.spinlane.desktop.pictures;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.image.Image;
import javafx.scene.image.PixelReader;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

/**
 * How like two pictures are, as someone sees them who steps back: fields of 16 pixels in their mean
 * colour, and of all regions of four by four fields the one that differs most. A pixel to the side
 * or another font hardly counts there; a card, a panel or an icon that is gone does, however large
 * the rest of the picture is.
 */
public final class Likeness {
  /** A pixel to the side and serifs stay below it; a button of thin lines that is gone does not. */
  public static final double TOLERANCE = 0.02;

  private static final int FIELD = 16;
  private static final int REGION = 4;

  private Likeness() {}

  /** A picture in fields of their mean colours; what is left over at the edges is not in it. */
  public static Image fields(Image image) {
    int columns = (int) image.getWidth() / FIELD;
    int rows = (int) image.getHeight() / FIELD;
    WritableImage fields = new WritableImage(columns, rows);
    PixelWriter out = fields.getPixelWriter();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        out.setColor(column, row, mean(image.getPixelReader(), column * FIELD, row * FIELD));
      }
    }
    return fields;
  }

  private static Color mean(PixelReader pixels, int left, int top) {
    double red = 0;
    double green = 0;
    double blue = 0;
    for (int y = top; y < top + FIELD; y++) {
      for (int x = left; x < left + FIELD; x++) {
        Color color = pixels.getColor(x, y);
        red += color.getRed();
        green += color.getGreen();
        blue += color.getBlue();
      }
    }
    int count = FIELD * FIELD;
    return Color.color(red / count, green / count, blue / count);
  }

  /** What differs most between two pictures in fields, 0 to 1; 1 when one is larger. */
  public static double difference(Image one, Image other) {
    int columns = (int) one.getWidth();
    int rows = (int) one.getHeight();
    if (columns != (int) other.getWidth() || rows != (int) other.getHeight()) {
      return 1;
    }
    double most = 0;
    for (int row = 0; row + REGION <= rows; row++) {
      for (int column = 0; column + REGION <= columns; column++) {
        most = Math.max(most, region(one, other, column, row));
      }
    }
    return most;
  }

  private static double region(Image one, Image other, int left, int top) {
    double sum = 0;
    for (int row = top; row < top + REGION; row++) {
      for (int column = left; column < left + REGION; column++) {
        sum += field(one, other, column, row);
      }
    }
    return sum / (REGION * REGION);
  }

  /** The colour that differs most: two of the same brightness are not the same. */
  private static double field(Image one, Image other, int column, int row) {
    Color first = one.getPixelReader().getColor(column, row);
    Color second = other.getPixelReader().getColor(column, row);
    return Math.max(
        Math.abs(first.getRed() - second.getRed()),
        Math.max(
            Math.abs(first.getGreen() - second.getGreen()),
            Math.abs(first.getBlue() - second.getBlue())));
  }

  /** Reads fields that were accepted. */
  public static Image accepted(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new Image(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

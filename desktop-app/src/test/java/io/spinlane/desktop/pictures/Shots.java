package io.spinlane.desktop.pictures;

import io.spinlane.desktop.painter.Png;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.transform.Transform;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** Takes pictures of scenes. On the JavaFX thread unless it says otherwise. */
public final class Shots {
  private Shots() {}

  /** A picture of a scene, drawn anew at a scale; a popup's has the window below it. */
  public static Image of(Scene scene, double scale) {
    if (scene.getWindow() instanceof PopupWindow popup && popup.getOwnerWindow() != null) {
      return over(popup.getOwnerWindow(), scene, scale);
    }
    return shot(scene, scale, scene.getFill());
  }

  /**
   * Writes a scene as it is, once it is at rest, for people to look at. Not on the JavaFX thread.
   */
  public static void save(FxRobot robot, Scene scene, Path file) {
    WaitForAsyncUtils.waitForFxEvents();
    robot.interact(() -> write(file, scene.snapshot(null)));
  }

  /** Writes a picture; its folder need not be there. */
  static void write(Path file, Image picture) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, Png.of(picture));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Image shot(Scene scene, double scale, Paint fill) {
    SnapshotParameters parameters = new SnapshotParameters();
    parameters.setTransform(Transform.scale(scale, scale));
    parameters.setFill(fill);
    return scene.getRoot().snapshot(parameters, null);
  }

  private static Image over(Window below, Scene scene, double scale) {
    ImageView ground = new ImageView(of(below.getScene(), scale));
    ImageView top = new ImageView(shot(scene, scale, Color.TRANSPARENT));
    Window popup = scene.getWindow();
    top.setX(left(scene, popup) * scale - left(below.getScene(), below) * scale);
    top.setY(top(scene, popup) * scale - top(below.getScene(), below) * scale);
    return new Group(ground, top).snapshot(null, null);
  }

  private static double left(Scene scene, Window window) {
    return window.getX() + scene.getX();
  }

  private static double top(Scene scene, Window window) {
    return window.getY() + scene.getY();
  }
}

package io.spinlane.desktop.pictures;

import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.transform.Transform;

/** Takes pictures of scenes. On the JavaFX thread. */
public final class Shots {
  private Shots() {}

  /** A picture of a scene, drawn anew at a scale rather than enlarged. */
  public static Image of(Scene scene, double scale) {
    SnapshotParameters parameters = new SnapshotParameters();
    parameters.setTransform(Transform.scale(scale, scale));
    parameters.setFill(scene.getFill());
    return scene.getRoot().snapshot(parameters, null);
  }
}

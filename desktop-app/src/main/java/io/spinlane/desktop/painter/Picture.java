package io.spinlane.desktop.painter;

import io.spinlane.desktop.model.Area;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.transform.Transform;

/** A picture of the whole drawing, whatever the view shows. */
public final class Picture {
  private Picture() {}

  /** Draws what lies under the cards, in canvas units. */
  @FunctionalInterface
  public interface Under {
    /** Draws onto a surface whose scale and place are set. */
    void paint(Surface surface);
  }

  /**
   * Takes the picture.
   *
   * @param cards the node all cards are in; its transforms do not matter
   * @param area what to show, in canvas units
   * @param scale pixels per canvas unit, such as 1 or 2
   */
  public static WritableImage of(Node cards, Under wires, Area area, double scale, Ink ink) {
    SnapshotParameters parameters = new SnapshotParameters();
    parameters.setFill(Color.TRANSPARENT);
    parameters.setViewport(
        new Rectangle2D(
            area.x() * scale, area.y() * scale, area.width() * scale, area.height() * scale));
    Transform undo = inverse(cards);
    parameters.setTransform(Transform.scale(scale, scale).createConcatenation(undo));
    WritableImage nodes = cards.snapshot(parameters, null);
    Canvas canvas = new Canvas(nodes.getWidth(), nodes.getHeight());
    GraphicsContext pen = canvas.getGraphicsContext2D();
    pen.setFill(ink.paper());
    pen.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
    pen.setTransform(scale, 0, 0, scale, -area.x() * scale, -area.y() * scale);
    wires.paint(new CanvasSurface(pen));
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.drawImage(nodes, 0, 0);
    return canvas.snapshot(null, null);
  }

  /** Takes back the node's own transforms, so that one unit of the drawing is one unit again. */
  private static Transform inverse(Node node) {
    Transform local = node.getLocalToParentTransform();
    try {
      return local.createInverse();
    } catch (javafx.scene.transform.NonInvertibleTransformException e) {
      throw new IllegalStateException("the view's zoom is never 0", e);
    }
  }
}

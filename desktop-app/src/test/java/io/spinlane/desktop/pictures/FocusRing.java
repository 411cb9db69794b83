package io.spinlane.desktop.pictures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.image.PixelReader;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Whether the control that has the focus can be told from one that has not: WCAG 2.2, 2.4.7 and
 * 1.4.11.
 */
public final class FocusRing {
  /** Of the changed pixels against what they were: WCAG 2.2, 1.4.11. */
  private static final double CONTRAST = 3;

  /** Around the control, where a ring may be drawn. */
  private static final double AROUND = 2;

  private static final long PATIENCE_MS = 30_000;

  private FocusRing() {}

  /**
   * The stops whose focus is hardly seen, a line each. Not on the JavaFX thread.
   *
   * @param stops how many there are in one round
   */
  public static List<String> faint(Scene scene, int stops) {
    List<String> faint = round(scene, stops);
    if (!faint.isEmpty()) {
      faint.retainAll(round(scene, stops)); // what is scrolled later than expected is seen now
    }
    return faint;
  }

  private static List<String> round(Scene scene, int stops) {
    List<String> faint = new ArrayList<>();
    Node node = next(scene);
    for (int i = 0; i < stops; i++) {
      Node at = node;
      Rectangle2D place = WaitForAsyncUtils.waitForAsyncFx(PATIENCE_MS, () -> place(at));
      Image with = shot(scene, place);
      node = next(scene);
      Image without = shot(scene, place);
      boolean still = place(at).equals(place) && !node.equals(at); // not scrolled away
      int pixels = still ? changed(with, without) : Integer.MAX_VALUE;
      double wanted = Math.min(place.getWidth(), place.getHeight()) - 2 * AROUND;
      if (pixels < wanted) {
        faint.add(
            String.format(
                Locale.ROOT, "%d of %.0f pixels: %s", pixels, wanted, FocusRound.describe(at)));
      }
    }
    return faint;
  }

  private static Node next(Scene scene) {
    WaitForAsyncUtils.waitForAsyncFx(PATIENCE_MS, () -> FocusRound.press(scene, false));
    WaitForAsyncUtils.waitForFxEvents(4);
    return scene.getFocusOwner();
  }

  private static Rectangle2D place(Node node) {
    Bounds at = node.localToScene(node.getLayoutBounds());
    return new Rectangle2D(
        at.getMinX() - AROUND,
        at.getMinY() - AROUND,
        at.getWidth() + 2 * AROUND,
        at.getHeight() + 2 * AROUND);
  }

  private static Image shot(Scene scene, Rectangle2D place) {
    SnapshotParameters parameters = new SnapshotParameters();
    parameters.setViewport(place);
    parameters.setFill(scene.getFill());
    return WaitForAsyncUtils.waitForAsyncFx(
        PATIENCE_MS, () -> scene.getRoot().snapshot(parameters, null));
  }

  /** Pixels that change so much that they are seen to. */
  private static int changed(Image one, Image other) {
    PixelReader a = one.getPixelReader();
    PixelReader b = other.getPixelReader();
    int changed = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        if (a.getArgb(x, y) != b.getArgb(x, y)
            && Contrast.between(a.getColor(x, y), b.getColor(x, y)) >= CONTRAST) {
          changed++;
        }
      }
    }
    return changed;
  }
}

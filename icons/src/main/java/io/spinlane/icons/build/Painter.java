package io.spinlane.icons.build;

import io.spinlane.icons.Drawing;
import io.spinlane.icons.PathData;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Paints a drawing at a size. */
final class Painter {
  private Painter() {}

  /** A square picture on a transparent ground; {@code current} stands in for the text colour. */
  static BufferedImage paint(Drawing drawing, int sizePx, Color current) {
    BufferedImage image = new BufferedImage(sizePx, sizePx, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.scale(sizePx / drawing.sizeUnits(), sizePx / drawing.sizeUnits());
    for (Drawing.Shape shape : drawing.shapes()) {
      Path2D path = PathData.read(shape.path());
      if (shape.fill() != null) {
        graphics.setColor(colour(shape.fill(), current));
        graphics.fill(path);
      }
      if (shape.stroke() != null) {
        graphics.setColor(colour(shape.stroke(), current));
        graphics.setStroke(
            new BasicStroke(
                (float) shape.strokeWidthUnits(), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(path);
      }
    }
    graphics.dispose();
    return image;
  }

  static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  private static Color colour(String word, Color current) {
    return word.equals(Drawing.CURRENT_COLOR) ? current : Color.decode(word);
  }
}

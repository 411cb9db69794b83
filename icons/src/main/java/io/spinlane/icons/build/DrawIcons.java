package io.spinlane.icons.build;

import io.spinlane.icons.Drawing;
import io.spinlane.icons.Icon;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

/**
 * Writes the PNG, ICO and ICNS files beside the SVG files, and a contact sheet to look at.
 * Arguments: the folder of the SVG files, which is on the class path, and the contact sheet.
 */
public final class DrawIcons {
  private static final int CELL_PX = 104;
  private static final int COLUMNS = 9;

  private DrawIcons() {}

  /** Runs once per build. */
  public static void main(String[] arguments) throws IOException {
    System.setProperty("java.awt.headless", "true");
    Path folder = Path.of(arguments[0]);
    for (Icon icon : Icon.values()) {
      Drawing drawing = icon.drawing();
      TreeMap<Integer, byte[]> pictures = new TreeMap<>();
      for (int sizePx : icon.sizesPx()) {
        byte[] png = Painter.png(Painter.paint(drawing, sizePx, Color.BLACK));
        pictures.put(sizePx, png);
        Files.write(folder.resolve(icon.fileName() + "-" + sizePx + ".png"), png);
      }
      if (icon == Icon.APP) {
        Files.write(folder.resolve("app.ico"), IconFiles.ico(pictures));
        Files.write(folder.resolve("app.icns"), IconFiles.icns(pictures));
      }
    }
    Files.write(Path.of(arguments[1]), Painter.png(contactSheet()));
  }

  /** Every icon at 48, 24 and 16 px, on a light and on a dark ground. */
  private static BufferedImage contactSheet() {
    int rows = (Icon.values().length + COLUMNS - 1) / COLUMNS;
    BufferedImage sheet =
        new BufferedImage(COLUMNS * CELL_PX, 2 * rows * CELL_PX, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    for (int theme = 0; theme < 2; theme++) {
      int top = theme * rows * CELL_PX;
      graphics.setColor(theme == 0 ? Color.WHITE : new Color(0x0d1117));
      graphics.fillRect(0, top, sheet.getWidth(), rows * CELL_PX);
      Color ink = theme == 0 ? new Color(0x1f2328) : new Color(0xe6edf3);
      int cell = 0;
      for (Icon icon : Icon.values()) {
        int x = cell % COLUMNS * CELL_PX + 12;
        int y = top + cell / COLUMNS * CELL_PX + 12;
        cell++;
        graphics.drawImage(Painter.paint(icon.drawing(), 48, ink), x, y, null);
        graphics.drawImage(Painter.paint(icon.drawing(), 24, ink), x + 60, y, null);
        graphics.drawImage(Painter.paint(icon.drawing(), 16, ink), x + 64, y + 32, null);
        graphics.setColor(ink);
        graphics.drawString(icon.fileName(), x, y + 66);
      }
    }
    graphics.dispose();
    return sheet;
  }
}

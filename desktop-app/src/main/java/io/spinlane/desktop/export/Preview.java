package io.spinlane.desktop.export;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.painter.Ink;
import io.spinlane.desktop.painter.Sheet;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;

/** The picture in small; drawn on a thread of its own, and only the newest wish is drawn. */
final class Preview extends StackPane {
  private static final double WIDTH = 380;
  private static final double HEIGHT = 290;

  /** Finer than the space it has, for screens with more pixels. */
  private static final int FINENESS = 2;

  private final ImageView view = new ImageView();
  private final AtomicLong wishes = new AtomicLong();
  private final ExecutorService painter =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("preview").factory());

  Preview() {
    setId("export-preview");
    getStyleClass().add("export-preview");
    setMinSize(WIDTH, HEIGHT);
    setMaxSize(WIDTH, HEIGHT);
    view.setPreserveRatio(true);
    view.setSmooth(true);
    getChildren().add(view);
  }

  void show(Sheet sheet, Ink ink, boolean transparent) {
    long wish = wishes.incrementAndGet();
    painter.execute(() -> draw(wish, sheet, ink, transparent));
  }

  void close() {
    wishes.incrementAndGet();
    painter.shutdown();
  }

  private void draw(long wish, Sheet sheet, Ink ink, boolean transparent) {
    if (wish != wishes.get()) {
      return;
    }
    Area area = sheet.area();
    double room = Math.min((WIDTH - 20) / area.width(), (HEIGHT - 20) / area.height());
    double scale = Math.min(1, room) * FINENESS;
    int width = Math.max(1, (int) Math.round(area.width() * scale));
    int height = Math.max(1, (int) Math.round(area.height() * scale));
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D pen = image.createGraphics();
    pen.scale(scale, scale);
    pen.translate(-area.x(), -area.y());
    RasterSurface surface = new RasterSurface(pen);
    if (!transparent) {
      surface.fillRect(area.x(), area.y(), area.width(), area.height(), 0, ink.paper());
    }
    try {
      sheet.paint(
          surface,
          ink,
          area,
          () -> {
            if (wish != wishes.get()) {
              throw new CancellationException("something newer is to be shown");
            }
          });
    } catch (CancellationException e) {
      return;
    } finally {
      pen.dispose();
    }
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    WritableImage shown = new WritableImage(width, height);
    shown
        .getPixelWriter()
        .setPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    Platform.runLater(
        () -> {
          if (wish == wishes.get()) {
            view.setFitWidth((double) width / FINENESS);
            view.setImage(shown);
          }
        });
  }
}

package io.spinlane.desktop.charts;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.export.PictureFormat;
import io.spinlane.desktop.export.PictureJob;
import io.spinlane.desktop.export.PictureOptions;
import io.spinlane.desktop.live.LiveStats;
import io.spinlane.desktop.live.Series;
import io.spinlane.desktop.painter.Ink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is measured, as a table and as pictures. */
class StatisticsCsvTest {
  private static final long NOW_NS = TimeUnit.MINUTES.toNanos(30);
  private static final Instant NOW = Instant.parse("2026-11-21T14:03:07.250Z");
  private static final Path KEPT = Path.of("target", "pictures", "export");

  private static Map<String, Series> cores(int samples, double base) {
    Map<String, Series> cores = new LinkedHashMap<>();
    for (String core : List.of("sw1", "sw2")) {
      Series series = LiveStats.newSeries();
      for (int i = 0; i < samples; i++) {
        long time = NOW_NS - TimeUnit.MILLISECONDS.toNanos(100L * (samples - 1 - i));
        double packets = i == samples / 2 ? Double.NaN : base * (1.5 + Math.sin(i / 90.0));
        series.add(time, packets, packets * 8 * 900);
      }
      cores.put(core, series);
    }
    return cores;
  }

  @Test
  void oneRowForEachSampleOfEachCore() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StatisticsCsv.write(out, cores(3, 1000), NOW_NS, NOW);
    assertThat(out.toString(StandardCharsets.UTF_8).split("\r\n", -1))
        .containsExactly(
            "time,core,packets_per_second,bits_per_second",
            "2026-11-21T14:03:07.050Z,sw1,1500.0,10800000.0",
            "2026-11-21T14:03:07.150Z,sw1,,",
            "2026-11-21T14:03:07.250Z,sw1,1522.2,10959986.8",
            "2026-11-21T14:03:07.050Z,sw2,1500.0,10800000.0",
            "2026-11-21T14:03:07.150Z,sw2,,",
            "2026-11-21T14:03:07.250Z,sw2,1522.2,10959986.8",
            "");
  }

  @Test
  void chartsAreDrawnIntoFilesLikeOnTheScreen() throws IOException {
    ChartSheet sheet = new ChartSheet("edge-1", cores(2500, 100_000), NOW_NS);
    Files.createDirectories(KEPT);
    for (PictureFormat format : PictureFormat.values()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      new PictureJob(sheet, new PictureOptions(format, 2, Ink.LIGHT, false, ""), _ -> {})
          .write(out);
      Files.write(KEPT.resolve("charts" + format.extension()), out.toByteArray());
      if (format == PictureFormat.SVG) {
        String svg = out.toString(StandardCharsets.UTF_8);
        assertThat(svg).contains(">sw1<", ">sw2<", "kpps<", "Gb/s<", "<path");
      }
    }
    var image = javax.imageio.ImageIO.read(KEPT.resolve("charts.png").toFile());
    assertThat(image.getWidth()).isEqualTo(2 * 908);
    int coloured = 0;
    for (int x = 0; x < image.getWidth(); x += 3) {
      int rgb = image.getRGB(x, 373);
      coloured += (rgb & 0xff) < 0xf0 ? 1 : 0;
    }
    assertThat(coloured).as("the area under the line").isGreaterThan(100);
  }
}

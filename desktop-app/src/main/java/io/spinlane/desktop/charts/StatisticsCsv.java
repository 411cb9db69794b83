package io.spinlane.desktop.charts;

import io.spinlane.desktop.live.Series;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * Throughput as CSV (RFC 4180): one row for each sample of each core, which spreadsheets and data
 * frames group as they like.
 */
final class StatisticsCsv {
  private static final String LINE = "\r\n";
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private StatisticsCsv() {}

  /**
   * Writes all samples; what is not known, such as right after an agent's restart, stays empty.
   *
   * @param nowNs our monotonic clock at an instant
   * @param now that instant
   * @throws CancellationException when the thread was interrupted; what was written is of no use
   */
  static void write(java.io.OutputStream out, Map<String, Series> cores, long nowNs, Instant now)
      throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    text.write("time,core,packets_per_second,bits_per_second" + LINE);
    for (Map.Entry<String, Series> core : cores.entrySet()) {
      Series series = core.getValue();
      for (int i = 0; i < series.count(); i++) {
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException("interrupted at " + core.getKey());
        }
        Instant time = now.minus(Duration.ofNanos(nowNs - series.timeNs(i)));
        text.write(
            String.join(
                    ",",
                    TIME.format(time),
                    quoted(core.getKey()),
                    number(series.packetsPerSecond(i)),
                    number(series.bitsPerSecond(i)))
                + LINE);
      }
    }
    text.flush();
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.1f", value);
  }

  private static String quoted(String text) {
    return text.matches("[A-Za-z0-9._-]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}

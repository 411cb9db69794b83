package io.spinlane.desktop.monitor;

import io.spinlane.desktop.live.CounterNames;
import io.spinlane.desktop.live.LiveStats;
import io.spinlane.desktop.live.Units;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Kinds;
import io.spinlane.desktop.remote.SampleLayout;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.ElementKind;
import java.util.Locale;

/**
 * The live numbers as text, one line for each element.
 *
 * @param text lines of a table
 * @param packets packets all cores have received since the agent's start
 */
public record RunReport(String text, long packets) {
  /** The numbers now; on the thread of the statistics. */
  public static RunReport of(LiveStats stats, DesignModel model) {
    SampleLayout layout = stats.layout();
    if (layout == null || !stats.hasSample()) {
      return new RunReport(Texts.get("report.nothing") + "\n", 0);
    }
    StringBuilder text = new StringBuilder();
    text.append(Texts.get("report.heading", stats.revision(), Units.age(stats.ageNs())));
    text.append('\n');
    for (Element element : model.elements().values()) {
      CardNumbers numbers =
          new CardNumbers(layout, element, LiveOverlay.poolMembers(model, element));
      if (numbers.counted()) {
        text.append(line(stats, element, numbers));
      }
    }
    long packets = 0;
    for (String core : layout.ids(ElementKind.ELEMENT_KIND_CORE)) {
      int index = layout.index(ElementKind.ELEMENT_KIND_CORE, core, CounterNames.RECEIVE_PACKETS);
      packets += index < 0 ? 0 : (long) stats.value(index);
    }
    text.append(Texts.get("report.total", packets)).append('\n');
    return new RunReport(text.toString(), packets);
  }

  private static String line(LiveStats stats, Element element, CardNumbers numbers) {
    return String.format(
        Locale.ROOT,
        "%-9s %-12s %-28s %-40s %s%n",
        Kinds.title(element.kind()),
        element.id(),
        numbers.headline(stats),
        numbers.detail(stats),
        Texts.get("report.drops", Units.count(numbers.dropsPerSecond(stats))));
  }
}

package io.spinlane.agent;

import io.spinlane.topology.Elements;
import io.spinlane.v1.Change;
import io.spinlane.v1.ChangeKind;
import io.spinlane.v1.PreviewTopologyResponse;
import io.spinlane.v1.PropertyChange;
import io.spinlane.v1.ServiceImpact;
import java.io.PrintWriter;
import java.util.Locale;

/** What a person reads before a push. */
final class PreviewReport {
  private PreviewReport() {}

  /** A line for each change, and one for each service that it touches. */
  static void print(PrintWriter out, PreviewTopologyResponse preview) {
    int changes = 0;
    for (Change change : preview.getChangesList()) {
      if (!change.getLayoutOnly()) {
        print(out, change);
        changes++;
      }
    }
    if (changes == 0) {
      out.printf(Locale.ROOT, "no change from revision %d but layout%n", preview.getBaseRevision());
    }
    for (ServiceImpact impact : preview.getImpactsList()) {
      print(out, impact);
    }
    out.flush();
  }

  private static void print(PrintWriter out, Change change) {
    String element =
        (Elements.word(change.getElement().getKind()) + " " + change.getElement().getId()).strip();
    if (change.getKind() != ChangeKind.CHANGE_KIND_CHANGED) {
      boolean added = change.getKind() == ChangeKind.CHANGE_KIND_ADDED;
      out.printf("%-9s %s%n", added ? "added" : "removed", element);
    }
    for (PropertyChange property : change.getPropertiesList()) {
      out.printf(
          "%-9s %s: %s: %s -> %s%n",
          "changed",
          element,
          property.getPath(),
          orUnset(property.getOldValue()),
          orUnset(property.getNewValue()));
    }
  }

  private static String orUnset(String value) {
    return value.isEmpty() ? "(unset)" : value;
  }

  private static void print(PrintWriter out, ServiceImpact impact) {
    boolean touched =
        impact.getMovedSlotRatio() > 0
            || impact.getBrokenConnections() > 0
            || impact.getDrainingConnections() > 0;
    if (touched) {
      out.printf(
          Locale.ROOT,
          "touched   service %s: %.1f %% of new connections go elsewhere; of the live ones %d are"
              + " cut and %d drain%n",
          impact.getService(),
          100 * impact.getMovedSlotRatio(),
          impact.getBrokenConnections(),
          impact.getDrainingConnections());
    }
  }
}

package io.spinlane.desktop.push;

import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.ServiceImpact;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;

/** Whom a push would touch, service by service: slots of the hash ring, and live connections. */
final class ImpactView {
  private ImpactView() {}

  /**
   * The rows.
   *
   * @param heading over them
   */
  static List<Node> of(List<ServiceImpact> impacts, String heading) {
    List<Node> rows = new ArrayList<>();
    if (!impacts.isEmpty()) {
      rows.add(Rows.group(heading));
      impacts.stream().map(ImpactView::row).forEach(rows::add);
    }
    return rows;
  }

  private static Node row(ServiceImpact impact) {
    List<String> said = said(impact);
    boolean cut = impact.getBrokenConnections() > 0;
    boolean touched = !said.isEmpty();
    Label sign =
        cut
            ? Rows.styled("✖", "push-removed")
            : touched ? Rows.styled("▲", "push-changed") : Rows.styled("●", "push-added");
    if (!touched) {
      long live = impact.getLiveConnections();
      said.add(
          live == 1
              ? Texts.get("push.impact.untouched.one")
              : Texts.get("push.impact.untouched.many", Texts.number(live)));
    }
    List<Node> lines = new ArrayList<>();
    lines.add(Rows.styled(Texts.get("push.impact.service", impact.getService()), "push-name"));
    said.forEach(line -> lines.add(Rows.wrapped(line, "hint")));
    Node row = Rows.row(sign, lines.toArray(Node[]::new));
    row.setId("impact-" + impact.getService());
    row.setAccessibleText(impact.getService() + ": " + String.join(" ", said));
    return row;
  }

  /** What happens to a service, a sentence each; empty: nothing. */
  static List<String> said(ServiceImpact impact) {
    List<String> said = new ArrayList<>();
    String live = Texts.number(impact.getLiveConnections());
    if (impact.getMovedSlotRatio() > 0) {
      long moved = Math.round(impact.getMovedSlotRatio() * impact.getSlots());
      NumberFormat percent = NumberFormat.getPercentInstance(Texts.locale());
      percent.setMaximumFractionDigits(1);
      said.add(
          Texts.get(
              "push.impact.slots",
              Texts.number(moved),
              Texts.number(impact.getSlots()),
              percent.format(impact.getMovedSlotRatio())));
    }
    if (impact.getBrokenConnections() > 0) {
      said.add(Texts.get("push.impact.cut", Texts.number(impact.getBrokenConnections()), live));
    }
    if (impact.getDrainingConnections() > 0) {
      said.add(Texts.get("push.impact.drain", Texts.number(impact.getDrainingConnections()), live));
    }
    return said;
  }
}

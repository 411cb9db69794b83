package io.spinlane.desktop.push;

import io.spinlane.desktop.push.PushModel.Phase;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.PlanAcknowledged;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;

/** The steps of a push that were made, one line each. */
final class StepsView {
  private StepsView() {}

  static List<Node> of(PushModel push) {
    List<Node> lines = new ArrayList<>();
    if (push.compileNs() >= 0) {
      lines.add(line("push-step-compiled", Texts.get("push.compiled", time(push.compileNs()))));
    }
    if (push.published()) {
      lines.add(line("push-step-published", Texts.get("push.published")));
    }
    for (PlanAcknowledged core : push.acknowledged()) {
      lines.add(
          line(
              "push-step-core-" + core.getCore(),
              Texts.get("push.acknowledged", core.getCore(), time(core.getDelayNs()))));
    }
    if (push.phase() == Phase.DONE) {
      lines.add(line("push-step-stored", Texts.get("push.stored", push.revision())));
    }
    return lines;
  }

  private static Label line(String id, String text) {
    Label line = new Label("✓  " + text);
    line.setId(id);
    line.getStyleClass().add("push-step");
    return line;
  }

  /** "12.4 ms" or "830 µs". */
  static String time(long ns) {
    return ns >= 1_000_000
        ? String.format(Locale.ROOT, "%.1f ms", ns / 1e6)
        : String.format(Locale.ROOT, "%.1f µs", ns / 1e3);
  }
}

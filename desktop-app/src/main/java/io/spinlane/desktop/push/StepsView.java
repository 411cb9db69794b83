package io.spinlane.desktop.push;

import io.spinlane.desktop.push.PushModel.Phase;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Core;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.PlanAcknowledged;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;

/** The steps of a push, one line each: those that were made, and those that are still to come. */
public final class StepsView {
  private StepsView() {}

  /**
   * The lines; none before the push has been sent.
   *
   * @param pushed the topology, whose switch cores all have to answer
   */
  public static List<Node> of(PushModel push, Topology pushed) {
    List<Node> lines = new ArrayList<>();
    if (!push.began()) {
      return lines;
    }
    lines.add(Rows.group(Texts.get("push.steps")));
    lines.add(
        push.compileNs() >= 0
            ? done("push-step-compiled", Texts.get("push.compiled", time(push.compileNs())))
            : waiting(push, "push-step-compiled", Texts.get("push.toCompile")));
    lines.add(
        push.published()
            ? done("push-step-published", Texts.get("push.published"))
            : waiting(push, "push-step-published", Texts.get("push.toPublish")));
    for (Core core : pushed.getCoresList()) {
      if (core.getRole() == CoreRole.CORE_ROLE_SWITCH) {
        lines.add(core(push, core.getId()));
      }
    }
    lines.add(
        push.phase() == Phase.DONE
            ? done("push-step-stored", Texts.get("push.stored", push.revision()))
            : waiting(push, "push-step-stored", Texts.get("push.toStore")));
    return lines;
  }

  private static Node core(PushModel push, String id) {
    Optional<PlanAcknowledged> answer =
        push.acknowledged().stream().filter(one -> one.getCore().equals(id)).findFirst();
    return answer.isPresent()
        ? done(
            "push-step-core-" + id,
            Texts.get("push.acknowledged", id, time(answer.get().getDelayNs())))
        : waiting(push, "push-step-core-" + id, Texts.get("push.toAcknowledge", id));
  }

  /** The share of the steps that were made, 0 to 1. */
  static double share(List<Node> lines) {
    long steps = lines.stream().filter(line -> line.getId() != null).count();
    long made = lines.stream().filter(line -> line.getStyleClass().contains("push-step")).count();
    return steps == 0 ? 0 : (double) made / steps;
  }

  private static Label done(String id, String text) {
    Label line = Rows.styled("✓  " + text, "push-step");
    line.setId(id);
    return line;
  }

  /** Still to come, or not known whether it came. */
  private static Label waiting(PushModel push, String id, String text) {
    String sign =
        switch (push.phase()) {
          case UNKNOWN -> "?";
          case FAILED, CONFLICT -> "–";
          default -> "○";
        };
    Label line = Rows.styled(sign + "  " + text, "push-step-waiting");
    line.setId(id);
    return line;
  }

  /** "12.4 ms" or "830 µs". */
  static String time(long ns) {
    return ns >= 1_000_000
        ? String.format(Locale.getDefault(), "%.1f ms", ns / 1e6)
        : String.format(Locale.getDefault(), "%.1f µs", ns / 1e3);
  }
}

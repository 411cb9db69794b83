package io.spinlane.desktop.monitor;

import io.spinlane.desktop.live.FrameCost;
import io.spinlane.desktop.live.LiveStats;
import io.spinlane.desktop.live.Units;
import io.spinlane.desktop.push.Deployment;
import io.spinlane.desktop.text.Texts;
import java.util.concurrent.TimeUnit;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** The right end of the status bar: revision against drawing, age of the data, cost of frames. */
public final class StatusLine extends HBox implements Pulse.Viewer {
  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");
  private static final PseudoClass DRIFT = PseudoClass.getPseudoClass("drift");
  private static final long EVERY_NS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Label revision = label("status-revision");
  private final Label age = label("status-age");
  private final Label hud = label("status-hud");
  private final Deployment deployment;
  private FrameCost cost = new FrameCost();
  private long shownNs;

  /** A line about a deployment. */
  public StatusLine(Deployment deployment) {
    this.deployment = deployment;
    getStyleClass().add("status-line");
    getChildren().addAll(hud, revision, age);
    showHud(false);
  }

  private static Label label(String id) {
    Label label = new Label();
    label.setId(id);
    label.getStyleClass().add("status-item");
    return label;
  }

  /** The frames whose cost is shown. */
  public void measure(FrameCost frames) {
    cost = frames;
  }

  /** Shows what frames cost, or not. */
  public void showHud(boolean wanted) {
    hud.setVisible(wanted);
    hud.setManaged(wanted);
  }

  /** The drawing or what runs has changed. */
  public void refreshRevision() {
    long number = deployment.running().revision();
    boolean drifted = deployment.drifted();
    revision.pseudoClassStateChanged(DRIFT, drifted);
    String text;
    if (!deployment.known()) {
      text = "";
    } else if (drifted) {
      text = Texts.get("status.drift", number, deployment.base().revision());
    } else if (deployment.changes().isEmpty()) {
      text = Texts.get("status.inSync", number);
    } else if (number == 0) {
      text = Texts.get("status.nothingRuns");
    } else {
      text = Texts.count("status.behind", deployment.changes().size()).replace("{1}", "" + number);
    }
    revision.setText(text);
    revision.setManaged(!text.isEmpty());
  }

  @Override
  public void frame(LiveStats stats, boolean fresh) {
    long now = stats.nowNs();
    if (now - shownNs < EVERY_NS) {
      return;
    }
    shownNs = now;
    boolean stale = stats.hasSample() && stats.stale();
    age.pseudoClassStateChanged(STALE, stale);
    age.setManaged(stats.hasSample());
    age.setText(
        stats.hasSample()
            ? Texts.get(stale ? "status.stale" : "status.age", Units.age(stats.ageNs()))
            : "");
    if (hud.isVisible()) {
      hud.setText(
          Texts.get(
              "status.hud",
              String.format(Texts.locale(), "%.2f", cost.meanMs()),
              String.format(Texts.locale(), "%.2f", cost.p99Ms())));
    }
  }
}

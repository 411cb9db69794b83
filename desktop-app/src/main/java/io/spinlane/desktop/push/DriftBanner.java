package io.spinlane.desktop.push;

import io.spinlane.desktop.text.Texts;
import io.spinlane.desktop.widget.Banner;
import io.spinlane.v1.Revision;

/** Says that someone else has changed the host, and what one can do about it. */
public final class DriftBanner extends Banner {
  private long dismissed = -1;
  private long told;

  /**
   * A banner that is hidden.
   *
   * @param compare shows both sides
   * @param takeOver makes the drawing what runs
   */
  public DriftBanner(Runnable compare, Runnable takeOver) {
    super("drift");
    offer("compare", Texts.get("drift.compare"), compare);
    offer("take-over", Texts.get("push.reload"), takeOver);
    offer("dismiss", Texts.get("drift.dismiss"), this::dismiss);
    show(false);
  }

  /** Tells how things stand; one revision that was dismissed is not told again. */
  public void show(Deployment deployment) {
    boolean drifted = deployment.drifted() && deployment.connected();
    Revision running = deployment.running().info();
    told = running.getNumber();
    if (drifted) {
      boolean mine = !deployment.mine().isEmpty();
      say(
          Texts.get(
              mine ? "drift.both" : "drift.theirs",
              Who.noted(running),
              deployment.base().revision(),
              Texts.count("drift.changes", deployment.theirs().size())));
    }
    show(drifted && told != dismissed);
  }

  private void dismiss() {
    dismissed = told;
    show(false);
  }
}

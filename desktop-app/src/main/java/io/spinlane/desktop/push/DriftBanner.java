package io.spinlane.desktop.push;

import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Revision;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;

/** Says that someone else has changed the host, and what one can do about it. */
public final class DriftBanner extends FlowPane {
  private static final double SIDES = 24;
  private static final double GAP = 10;

  /** A narrower text would become a tower; the buttons go below it then. */
  private static final double NARROWEST_TEXT = 320;

  private final Label text = Rows.wrapped("");
  private final FlowPane buttons = new FlowPane(8, 6);
  private long dismissed = -1;
  private long told;

  /**
   * A banner that is hidden.
   *
   * @param compare shows both sides
   * @param takeOver makes the drawing what runs
   */
  public DriftBanner(Runnable compare, Runnable takeOver) {
    super(GAP, 6);
    setId("drift-banner");
    getStyleClass().add("drift-banner");
    setMinWidth(0); // Otherwise it would keep the window as wide as its text was once.
    text.setId("drift-text");
    text.setMinHeight(Region.USE_PREF_SIZE);
    buttons
        .getChildren()
        .addAll(
            button("drift-compare", "drift.compare", compare),
            button("drift-take-over", "push.reload", takeOver),
            button("drift-dismiss", "drift.dismiss", this::dismiss));
    getChildren().addAll(text, buttons);
    widthProperty().addListener((_, _, _) -> fit());
    show(false);
  }

  private static Button button(String id, String key, Runnable action) {
    Button button = new Button(Texts.get(key));
    button.setId(id);
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(_ -> action.run());
    return button;
  }

  private void fit() {
    double whole = getWidth() - SIDES;
    buttons.setPrefWrapLength(whole);
    double beside = whole - buttons.prefWidth(-1) - 2 * GAP;
    text.setPrefWidth(beside >= NARROWEST_TEXT ? beside : whole);
    setPrefWrapLength(getWidth());
  }

  /** Tells how things stand; one revision that was dismissed is not told again. */
  public void show(Deployment deployment) {
    boolean drifted = deployment.drifted() && deployment.connected();
    Revision running = deployment.running().info();
    told = running.getNumber();
    if (drifted) {
      boolean mine = !deployment.mine().isEmpty();
      text.setText(
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

  private void show(boolean wanted) {
    setVisible(wanted);
    setManaged(wanted);
  }
}

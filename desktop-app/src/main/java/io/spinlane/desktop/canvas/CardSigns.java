package io.spinlane.desktop.canvas;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/**
 * The signs that hang on a card: at the top left how the element differs from what runs, at the
 * bottom right the state of what runs. Equal signs cost nothing.
 */
final class CardSigns {
  private static final double HEIGHT = 18;

  private final Label deployment;
  private final Label state;
  private @Nullable CardSign shownDeployment;
  private @Nullable CardSign shownState;
  private Detail level = Detail.FULL;

  CardSigns(String elementId) {
    deployment = label("deploy-" + elementId);
    state = label("state-" + elementId);
  }

  private static Label label(String id) {
    Label label = new Label();
    label.setId(id);
    label.getStyleClass().add("card-sign");
    label.setVisible(false);
    label.setManaged(false);
    return label;
  }

  List<Node> nodes() {
    return List.of(deployment, state);
  }

  /**
   * Shows how the element differs from what runs; null: it does not.
   *
   * @return whether that is news
   */
  boolean showDeployment(@Nullable CardSign sign) {
    boolean news = !Objects.equals(sign, shownDeployment);
    if (news) {
      shownDeployment = sign;
      write(deployment, sign);
    }
    return news;
  }

  /**
   * Shows the state of what runs; null: it does not run.
   *
   * @return whether that is news
   */
  boolean showState(@Nullable CardSign sign) {
    boolean news = !Objects.equals(sign, shownState);
    if (news) {
      shownState = sign;
      write(state, sign);
    }
    return news;
  }

  /** Far away only the shapes are left, larger. */
  void show(Detail next) {
    level = next;
    write(deployment, shownDeployment);
    write(state, shownState);
  }

  private void write(Label label, @Nullable CardSign sign) {
    label.setVisible(sign != null);
    label.getStyleClass().removeIf(style -> style.startsWith("sign-"));
    if (sign == null) {
      label.setTooltip(null);
      return;
    }
    label.setText(level == Detail.FULL ? sign.text() : sign.text().substring(0, 1));
    label.getStyleClass().add("sign-" + sign.style());
    label.setAccessibleText(sign.text());
    label.setTooltip(sign.help().isEmpty() ? null : new Tooltip(sign.help()));
  }

  /** What a screen reader adds to the card's own words. */
  String spoken() {
    return Stream.of(shownState, shownDeployment)
        .filter(Objects::nonNull)
        .map(sign -> sign.help().isEmpty() ? sign.text() : sign.help())
        .collect(Collectors.joining(", "));
  }

  void layout(double width, double height) {
    double tall = level == Detail.FULL ? HEIGHT : 2 * HEIGHT;
    double deploymentWidth = deployment.prefWidth(-1);
    deployment.resizeRelocate(8, -tall / 2, deploymentWidth, tall);
    double stateWidth = state.prefWidth(-1);
    state.resizeRelocate(width - stateWidth - 8, height - tall / 2, stateWidth, tall);
  }
}

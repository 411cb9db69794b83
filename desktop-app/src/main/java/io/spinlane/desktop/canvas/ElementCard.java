package io.spinlane.desktop.canvas;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Cards;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Kinds;
import io.spinlane.desktop.model.WireRules;
import io.spinlane.desktop.painter.CardFace;
import io.spinlane.desktop.painter.CardText;
import io.spinlane.v1.Core;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.ElementKind;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The card of one element: sign, name, what it is, ports, problems, and what runs. */
final class ElementCard extends Region implements LiveCard {
  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");
  private static final PseudoClass LIVE = PseudoClass.getPseudoClass("live");
  private static final PseudoClass ACCEPTS = PseudoClass.getPseudoClass("accepts");
  private static final PseudoClass REFUSES = PseudoClass.getPseudoClass("refuses");
  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");
  private static final double TEXT_X = 50;

  private final Label title = label("card-title");
  private final Label subtitle = label("card-subtitle");
  private final Label footer = label("card-footer");
  private final Label detail = label("card-detail");
  private final Label badge = label("card-badge");
  private Region tile;
  private final @Nullable Sparkline sparkline;
  private final List<Port> ports = new ArrayList<>();
  private Element element;
  private boolean live;

  ElementCard(Element element) {
    this.element = element;
    setId("node-" + element.id());
    setManaged(false);
    setAccessibleRole(AccessibleRole.BUTTON);
    getStyleClass().addAll("element-card", "kind-" + Kinds.key(element.kind()));
    tile = Glyphs.tile(element);
    sparkline = element.kind() == ElementKind.ELEMENT_KIND_CORE ? new Sparkline() : null;
    getChildren().addAll(tile, title, subtitle, footer, detail, badge);
    if (sparkline != null) {
      getChildren().add(sparkline);
    }
    badge.setVisible(false);
    badge.setManaged(false);
    badge.setId("badge-" + element.id());
    update(element);
  }

  private static Label label(String style) {
    Label label = new Label();
    label.getStyleClass().add(style);
    label.setMouseTransparent(!style.equals("card-badge"));
    return label;
  }

  /** Shows another state of the same element. */
  void update(Element next) {
    element = next;
    boolean note = element.kind() == ElementKind.ELEMENT_KIND_NOTE;
    title.setText(note ? "" : element.id());
    subtitle.setText(note ? "" : CardText.subtitle(element));
    detail.setText(note ? CardText.note(element) : detail.getText());
    detail.setWrapText(note);
    showTile(!note);
    if (!live) {
      footer.setText(CardText.footer(element));
    }
    setAccessibleText(CardText.spoken(element));
    getChildren().removeAll(ports);
    ports.clear();
    addPorts();
    getChildren().addAll(ports);
    requestLayout();
  }

  /** A core that changes its role changes its sign. */
  private void showTile(boolean visible) {
    Region next = Glyphs.tile(element);
    getChildren().set(getChildren().indexOf(tile), next);
    tile = next;
    tile.setVisible(visible);
  }

  private void addPorts() {
    ElementKind kind = element.kind();
    if (Cards.hasInput(kind) && !isControlCore()) {
      ports.add(new Port(element.id(), "in", WireRules.ANY_QUEUE));
    }
    if (kind == ElementKind.ELEMENT_KIND_NIC) {
      int queuePorts = Cards.queuePorts(element);
      for (int queue = 0; queue < queuePorts; queue++) {
        ports.add(new Port(element.id(), "q" + queue, queue));
      }
      ports.add(new Port(element.id(), "vip", WireRules.ANY_QUEUE));
    } else if (Cards.hasOutput(kind)) {
      ports.add(new Port(element.id(), "out", WireRules.ANY_QUEUE));
    }
  }

  private boolean isControlCore() {
    return element.message() instanceof Core core && core.getRole() == CoreRole.CORE_ROLE_CONTROL;
  }

  Element element() {
    return element;
  }

  boolean isLive() {
    return live;
  }

  /** What stands on the card now, for a picture. */
  CardFace face(@Nullable Area area) {
    Area place = area == null ? new Area(0, 0, getWidth(), getHeight()) : area;
    return new CardFace(
        element,
        place,
        footer.getText(),
        detail.getText(),
        sparkline == null || isControlCore() ? List.of() : sparkline.shares(),
        live,
        getPseudoClassStates().contains(STALE));
  }

  void showSelected(boolean selected) {
    pseudoClassStateChanged(SELECTED, selected);
  }

  /** While a wire is pulled: true lights up, false dims, null is the normal look. */
  void showVerdict(@Nullable Boolean accepts) {
    pseudoClassStateChanged(ACCEPTS, Boolean.TRUE.equals(accepts));
    pseudoClassStateChanged(REFUSES, Boolean.FALSE.equals(accepts));
  }

  void showBadge(@Nullable Badge problems) {
    badge.setVisible(problems != null);
    pseudoClassStateChanged(ERROR, problems != null && problems.errors() > 0);
    if (problems == null) {
      setAccessibleHelp("");
      return;
    }
    badge.setText(problems.sign());
    badge.pseudoClassStateChanged(ERROR, problems.errors() > 0);
    badge.setTooltip(new Tooltip(String.join("\n", problems.messages())));
    setAccessibleHelp(String.join(" ", problems.messages()));
    requestLayout();
  }

  @Override
  public void showNumbers(String headline, String more) {
    if (!live) {
      live = true;
      pseudoClassStateChanged(LIVE, true);
    }
    if (!headline.equals(footer.getText())) {
      footer.setText(headline);
    }
    if (!more.equals(detail.getText())) {
      detail.setText(more);
    }
  }

  @Override
  public void showSamples(double[] samples, int count, double ceiling) {
    if (sparkline != null && !isControlCore()) {
      sparkline.show(samples, count, ceiling);
    }
  }

  @Override
  public void showStale(boolean stale) {
    pseudoClassStateChanged(STALE, stale);
  }

  @Override
  public void clearLive() {
    live = false;
    pseudoClassStateChanged(LIVE, false);
    pseudoClassStateChanged(STALE, false);
    detail.setText("");
    if (sparkline != null) {
      sparkline.clear();
    }
    update(element);
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double height = getHeight();
    if (element.kind() == ElementKind.ELEMENT_KIND_NOTE) {
      detail.resizeRelocate(12, 8, width - 24, height - 16);
      return;
    }
    tile.resizeRelocate(10, 12, 32, 32);
    title.resizeRelocate(TEXT_X, 10, width - TEXT_X - 14, 18);
    subtitle.resizeRelocate(TEXT_X, 28, width - TEXT_X - 6, 16);
    boolean graph = sparkline != null && !isControlCore();
    if (sparkline != null) {
      sparkline.setVisible(graph);
      sparkline.resizeRelocate(12, 50, width - 24, 24);
    }
    double footerY = graph ? 80 : 54;
    footer.resizeRelocate(12, footerY, width - 24, 16);
    detail.resizeRelocate(12, footerY + 16, width - 24, graph ? 16 : 0);
    detail.setVisible(graph);
    double badgeWidth = badge.prefWidth(-1);
    badge.resizeRelocate(width - badgeWidth + 8, -11, badgeWidth, 20);
    for (Port port : ports) {
      layoutPort(port, width);
    }
  }

  private void layoutPort(Port port, double width) {
    String name = port.getId().substring(port.getId().lastIndexOf('-') + 1);
    switch (name) {
      case "in" -> port.center(0, Cards.PORT_Y);
      case "vip" -> port.center(width, Cards.PORT_Y + Cards.PORT_STEP * Cards.queuePorts(element));
      case "out" -> port.center(width, Cards.PORT_Y);
      default -> port.center(width, Cards.PORT_Y + Cards.PORT_STEP * port.queue());
    }
    port.layout();
  }
}

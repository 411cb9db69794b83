package io.spinlane.desktop.canvas;

import io.spinlane.desktop.model.Cards;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.WireRules;
import io.spinlane.desktop.painter.CardText;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.ElementKind;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * What stands on a card: sign, name, lines of words, sparkline, ports, problems. Made when its card
 * comes into view, because style sheets take their time over every label.
 */
final class CardBody extends Region {
  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");

  /** Style class of the corner by which a note is made larger. */
  static final String GRIP = "note-grip";

  /** Nobody counts the queues of the NIC that are wired: each has a port of its own. */
  static final int UNCOUNTED = -1;

  private static final double TEXT_X = 50;
  private static final double GRIP_SIZE = 16;
  private static final double MARGIN = 12;

  private final Label title = label("card-title");
  private final Label subtitle = label("card-subtitle");
  private final Label footer = label("card-footer");
  private final Label detail = label("card-detail");
  private final Label badge = label("card-badge");
  private final FontIcon lock = new FontIcon(Feather.LOCK);
  private final @Nullable Region grip;
  private final List<Port> ports = new ArrayList<>();
  private final @Nullable Sparkline sparkline;
  private Region tile;
  private Element element;
  private Detail level = Detail.FULL;
  private int wired = UNCOUNTED;

  CardBody(Element element) {
    this.element = element;
    setManaged(false);
    setPickOnBounds(false);
    tile = Glyphs.tile(element);
    sparkline = element.kind() == ElementKind.ELEMENT_KIND_CORE ? new Sparkline() : null;
    getChildren().addAll(tile, title, subtitle, footer, detail, badge);
    if (sparkline != null) {
      getChildren().add(sparkline);
    }
    grip = isNote() ? new Region() : null;
    if (grip != null) {
      grip.getStyleClass().add(GRIP);
      grip.setId("grip-" + element.id());
      getChildren().add(grip);
    }
    lock.getStyleClass().add("card-lock");
    lock.setMouseTransparent(true);
    lock.setVisible(false);
    lock.setManaged(false);
    lock.setAccessibleText(Texts.get("card.locked"));
    getChildren().add(lock);
    badge.setManaged(false);
    badge.setVisible(false);
    badge.setId("badge-" + element.id());
    update(element);
  }

  private static Label label(String style) {
    Label label = new Label();
    label.getStyleClass().add(style);
    label.setMouseTransparent(!style.equals("card-badge"));
    return label;
  }

  /** Shows another state of the same element, without anything live. */
  void update(Element next) {
    element = next;
    boolean note = element.kind() == ElementKind.ELEMENT_KIND_NOTE;
    title.setText(note ? "" : element.id());
    subtitle.setText(note ? "" : CardText.subtitle(element));
    footer.setText(CardText.footer(element));
    detail.setText(counted() ? queues() : CardText.note(element));
    detail.setWrapText(note);
    // a core that changes its role changes its sign
    Region sign = Glyphs.tile(element);
    getChildren().set(getChildren().indexOf(tile), sign);
    tile = sign;
    getChildren().removeAll(ports);
    ports.clear();
    addPorts();
    getChildren().addAll(ports);
    show(level);
  }

  /** Says how many queues of the NIC are wired. */
  void showQueues(int next) {
    if (next != wired) {
      wired = next;
      detail.setText(queues());
      show(level);
    }
  }

  private boolean counted() {
    return wired != UNCOUNTED;
  }

  private String queues() {
    return !counted()
        ? ""
        : level == Detail.FULL
            ? CardText.queues(element, wired)
            : CardText.queuesShort(element, wired);
  }

  private void addPorts() {
    if (Cards.hasInput(element)) {
      ports.add(new Port(element.id(), "in", WireRules.ANY_QUEUE));
    }
    if (element.kind() == ElementKind.ELEMENT_KIND_NIC) {
      if (Cards.sharesPort(element)) {
        ports.add(new Port(element.id(), Port.ALL_QUEUES, WireRules.ANY_QUEUE));
      } else {
        for (int queue = 0; queue < Cards.queuePorts(element); queue++) {
          ports.add(new Port(element.id(), "q" + queue, queue));
        }
      }
      ports.add(new Port(element.id(), "vip", WireRules.ANY_QUEUE));
    } else if (Cards.hasOutput(element)) {
      ports.add(new Port(element.id(), "out", WireRules.ANY_QUEUE));
    }
  }

  private boolean isNote() {
    return element.kind() == ElementKind.ELEMENT_KIND_NOTE;
  }

  /** Leaves out what cannot be read. */
  void show(Detail next) {
    level = next;
    boolean full = level == Detail.FULL;
    tile.setVisible(!isNote());
    subtitle.setVisible(full);
    footer.setVisible(full);
    detail.setVisible(isNote() || counted() || (full && graphed()));
    if (counted()) {
      detail.setText(queues());
    }
    if (sparkline != null) {
      sparkline.setVisible(graphed());
    }
    requestLayout();
  }

  private boolean graphed() {
    return Cards.isSwitchCore(element);
  }

  void showLocked(boolean locked) {
    lock.setVisible(locked);
    if (grip != null) {
      grip.setVisible(!locked);
    }
  }

  void showWords(String headline, String more) {
    if (!headline.equals(footer.getText())) {
      footer.setText(headline);
    }
    if (!isNote() && !counted() && !more.equals(detail.getText())) {
      detail.setText(more);
    }
  }

  void showSamples(double[] samples, int count, double ceiling) {
    if (sparkline != null && graphed()) {
      sparkline.show(samples, count, ceiling);
    }
  }

  void clearSamples() {
    if (sparkline != null) {
      sparkline.clear();
    }
  }

  void showBadge(@Nullable Badge problems) {
    badge.setVisible(problems != null);
    if (problems != null) {
      badge.setText(problems.sign());
      badge.pseudoClassStateChanged(ERROR, problems.errors() > 0);
      badge.setTooltip(new Tooltip(String.join("\n", problems.messages())));
      requestLayout();
    }
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double height = getHeight();
    if (isNote()) {
      detail.resizeRelocate(MARGIN, 8, width - 2 * MARGIN, height - 16);
      if (grip != null) {
        grip.resizeRelocate(width - GRIP_SIZE, height - GRIP_SIZE, GRIP_SIZE, GRIP_SIZE);
      }
    } else if (level == Detail.FULL) {
      layoutFull(width);
    } else {
      layoutName(width, height);
    }
    lock.relocate(width - 20, height - 18);
    double badgeWidth = badge.prefWidth(-1);
    badge.resizeRelocate(width - badgeWidth + 8, -11, badgeWidth, 20);
    for (Port port : ports) {
      layoutPort(port, width);
    }
  }

  private void layoutFull(double width) {
    tile.resizeRelocate(10, 12, 32, 32);
    title.resizeRelocate(TEXT_X, 10, width - TEXT_X - 14, 18);
    subtitle.resizeRelocate(TEXT_X, 28, width - TEXT_X - 6, 16);
    if (sparkline != null) {
      sparkline.resizeRelocate(MARGIN, 50, width - 2 * MARGIN, 24);
    }
    double footerY = graphed() ? 80 : 54;
    footer.resizeRelocate(MARGIN, footerY, width - 1.5 * MARGIN, 16);
    double fourth = graphed() || counted() ? 16 : 0;
    detail.resizeRelocate(MARGIN, footerY + 16, width - 2 * MARGIN, fourth);
  }

  private void layoutName(double width, double height) {
    tile.resizeRelocate(MARGIN, 9, 32, 32);
    title.resizeRelocate(MARGIN, height - 38, width - 1.5 * MARGIN, 32);
    if (counted()) {
      detail.resizeRelocate(TEXT_X + 4, 9, width - TEXT_X - 4 - MARGIN, 32);
    }
    if (sparkline != null) {
      sparkline.resizeRelocate(MARGIN, 48, width - 2 * MARGIN, 32);
    }
  }

  private void layoutPort(Port port, double width) {
    String name = port.getId().substring(port.getId().lastIndexOf('-') + 1);
    switch (name) {
      case "in" -> port.center(0, Cards.PORT_Y);
      case "vip" -> port.center(width, Cards.PORT_Y + Cards.PORT_STEP * Cards.queuePorts(element));
      case "out", Port.ALL_QUEUES -> port.center(width, Cards.PORT_Y);
      default -> port.center(width, Cards.PORT_Y + Cards.PORT_STEP * port.queue());
    }
    port.layout();
  }
}

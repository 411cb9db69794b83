package io.spinlane.desktop.canvas;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Kinds;
import io.spinlane.desktop.painter.CardFace;
import io.spinlane.desktop.painter.CardText;
import io.spinlane.v1.ElementKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * The card of one element. It is always there, for the keyboard, screen readers and robots; its
 * face comes and goes with the view, and what was said meanwhile is kept here.
 */
final class ElementCard extends Region implements LiveCard {
  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");
  private static final PseudoClass LIVE = PseudoClass.getPseudoClass("live");
  private static final PseudoClass ACCEPTS = PseudoClass.getPseudoClass("accepts");
  private static final PseudoClass REFUSES = PseudoClass.getPseudoClass("refuses");
  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");
  private static final PseudoClass NAMED = PseudoClass.getPseudoClass("named");
  private static final PseudoClass BLOCK = PseudoClass.getPseudoClass("block");

  private Element element;
  private Detail level = Detail.FULL;
  private @Nullable CardBody face;
  private final CardSigns signs;
  private @Nullable Badge badge;
  private boolean live;
  private boolean locked;
  private int wired = CardBody.UNCOUNTED;
  private String headline = "";
  private String more = "";
  private double[] kept = new double[0];
  private int keptCount;
  private double keptCeiling = 1;

  ElementCard(Element element) {
    this.element = element;
    signs = new CardSigns(element.id());
    setId("node-" + element.id());
    setManaged(false);
    setAccessibleRole(AccessibleRole.BUTTON);
    getStyleClass().addAll("element-card", "kind-" + Kinds.key(element.kind()));
    speak();
  }

  private void speak() {
    String more = signs.spoken();
    String own = CardText.spoken(element);
    String counted = queues();
    setAccessibleText(
        Stream.of(own, counted, more)
            .filter(words -> !words.isEmpty())
            .collect(Collectors.joining(", ")));
  }

  private String queues() {
    return wired == CardBody.UNCOUNTED ? "" : CardText.queues(element, wired);
  }

  /** Says how many queues of a NIC with one port for all are wired. */
  void showQueues(int next) {
    if (next != wired) {
      wired = next;
      speak();
      if (face != null) {
        face.showQueues(wired);
      }
    }
  }

  Element element() {
    return element;
  }

  /** How the element differs from what runs; null: it does not. */
  void showDeployment(@Nullable CardSign sign) {
    if (signs.showDeployment(sign)) {
      speak();
      requestLayout();
    }
  }

  @Override
  public void showState(@Nullable CardSign sign) {
    if (signs.showState(sign)) {
      speak();
      requestLayout();
    }
  }

  /** Shows another state of the same element. */
  void update(Element next) {
    element = next;
    speak();
    if (face != null) {
      face.update(element);
      showOnFace(face);
    }
  }

  /**
   * Shows as much as can be read; far from the view there is no face.
   *
   * @param keep a face that is there stays, because the mouse may hold a part of it
   */
  void show(Detail next, boolean near, boolean keep) {
    if (next != level) {
      level = next;
      pseudoClassStateChanged(NAMED, level == Detail.NAME);
      pseudoClassStateChanged(BLOCK, level == Detail.BLOCK);
      signs.show(level);
      if (face != null) {
        face.show(level);
      }
    }
    boolean wanted = near && level != Detail.BLOCK;
    if (wanted && face == null) {
      CardBody made = new CardBody(element);
      made.show(level);
      showOnFace(made);
      face = made;
      getChildren().setAll(made);
      getChildren().addAll(signs.nodes());
    } else if (!wanted && face != null && !keep) {
      face = null;
      getChildren().clear();
    }
  }

  boolean hasFace() {
    return face != null;
  }

  private void showOnFace(CardBody shown) {
    shown.showBadge(badge);
    shown.showQueues(wired);
    shown.showLocked(locked);
    if (live) {
      shown.showWords(headline, more);
      shown.showSamples(kept, keptCount, keptCeiling);
    }
  }

  void showSelected(boolean selected) {
    pseudoClassStateChanged(SELECTED, selected);
  }

  /** Says whether its place is locked. */
  void showLocked(boolean isLocked) {
    if (isLocked != locked) {
      locked = isLocked;
      if (face != null) {
        face.showLocked(locked);
      }
    }
  }

  /** While a wire is pulled: true lights up, false dims, null is the normal look. */
  void showVerdict(@Nullable Boolean accepts) {
    pseudoClassStateChanged(ACCEPTS, Boolean.TRUE.equals(accepts));
    pseudoClassStateChanged(REFUSES, Boolean.FALSE.equals(accepts));
  }

  void showBadge(@Nullable Badge problems) {
    if (Objects.equals(problems, badge)) {
      return;
    }
    badge = problems;
    pseudoClassStateChanged(ERROR, problems != null && problems.errors() > 0);
    setAccessibleHelp(problems == null ? "" : String.join(" ", problems.messages()));
    if (face != null) {
      face.showBadge(problems);
    }
  }

  @Override
  public void showNumbers(String nextHeadline, String nextMore) {
    headline = nextHeadline;
    more = nextMore;
    if (!live) {
      live = true;
      pseudoClassStateChanged(LIVE, true);
    }
    if (face != null) {
      face.showWords(headline, more);
    }
  }

  @Override
  public void showSamples(double[] samples, int count, double ceiling) {
    if (element.kind() != ElementKind.ELEMENT_KIND_CORE) {
      return;
    }
    if (kept.length < count) {
      kept = new double[count];
    }
    System.arraycopy(samples, 0, kept, 0, count);
    keptCount = count;
    keptCeiling = Math.max(ceiling, Double.MIN_NORMAL);
    if (face != null) {
      face.showSamples(kept, keptCount, keptCeiling);
    }
  }

  boolean isLive() {
    return live;
  }

  /** What stands on the card now, for a picture; in view or not. */
  CardFace picture(Area area) {
    if (!live) {
      CardFace drawn = CardFace.of(element, area);
      return wired == CardBody.UNCOUNTED ? drawn : drawn.detailed(queues());
    }
    boolean stale = getPseudoClassStates().contains(STALE);
    String detail = wired == CardBody.UNCOUNTED ? more : queues();
    return new CardFace(element, area, headline, detail, shares(), true, stale);
  }

  private List<Double> shares() {
    List<Double> shares = new ArrayList<>(keptCount);
    for (int i = 0; i < keptCount; i++) {
      shares.add(Math.clamp(kept[i] / keptCeiling, 0, 1));
    }
    return shares;
  }

  @Override
  public void showStale(boolean stale) {
    pseudoClassStateChanged(STALE, stale);
  }

  @Override
  public void clearLive() {
    live = false;
    keptCount = 0;
    pseudoClassStateChanged(LIVE, false);
    pseudoClassStateChanged(STALE, false);
    if (face != null) {
      face.clearSamples();
      face.update(element);
      face.showBadge(badge);
    }
  }

  @Override
  protected void layoutChildren() {
    if (face != null) {
      face.resizeRelocate(0, 0, getWidth(), getHeight());
      signs.layout(getWidth(), getHeight());
    }
  }
}

package io.spinlane.desktop.painter;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Element;
import java.util.List;

/**
 * What stands on one element's card in a picture.
 *
 * @param area where the card is, in canvas units
 * @param footer third line: a property, or the number that matters most now
 * @param detail fourth line, on switch cores and NICs with many queues only; a note's text
 * @param shares recent samples, oldest first, each as a share of the highest there is room for
 * @param live the numbers came from a running switch
 * @param stale they are older than they should be
 */
public record CardFace(
    Element element,
    Area area,
    String footer,
    String detail,
    List<Double> shares,
    boolean live,
    boolean stale) {

  public CardFace {
    shares = List.copyOf(shares);
  }

  /** The same with another fourth line. */
  public CardFace detailed(String line) {
    return new CardFace(element, area, footer, line, shares, live, stale);
  }

  /** The card as drawn, with nothing live on it. */
  public static CardFace of(Element element, Area area) {
    return new CardFace(
        element, area, CardText.footer(element), CardText.note(element), List.of(), false, false);
  }
}

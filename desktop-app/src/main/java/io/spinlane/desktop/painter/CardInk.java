package io.spinlane.desktop.painter;

import io.spinlane.v1.ElementKind;
import javafx.scene.paint.Color;

/**
 * The colours of cards in pictures: those that the style sheet gives the cards on the screen.
 *
 * @param face of a card
 * @param edge around it
 * @param noteFace of a note
 * @param noteEdge around it
 * @param port of a port that is neither a queue's nor a VIP's
 * @param nic tile of a NIC, and so on
 */
public record CardInk(
    Color face,
    Color edge,
    Color noteFace,
    Color noteEdge,
    Color port,
    Color nic,
    Color core,
    Color vip,
    Color service,
    Color pool,
    Color backend) {
  /** On white paper. */
  public static final CardInk LIGHT =
      new CardInk(
          Color.web("#ffffff"),
          Color.web("#d0d7de"),
          Color.web("#fff8c5"),
          Color.web("#d4a72c"),
          Color.web("#57606a"),
          Color.web("#0969da"),
          Color.web("#bc4c00"),
          Color.web("#8250df"),
          Color.web("#6639ba"),
          Color.web("#0e7c86"),
          Color.web("#1a7f37"));

  /** On dark paper. */
  public static final CardInk DARK =
      new CardInk(
          Color.web("#161b22"),
          Color.web("#30363d"),
          Color.web("#2b2411"),
          Color.web("#845306"),
          Color.web("#8b949e"),
          Color.web("#1f6feb"),
          Color.web("#bd561d"),
          Color.web("#8957e5"),
          Color.web("#6e40c9"),
          Color.web("#137a82"),
          Color.web("#238636"));

  /** Colour of the tile behind a kind's icon. */
  Color tile(ElementKind kind) {
    return switch (kind) {
      case ELEMENT_KIND_NIC -> nic;
      case ELEMENT_KIND_CORE -> core;
      case ELEMENT_KIND_VIP -> vip;
      case ELEMENT_KIND_SERVICE -> service;
      case ELEMENT_KIND_POOL -> pool;
      case ELEMENT_KIND_BACKEND -> backend;
      default -> port;
    };
  }
}

package io.spinlane.desktop.painter;

import io.spinlane.desktop.model.Wire;
import javafx.scene.paint.Color;

/** The colours of what is drawn rather than styled, in each theme. */
public record Ink(
    Color paper,
    Color band,
    Color dot,
    Color caption,
    Color lane,
    Color announce,
    Color service,
    Color pool,
    Color member,
    Color selected,
    Color stale,
    Color text,
    CardInk cards) {
  /** On white paper. */
  public static final Ink LIGHT =
      new Ink(
          Color.web("#ffffff"),
          Color.web("#f6f8fa"),
          Color.web("#d0d7de"),
          Color.web("#57606a"),
          Color.web("#bc4c00"),
          Color.web("#8250df"),
          Color.web("#8250df"),
          Color.web("#0e7c86"),
          Color.web("#1a7f37"),
          Color.web("#0969da"),
          Color.web("#8c959f"),
          Color.web("#24292f"),
          CardInk.LIGHT);

  /** On dark paper. */
  public static final Ink DARK =
      new Ink(
          Color.web("#0d1117"),
          Color.web("#11161d"),
          Color.web("#2a313a"),
          Color.web("#8b949e"),
          Color.web("#f0883e"),
          Color.web("#a371f7"),
          Color.web("#a371f7"),
          Color.web("#39c5cf"),
          Color.web("#3fb950"),
          Color.web("#58a6ff"),
          Color.web("#6e7681"),
          Color.web("#c9d1d9"),
          CardInk.DARK);

  /** Colour of a kind of wire. */
  public Color wire(Wire.Kind kind) {
    return switch (kind) {
      case LANE -> lane;
      case ANNOUNCE -> announce;
      case SERVICE -> service;
      case POOL -> pool;
      case MEMBER -> member;
    };
  }
}

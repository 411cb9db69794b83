package io.spinlane.desktop.painter;

import io.spinlane.desktop.model.Area;

/** Something that can be drawn into a file, piece by piece. Immutable; any thread. */
public interface Drawable {
  /** What it is called; empty when it has no name. */
  String title();

  /** What is to be on the paper, in canvas units. */
  Area area();

  /** How many pieces it is drawn in. */
  int pieces();

  /**
   * Draws it.
   *
   * @param visible what the surface takes; pieces outside may be left out
   * @param each called after every piece, drawn or left out; what it throws ends the drawing
   */
  void paint(Surface surface, Ink ink, Area visible, Runnable each);
}

package io.spinlane.desktop.canvas;

/** How much of a card is worth showing at a zoom: words nobody can read only cost time. */
enum Detail {
  /** Everything. */
  FULL(0.55),

  /** The sign and, larger, the name. */
  NAME(0.2),

  /** A block in the colour of its kind. */
  BLOCK(0);

  private final double leastZoom;

  Detail(double leastZoom) {
    this.leastZoom = leastZoom;
  }

  /**
   * What to show.
   *
   * @param zoom pixels per canvas unit
   */
  static Detail at(double zoom) {
    for (Detail detail : values()) {
      if (zoom >= detail.leastZoom) {
        return detail;
      }
    }
    return BLOCK;
  }
}

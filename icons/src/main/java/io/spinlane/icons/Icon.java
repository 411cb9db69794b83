package io.spinlane.icons;

import java.io.InputStream;
import java.util.List;
import java.util.Locale;

/** Every picture of the family, by what it stands for. */
public enum Icon {
  /** The app's own sign, in its own colours. */
  APP,
  NIC,
  /** A NIC that leads into a simulated network. */
  SIM_NIC,
  /** A NIC that reads and writes capture files. */
  CAPTURE,
  QUEUE,
  /** A receive queue's way to its core. */
  LANE,
  /** A core that polls. */
  CORE,
  /** The core that runs everything but the packet path. */
  CONTROL_CORE,
  NUMA_NODE,
  PACKAGE,
  CACHE,
  HOST,
  VIP,
  CLUSTER_ADDRESS,
  SERVICE,
  POOL,
  BACKEND,
  CONNECTION,
  APPLICATION,
  TAP,
  TUNNEL,
  ROUTE,
  NOTE,
  LOCKED,
  OK,
  INFO,
  WARNING,
  ERROR,
  UP,
  DRAIN,
  MAINTENANCE,
  DOWN,
  UNKNOWN;

  private static final List<Integer> APP_SIZES_PX = List.of(16, 24, 32, 48, 64, 128, 256, 512);
  private static final List<Integer> LINE_SIZES_PX = List.of(16, 24, 32, 48);

  /** Name of its files without the ending, for example {@code control-core}. */
  public String fileName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Widths (and heights) of the PNG pictures there are, rising. */
  public List<Integer> sizesPx() {
    return this == APP ? APP_SIZES_PX : LINE_SIZES_PX;
  }

  /** The shapes, to be drawn in a colour of the caller's choice. */
  public Drawing drawing() {
    return Drawing.read(svg());
  }

  /** The SVG file; the caller closes it. */
  public InputStream svg() {
    return open(fileName() + ".svg");
  }

  /**
   * The PNG file of the given width, black on transparent but for {@link #APP}; the caller closes
   * it.
   *
   * @throws IllegalArgumentException if the width is none of {@link #sizesPx()}
   */
  public InputStream png(int sizePx) {
    if (!sizesPx().contains(sizePx)) {
      throw new IllegalArgumentException(
          name() + " has no PNG of " + sizePx + " px, only of " + sizesPx());
    }
    return open(fileName() + "-" + sizePx + ".png");
  }

  private static InputStream open(String file) {
    InputStream stream = Icon.class.getResourceAsStream(file);
    if (stream == null) {
      throw new IllegalStateException(file + " is missing from the spinlane-icons jar");
    }
    return stream;
  }
}

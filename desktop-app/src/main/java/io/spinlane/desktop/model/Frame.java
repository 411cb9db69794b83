package io.spinlane.desktop.model;

import io.spinlane.desktop.text.Texts;
import java.util.Set;

/**
 * A frame around the cores that share a piece of the host.
 *
 * @param key names it in the file's layout, such as "node:1"; no element can have such an id
 * @param title such as "Package 0 · NUMA node 1"
 * @param cores ids of the cores in it, in the order they are drawn
 * @param cpus their CPUs in words, such as "CPU 0–7, 16"
 * @param area around their cards, in canvas units; while it is collapsed the box instead of them
 * @param collapsed the box stands for the cards
 * @param depth frames around it
 */
public record Frame(
    String key,
    String title,
    Set<String> cores,
    String cpus,
    Area area,
    boolean collapsed,
    int depth) {
  /** Height of the strip that holds the title, in canvas units. */
  public static final double TITLE_HEIGHT = 20;

  /** Height of a collapsed frame, a card's; its wires arrive where a card's do. */
  public static final double COLLAPSED_HEIGHT = 80;

  /** How many cores are in it, in words. */
  public String count() {
    return Texts.count("frame.cores", cores.size());
  }

  /** Where its title is, and where it can be taken. */
  public Area handle() {
    return collapsed ? area : new Area(area.x(), area.y(), area.width(), TITLE_HEIGHT);
  }
}

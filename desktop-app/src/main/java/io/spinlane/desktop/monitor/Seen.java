package io.spinlane.desktop.monitor;

import javafx.scene.Node;

/** Whether people can see a part of the window, so that what they cannot see costs nothing. */
public final class Seen {
  private Seen() {}

  /** True when a node and all around it are shown; such as a tab's content in front. */
  public static boolean now(Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (!each.isVisible()) {
        return false;
      }
    }
    return node.getScene() != null;
  }
}

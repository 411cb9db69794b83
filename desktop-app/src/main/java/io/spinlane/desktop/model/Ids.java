package io.spinlane.desktop.model;

import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.Elements;
import java.util.Map;

/** What an id may be. */
public final class Ids {
  private Ids() {}

  /**
   * Why an element must not be called so, in one sentence; empty when it may.
   *
   * @param elements all elements by id
   * @param id of the element now
   * @param wanted its id to be
   */
  public static String refusal(Map<String, Element> elements, String id, String wanted) {
    if (wanted.isEmpty()) {
      return Texts.get("check.id.empty");
    }
    if (!Elements.isId(wanted)) {
      return Texts.get("check.id.letters");
    }
    boolean taken = !wanted.equals(id) && elements.containsKey(wanted);
    return taken ? Texts.get("check.id.taken", wanted) : "";
  }
}

package io.spinlane.desktop.model;

import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.ElementKind;
import java.util.Locale;

/** Names of the kinds of elements. */
public final class Kinds {
  private static final String PREFIX = "ELEMENT_KIND_";

  private Kinds() {}

  /** The kind in lower case, for ids, bundle keys and style classes, such as "backend". */
  public static String key(ElementKind kind) {
    return kind.name().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
  }

  /** The kind as people say it, such as "Back-end". */
  public static String title(ElementKind kind) {
    return Texts.get("kind." + key(kind));
  }
}

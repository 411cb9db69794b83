package io.spinlane.desktop.text;

import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The app's words, by key. Safe from any thread. */
public final class Texts {
  private static final ResourceBundle BUNDLE =
      ResourceBundle.getBundle("io.spinlane.desktop.text.Texts", Locale.getDefault());

  private Texts() {}

  /**
   * The text of a key with {0}, {1}, … replaced by the arguments.
   *
   * @throws MissingResourceException when the bundle has no such key
   */
  public static String get(String key, Object... arguments) {
    String text = BUNDLE.getString(key);
    for (int i = 0; i < arguments.length; i++) {
      text = text.replace("{" + i + "}", String.valueOf(arguments[i]));
    }
    return text;
  }

  /** The text of a key, or the fallback when the bundle has none. */
  public static String getOr(String key, String fallback) {
    return BUNDLE.containsKey(key) ? BUNDLE.getString(key) : fallback;
  }

  /** "1 back-end" or "3 back-ends": the key's ".one" or ".many" text with the count as {0}. */
  public static String count(String key, long count) {
    return get(key + (count == 1 ? ".one" : ".many"), count);
  }
}

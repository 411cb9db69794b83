package io.spinlane.desktop.text;

import io.spinlane.topology.Sentences;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The app's words, by key. Safe from any thread. */
public final class Texts {

  private static volatile Locale locale = Language.SYSTEM.locale();
  private static volatile ResourceBundle bundle = in(locale);

  private Texts() {}

  /** The root bundle is English: a language we lack must not fall back to the machine's own. */
  static ResourceBundle in(Locale locale) {
    return ResourceBundle.getBundle(
        "io.spinlane.desktop.text.Texts",
        locale,
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /**
   * Changes the language of texts that are asked for from now on, and of the toolkit's own buttons.
   * Nodes keep the words they were made with, so call this before the first window.
   */
  public static void speak(Language language) {
    Locale.setDefault(language.locale());
    locale = language.locale();
    bundle = in(locale);
  }

  /** The language spoken now. */
  public static Locale locale() {
    return locale;
  }

  /**
   * The text of a key with {0}, {1}, … replaced by the arguments.
   *
   * @throws MissingResourceException when the bundle has no such key
   */
  public static String get(String key, Object... arguments) {
    String text = bundle.getString(key);
    return arguments.length == 0 ? text : Sentences.filled(text, arguments);
  }

  /** The text of a key, or the fallback when the bundle has none. */
  public static String getOr(String key, String fallback) {
    return bundle.containsKey(key) ? bundle.getString(key) : fallback;
  }

  /** A whole number in groups: "65,537". */
  public static String number(long number) {
    return String.format(locale, "%,d", number);
  }

  /** "1 back-end" or "3 back-ends": the key's ".one" or ".many" text with the count as {0}. */
  public static String count(String key, long count) {
    return get(key + (count == 1 ? ".one" : ".many"), number(count));
  }
}

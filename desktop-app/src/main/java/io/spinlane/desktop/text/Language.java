package io.spinlane.desktop.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which language the app speaks. */
public enum Language {
  /** The machine's, when there is a bundle for it; else English. */
  SYSTEM("system"),
  ENGLISH("en"),
  GERMAN("de");

  private static final Locale MACHINE = Locale.getDefault();

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** What the command line and the settings call it: "system", or a language tag (RFC 5646). */
  public String tag() {
    return tag;
  }

  /** Its own name for itself, so that those who read nothing else find it. */
  public String title() {
    return this == SYSTEM
        ? Texts.get("language.system")
        : Locale.forLanguageTag(tag).getDisplayLanguage(Locale.forLanguageTag(tag));
  }

  /** The locale for texts and for the toolkit's own dialogs. */
  Locale locale() {
    return this == SYSTEM ? MACHINE : Locale.forLanguageTag(tag);
  }

  /**
   * The language with this tag.
   *
   * @throws IllegalArgumentException when there is none, with a sentence for the user
   */
  public static Language ofTag(String tag) {
    return find(tag)
        .orElseThrow(
            () -> new IllegalArgumentException("\"" + tag + "\" is none of system, en, de"));
  }

  /** The language with this tag, if there is one. */
  public static Optional<Language> find(String tag) {
    return Arrays.stream(values())
        .filter(language -> language.tag.equalsIgnoreCase(tag))
        .findFirst();
  }

  @Override
  public String toString() {
    return tag;
  }
}

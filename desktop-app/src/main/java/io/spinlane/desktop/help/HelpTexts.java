package io.spinlane.desktop.help;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;

/** The long words of the help, by anchor, in the language the app speaks. */
final class HelpTexts {
  private static final String BUNDLE = "io.spinlane.desktop.text.Help";

  private final ResourceBundle bundle;

  HelpTexts(Locale locale) {
    bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** The paragraphs of a key. */
  List<String> of(String key) {
    return List.of(bundle.getString(key).split("\n"));
  }

  /** Every key there is. */
  Set<String> keys() {
    return bundle.keySet();
  }
}

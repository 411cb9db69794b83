package io.spinlane.topology;

import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.Sentence;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything that rules, readers of files and agents say to people, by key, from one bundle a
 * language. English is the root and always complete; what crosses a wire is the {@link Sentence},
 * so that whoever shows it chooses the language.
 *
 * <p>Arguments are texts already: ids, numbers and addresses are shown as a file writes them.
 */
public final class Sentences {
  private static final String BUNDLE = "io.spinlane.topology.Sentences";
  private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

  private Sentences() {}

  /** The sentence with this key; {0}, {1}, … of its pattern become the arguments. */
  public static Sentence sentence(String key, @Nullable Object... arguments) {
    return Sentence.newBuilder()
        .setKey(key)
        .addAllArguments(
            Arrays.stream(arguments).map(argument -> String.valueOf(argument)).toList())
        .build();
  }

  /** True when this release can say the sentence. */
  public static boolean isKnown(Sentence sentence) {
    return bundle(Locale.ROOT).containsKey(sentence.getKey());
  }

  /**
   * A sentence of this release in English.
   *
   * @throws IllegalArgumentException when the bundle has no such key
   */
  public static String english(Sentence sentence) {
    return in(Locale.ROOT, sentence)
        .orElseThrow(() -> new IllegalArgumentException("no sentence " + sentence.getKey()));
  }

  /** Sentences of this release in English, one after the other. */
  public static String english(List<Sentence> sentences) {
    return sentences.stream().map(Sentences::english).collect(Collectors.joining(" "));
  }

  /** The sentence in a language, else in English; empty when only a newer release knows its key. */
  public static Optional<String> in(Locale locale, Sentence sentence) {
    ResourceBundle bundle = bundle(locale);
    return bundle.containsKey(sentence.getKey())
        ? Optional.of(
            filled(bundle.getString(sentence.getKey()), sentence.getArgumentsList().toArray()))
        : Optional.empty();
  }

  /** Sentences one after the other, in a language; empty when one of them is not known or none. */
  public static Optional<String> in(Locale locale, List<Sentence> sentences) {
    List<String> said =
        sentences.stream().flatMap(sentence -> in(locale, sentence).stream()).toList();
    return said.isEmpty() || said.size() < sentences.size()
        ? Optional.empty()
        : Optional.of(String.join(" ", said));
  }

  /** What is wrong, in a language; in the sender's English when this release cannot say it. */
  public static String message(Locale locale, Diagnostic diagnostic) {
    return in(locale, diagnostic.getMessageSentence()).orElseGet(diagnostic::getMessage);
  }

  /** What to do about it, in a language; in the sender's English as above. */
  public static String hint(Locale locale, Diagnostic diagnostic) {
    return in(locale, diagnostic.getHintSentence()).orElseGet(diagnostic::getHint);
  }

  /** A pattern with {0}, {1}, … replaced by the arguments; places without one stay. */
  public static String filled(String pattern, Object... arguments) {
    return PLACE
        .matcher(pattern)
        .replaceAll(place -> Matcher.quoteReplacement(argument(place.group(1), arguments)));
  }

  private static String argument(String index, Object... arguments) {
    int i = Integer.parseInt(index);
    return i < arguments.length ? String.valueOf(arguments[i]) : "{" + i + "}";
  }

  /** A language we lack must not fall back to the machine's own. */
  private static ResourceBundle bundle(Locale locale) {
    return ResourceBundle.getBundle(
        BUNDLE,
        locale,
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }
}

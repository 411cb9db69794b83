package io.spinlane.desktop.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every text the app asks for is in both bundles, and every text in them is asked for. */
class TextsTest {
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Path BUNDLES =
      Path.of("src", "main", "resources", "io", "spinlane", "desktop", "text");
  private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*+)\"");
  private static final Pattern ASKED =
      Pattern.compile("Texts\\s*\\.get\\(\\s*\"([A-Za-z0-9._-]+)\"\\s*[,)]");
  private static final Pattern COUNTED =
      Pattern.compile("Texts\\s*\\.count\\(\\s*\"([A-Za-z0-9._-]+)\"\\s*,");
  private static final Pattern PUT_TOGETHER =
      Pattern.compile("Texts\\s*\\.get\\(\\s*\"([A-Za-z0-9._-]+)\"\\s*\\+");
  private static final Pattern PLACE = Pattern.compile("\\{[^}]*}");

  /** For a queue, which is a receive queue where it must be told from others, and for a lane. */
  private static final Pattern OTHER_NAMES =
      Pattern.compile("[Ss]chlange|\\b(?i:rx queue|rxq|spur|spuren|bahn|bahnen)\\b");

  private final Map<String, String> english = bundle("Texts.properties");
  private final Map<String, String> german = bundle("Texts_de.properties");
  private final Locale before = Locale.getDefault();

  @AfterEach
  void speakAsBefore() {
    Texts.speak(Language.SYSTEM);
    Locale.setDefault(before);
  }

  /** Read by hand, because {@code Properties} keeps only the last of two equal keys. */
  private static Map<String, String> bundle(String name) {
    Map<String, String> texts = new TreeMap<>();
    try {
      byte[] bytes = Files.readAllBytes(BUNDLES.resolve(name));
      String file = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      file.lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(
              line -> {
                int equals = line.indexOf('=');
                assertThat(equals).as(line).isPositive();
                String old = texts.put(line.substring(0, equals), line.substring(equals + 1));
                assertThat(old).as("another text of " + line).isNull();
              });
    } catch (IOException e) {
      throw new UncheckedIOException(name + " is not UTF-8", e);
    }
    return texts;
  }

  private static String sources() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  @Test
  void everyTextAskedForIsThere() throws IOException {
    String sources = sources();
    Matcher asked = ASKED.matcher(sources);
    int count = 0;
    while (asked.find()) {
      assertThat(english).containsKey(asked.group(1));
      count++;
    }
    assertThat(count).isGreaterThan(50);
    Matcher counted = COUNTED.matcher(sources);
    while (counted.find()) {
      assertThat(english).containsKeys(counted.group(1) + ".one", counted.group(1) + ".many");
    }
    Matcher together = PUT_TOGETHER.matcher(sources);
    while (together.find()) {
      assertThat(english.keySet()).anyMatch(key -> key.startsWith(together.group(1)));
    }
  }

  /** A key made of parts counts as asked for when its longest dotted beginning is in the code. */
  @Test
  void noTextIsLeftOver() throws IOException {
    Set<String> strings = new TreeSet<>();
    Matcher string = STRING.matcher(sources());
    while (string.find()) {
      strings.add(string.group(1));
    }
    for (String key : english.keySet()) {
      boolean asked = strings.contains(key);
      for (int dot = key.lastIndexOf('.'); !asked && dot > 0; dot = key.lastIndexOf('.', dot - 1)) {
        asked =
            strings.contains(key.substring(0, dot + 1)) || strings.contains(key.substring(0, dot));
      }
      assertThat(asked).as(key).isTrue();
    }
  }

  @Test
  void bothLanguagesHaveTheSameTexts() {
    Set<String> missing = new TreeSet<>(english.keySet());
    missing.removeAll(german.keySet());
    assertThat(missing).as("not in German").isEmpty();
    Set<String> extra = new TreeSet<>(german.keySet());
    extra.removeAll(english.keySet());
    assertThat(extra).as("only in German").isEmpty();
  }

  @Test
  void bothLanguagesSayTheSameThings() {
    german.forEach(
        (key, text) ->
            assertThat(places(text)).as(key).isEqualTo(places(english.getOrDefault(key, ""))));
  }

  private static Set<String> places(String text) {
    return PLACE
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void noTextIsEmptyOrPadded() {
    for (Map<String, String> bundle : Stream.of(english, german).toList()) {
      bundle.forEach((key, text) -> assertThat(text).as(key).isNotBlank().isEqualTo(text.strip()));
    }
  }

  /** A sentence that is the same in both was forgotten; single words may be the field's own. */
  @Test
  void noSentenceIsLeftInEnglish() {
    german.forEach(
        (key, text) -> {
          if (text.endsWith(".")) {
            assertThat(text).as(key).isNotEqualTo(english.get(key));
          }
        });
  }

  /** As German network engineers say it, and nowhere another word for the same. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/main/resources/io/spinlane/desktop/text/Texts_de.properties",
        "src/main/resources/io/spinlane/desktop/text/Help_de.properties",
        "../proto/src/main/resources/io/spinlane/topology/Sentences_de.properties"
      })
  void queuesAndLanesHaveOneNameInGerman(String bundle) throws IOException {
    assertThat(Files.readAllLines(Path.of(bundle)))
        .anyMatch(line -> line.contains("Queue"))
        .noneMatch(line -> OTHER_NAMES.matcher(line).find());
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "de-AT", "en", "fr"})
  void theSystemsLanguageIsSpokenOrElseEnglish(String system) {
    Locale.setDefault(Locale.GERMANY);
    Texts.speak(Language.ENGLISH);
    assertThat(Texts.get("menu.file")).as("a German machine can speak English").isEqualTo("File");
    assertThat(Texts.in(Locale.forLanguageTag(system)).getString("menu.file"))
        .isEqualTo(system.startsWith("de") ? "Datei" : "File");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyLanguageHasATagAndAName(Language language) {
    assertThat(Language.ofTag(language.tag().toUpperCase(Locale.ROOT))).isEqualTo(language);
    assertThat(language.title()).isNotBlank();
    assertThatThrownBy(() -> Language.ofTag("tlh")).hasMessageContaining("system, en, de");
  }

  @Test
  void argumentsAreTakenAsTheyAre() {
    Texts.speak(Language.GERMAN);
    assertThat(Texts.get("edit.rename", "{1}$2", "b")).isEqualTo("{1}$2 in b umbenennen");
    assertThat(Texts.count("edit.remove", 2)).isEqualTo("2 Elemente löschen");
    assertThatThrownBy(() -> Texts.get("no.such.key")).isInstanceOf(MissingResourceException.class);
  }
}

package io.spinlane.topology;

import static io.spinlane.topology.Sentences.sentence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spinlane.topology.sample.Sample;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.Sentence;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every sentence that code says is in both bundles, and every sentence in them is said. */
class SentencesTest {
  private static final List<Path> SOURCES =
      List.of(Path.of("src", "main", "java"), Path.of("..", "agent", "src", "main", "java"));
  private static final Pattern STRING =
      Pattern.compile("'(?:[^'\\\\]|\\\\.)'|\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern SAID =
      Pattern.compile("\\bsentence\\(\\s*\"([A-Za-z0-9._-]+)\"\\s*([,)+])");
  private static final Pattern PLACE = Pattern.compile("\\{\\d}");

  private final Map<String, String> english = bundle("Sentences.properties");
  private final Map<String, String> german = bundle("Sentences_de.properties");

  /** A line that is written twice would hide the first. */
  private static Map<String, String> bundle(String name) {
    Map<String, String> sentences = new TreeMap<>();
    Properties once =
        new Properties() {
          @Override
          public synchronized Object put(Object key, Object value) {
            assertThat(sentences.put((String) key, (String) value)).as("two of " + key).isNull();
            return value;
          }
        };
    try (Reader in =
        new InputStreamReader(
            Objects.requireNonNull(Sentences.class.getResourceAsStream(name)),
            StandardCharsets.UTF_8)) {
      once.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sentences;
  }

  private static String sources() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path folder : SOURCES) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          all.append(Files.readString(file));
        }
      }
    }
    return all.toString();
  }

  @Test
  void everySentenceThatIsSaidIsThere() throws IOException {
    Matcher said = SAID.matcher(sources());
    int count = 0;
    while (said.find()) {
      if (said.group(2).equals("+")) {
        assertThat(english.keySet()).anyMatch(key -> key.startsWith(said.group(1)));
      } else {
        assertThat(english).containsKey(said.group(1));
      }
      count++;
    }
    assertThat(count).isGreaterThan(150);
  }

  /** A key may be put together from a beginning that ends in a dot, or an end that begins so. */
  @Test
  void noSentenceIsLeftOver() throws IOException {
    Set<String> strings =
        STRING
            .matcher(sources())
            .results()
            .flatMap(found -> Stream.ofNullable(found.group(1)))
            .collect(Collectors.toSet());
    for (String key : english.keySet()) {
      boolean said = strings.contains(key) || key.startsWith("sample.");
      for (int dot = key.indexOf('.'); !said && dot > 0; dot = key.indexOf('.', dot + 1)) {
        said =
            strings.contains(key.substring(0, dot + 1))
                || (strings.contains(key.substring(0, dot))
                    && strings.contains(key.substring(dot)));
      }
      assertThat(said).as(key).isTrue();
    }
  }

  @Test
  void bothLanguagesHaveTheSameSentencesAndPlaces() {
    assertThat(german.keySet()).isEqualTo(english.keySet());
    german.forEach(
        (key, text) -> {
          assertThat(text).as(key).isNotBlank().isEqualTo(text.strip());
          assertThat(places(text)).as(key).isEqualTo(places(english.getOrDefault(key, "")));
          assertThat(text).as(key).isNotEqualTo(english.get(key));
        });
  }

  private static Set<String> places(String text) {
    return PLACE
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The files of the samples are English by themselves; the bundle must not say otherwise. */
  @Test
  void samplesSayInEnglishWhatTheirFilesSay() {
    List<Sample> asWritten = Samples.all();
    assertThat(Samples.all(Locale.ENGLISH)).isEqualTo(asWritten);
    List<Sample> german = Samples.all(Locale.GERMANY);
    int notes = 0;
    for (int i = 0; i < german.size(); i++) {
      Sample sample = german.get(i);
      assertThat(sample.id()).isEqualTo(asWritten.get(i).id());
      assertThat(sample.title()).isNotEqualTo(asWritten.get(i).title());
      assertThat(sample.description()).isNotEqualTo(asWritten.get(i).description());
      for (int n = 0; n < sample.topology().getNotesCount(); n++, notes++) {
        assertThat(sample.topology().getNotes(n).getText())
            .isNotEqualTo(asWritten.get(i).topology().getNotes(n).getText());
      }
    }
    long keys = english.keySet().stream().filter(key -> key.startsWith("sample.")).count();
    assertThat(keys)
        .as("no name of a sample or note is left over")
        .isEqualTo(2L * german.size() + notes);
  }

  @Test
  void argumentsAreTakenAsTheyAre() {
    Sentence ports = sentence("OVERLAPPING_PORTS", "{1}", "8000-8999", "it's $1");
    assertThat(Sentences.english(ports))
        .isEqualTo("Ports {1} overlap ports 8000-8999 of the service it's $1 on the same VIP.");
    Sentence values = sentence("FILE_TOO_LARGE.values", 500_000);
    assertThat(Sentences.in(Locale.GERMAN, values).orElseThrow()).contains("500000 Werte");
  }

  @Test
  void whatANewerReleaseSaysIsShownInItsEnglish() {
    Sentence unknown = sentence("NEWER_THAN_US", "a");
    assertThat(Sentences.isKnown(unknown)).isFalse();
    assertThat(Sentences.in(Locale.GERMAN, unknown)).isEmpty();
    assertThat(Sentences.in(Locale.GERMAN, List.of(sentence("event.started"), unknown))).isEmpty();
    assertThat(Sentences.in(Locale.GERMAN, List.of())).isEmpty();
    assertThatThrownBy(() -> Sentences.english(unknown)).hasMessageContaining("NEWER_THAN_US");
    Diagnostic diagnostic =
        Diagnostic.newBuilder()
            .setMessage("It is a.")
            .setHint("Mend it.")
            .setMessageSentence(unknown)
            .build();
    assertThat(Sentences.message(Locale.GERMAN, diagnostic)).isEqualTo("It is a.");
    assertThat(Sentences.hint(Locale.GERMAN, diagnostic)).isEqualTo("Mend it.");
  }

  @Test
  void aLanguageWeLackGetsEnglish() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(Sentences.in(Locale.FRENCH, sentence("event.started")))
          .contains("The agent has started.");
      assertThat(Sentences.english(sentence("event.started"))).isEqualTo("The agent has started.");
      assertThat(Sentences.in(Locale.of("de", "AT"), sentence("event.started")))
          .contains("Der Agent ist gestartet.");
    } finally {
      Locale.setDefault(before);
    }
  }
}

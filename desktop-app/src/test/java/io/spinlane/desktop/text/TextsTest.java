package io.spinlane.desktop.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text the app asks for is in the bundle, and every text in the bundle is asked for. */
class TextsTest {
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern ASKED =
      Pattern.compile("Texts\\s*\\.get\\(\\s*\"([A-Za-z0-9._-]+)\"\\s*[,)]");

  private final Set<String> keys = keys();

  private static Set<String> keys() {
    Properties bundle = new Properties();
    try (InputStream in = TextsTest.class.getResourceAsStream("Texts.properties")) {
      bundle.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TreeSet<>(bundle.stringPropertyNames());
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
    Matcher asked = ASKED.matcher(sources());
    int count = 0;
    while (asked.find()) {
      assertThat(keys).contains(asked.group(1));
      count++;
    }
    assertThat(count).isGreaterThan(50);
  }

  /** A key made of parts counts as asked for when its longest dotted beginning is in the code. */
  @Test
  void noTextIsLeftOver() throws IOException {
    Set<String> strings = new TreeSet<>();
    Matcher string = STRING.matcher(sources());
    while (string.find()) {
      strings.add(string.group(1));
    }
    for (String key : keys) {
      boolean asked = strings.contains(key);
      for (int dot = key.lastIndexOf('.'); !asked && dot > 0; dot = key.lastIndexOf('.', dot - 1)) {
        asked =
            strings.contains(key.substring(0, dot + 1)) || strings.contains(key.substring(0, dot));
      }
      assertThat(asked).as(key).isTrue();
    }
  }
}

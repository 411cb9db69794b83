package io.spinlane.desktop.io;

import io.spinlane.topology.file.AtomicFile;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What the app remembers of its window between runs, as words by name. Another app's changes of
 * other words are kept. One thread.
 */
public final class Settings {
  private final Path file;
  private final Map<String, String> words;
  private final Map<String, String> changed = new TreeMap<>();

  private Settings(Path file, Map<String, String> words) {
    this.file = file;
    this.words = words;
  }

  /** Reads the file; one that is missing or cannot be read counts as empty. */
  public static Settings read(Path file) {
    return new Settings(file, load(file));
  }

  private static Map<String, String> load(Path file) {
    Map<String, String> words = new TreeMap<>();
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(in);
    } catch (NoSuchFileException e) {
      return words; // the first run
    } catch (IOException | IllegalArgumentException e) {
      System.getLogger(Settings.class.getName())
          .log(System.Logger.Level.WARNING, "settings in {0} are not used: {1}", file, e);
    }
    properties.stringPropertyNames().forEach(name -> words.put(name, properties.getProperty(name)));
    return words;
  }

  /** The word of this name. */
  public Optional<String> word(String name) {
    return Optional.ofNullable(words.get(name));
  }

  /** The number of this name; empty when it is none. */
  public OptionalDouble number(String name) {
    try {
      double number = Double.parseDouble(words.getOrDefault(name, ""));
      return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** Remembers a word from the next {@link #save} on. */
  public void put(String name, String word) {
    words.put(name, word);
    changed.put(name, word);
  }

  /** Remembers a number. */
  public void put(String name, double number) {
    put(name, Double.toString(number));
  }

  /** Writes what was put since the last save; nothing else in the file changes. */
  public void save() throws IOException {
    if (changed.isEmpty()) {
      return;
    }
    Properties all = new Properties();
    all.putAll(load(file));
    all.putAll(changed);
    StringWriter text = new StringWriter();
    all.store(text, null);
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    AtomicFile.write(file, text.toString());
    changed.clear();
  }
}

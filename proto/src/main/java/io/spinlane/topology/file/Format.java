package io.spinlane.topology.file;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The two ways a topology is written. */
public enum Format {
  /** The protobuf JSON mapping, one property or one place on a line; the native format. */
  JSON(".spinlane.json"),
  /** For people: short names, short durations, one line for a small element. */
  YAML(".spinlane.yaml");

  private final String extension;

  Format(String extension) {
    this.extension = extension;
  }

  /** The extension that our own files of this format carry, with its dots. */
  public String extension() {
    return extension;
  }

  /** The format that a file's name promises; empty when it ends in none of .json, .yaml, .yml. */
  public static Optional<Format> of(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".json")) {
      return Optional.of(JSON);
    }
    return name.endsWith(".yaml") || name.endsWith(".yml") ? Optional.of(YAML) : Optional.empty();
  }
}

package io.spinlane.topology.sample;

import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFileException;
import io.spinlane.topology.file.TopologyFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The samples, the simplest first. */
public final class Samples {
  /** The sample a newcomer sees first: two CPUs are enough for it. */
  public static final String FIRST = "two-nic-nat";

  private static final List<String> IDS =
      List.of(
          FIRST,
          "single-nic",
          "two-cores",
          "dual-stack",
          "dsr-farm",
          "nic-applications",
          "cluster-address");
  private static final String DIRECTORY = "/io/spinlane/topology/samples/";

  private Samples() {}

  /** Every sample. */
  public static List<Sample> all() {
    return IDS.stream().map(Samples::load).toList();
  }

  /** Every sample, its words in a language. */
  public static List<Sample> all(Locale locale) {
    return all().stream().map(sample -> sample.in(locale)).toList();
  }

  /** The sample with this id. */
  public static Optional<Sample> find(String id) {
    return IDS.contains(id) ? Optional.of(load(id)) : Optional.empty();
  }

  /** The text of a sample's file as we ship it, in YAML. */
  static String text(String id) {
    String name = DIRECTORY + id + Format.YAML.extension();
    try (InputStream in = Samples.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program was built without " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Sample load(String id) {
    try {
      return new Sample(id, TopologyFiles.read(text(id), Format.YAML, id).topology());
    } catch (TopologyFileException e) {
      throw new IllegalStateException("a sample we ship is broken", e);
    }
  }
}

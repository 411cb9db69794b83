package io.spinlane.desktop;

import io.spinlane.desktop.remote.NetworkPlace;
import io.spinlane.desktop.text.Language;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.sample.Sample;
import io.spinlane.topology.sample.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the command line asks for. */
@Command(
    name = "spinlane",
    description = "Draw a switch and load balancer, push it to an agent, and watch it work.")
@SuppressWarnings("FieldMayBeFinal") // picocli sets the fields
final class LaunchOptions {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "Topology to open, YAML or JSON. Without one, the welcome page is shown.")
  private @Nullable Path file;

  @Option(
      names = "--sample",
      arity = "0..1",
      fallbackValue = Samples.FIRST,
      paramLabel = "NAME",
      description =
          "Open a sample and run it in the agent inside this app; ${FALLBACK-VALUE} unless named.")
  private @Nullable String sample;

  @Option(
      names = "--connect",
      paramLabel = "HOST:PORT",
      description = "Watch the agent that listens there, not the one inside this app.")
  private @Nullable String connect;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this.")
  private boolean help;

  @Option(
      names = "--theme",
      paramLabel = "system|light|dark",
      description = "Colours of the window; otherwise what was chosen in it last.")
  private Theme.@Nullable Choice theme;

  @Option(
      names = "--language",
      paramLabel = "system|en|de",
      description = "Language of the window; otherwise what was chosen in it last.")
  private @Nullable String language;

  @Option(
      names = "--headless",
      description =
          "Draw in memory, then print what each core did: for machines without a display.")
  private boolean headless;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Close after N seconds, from 1; headless: 15 unless told otherwise.")
  private @Nullable Integer seconds;

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description = "Headless: write pictures of the window there, light and dark.")
  private @Nullable Path pictures;

  private LaunchOptions() {}

  /**
   * Reads the arguments.
   *
   * @throws CommandLine.ParameterException with one line for the user
   */
  static LaunchOptions parse(List<String> arguments) {
    LaunchOptions options = new LaunchOptions();
    CommandLine line = options.commandLine();
    line.parseArgs(arguments.toArray(String[]::new));
    if (options.seconds != null && options.seconds < 1) {
      throw new CommandLine.ParameterException(
          line, "--seconds needs a whole number from 1, not " + options.seconds);
    }
    if (options.sample != null) {
      checkSample(line, options);
    }
    if (options.connect != null) {
      try {
        NetworkPlace.parse(options.connect);
      } catch (IllegalArgumentException e) {
        throw new CommandLine.ParameterException(line, "--connect: " + e.getMessage(), e);
      }
    }
    if (options.language != null) {
      try {
        Language.ofTag(options.language);
      } catch (IllegalArgumentException e) {
        throw new CommandLine.ParameterException(line, "--language: " + e.getMessage(), e);
      }
    }
    return options;
  }

  private static void checkSample(CommandLine line, LaunchOptions options) {
    if (options.file != null) {
      throw new CommandLine.ParameterException(
          line, "--sample and a file at once: only one of them can be opened");
    }
    if (Samples.find(Objects.requireNonNull(options.sample)).isEmpty()) {
      String known = String.join(", ", Samples.all().stream().map(Sample::id).toList());
      throw new CommandLine.ParameterException(
          line, "--sample: there is none called " + options.sample + "; there are " + known);
    }
  }

  private CommandLine commandLine() {
    return new CommandLine(this).setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** The help was asked for. */
  boolean help() {
    return help;
  }

  /** What each argument means. */
  static String usage() {
    return new LaunchOptions().commandLine().getUsageMessage();
  }

  /** The file to open, wherever the app was started. */
  @Nullable Path file() {
    return file == null ? null : file.toAbsolutePath().normalize();
  }

  /** The sample to open, instead of a file. */
  Optional<Sample> sample() {
    return Samples.all(Texts.locale()).stream().filter(one -> one.id().equals(sample)).findFirst();
  }

  /** The agent to watch; null: the one inside the app. */
  @Nullable NetworkPlace connect() {
    return connect == null ? null : NetworkPlace.parse(connect);
  }

  /** The colours asked for; null: what was chosen last. */
  Theme.@Nullable Choice theme() {
    return theme;
  }

  /** The language asked for; null: what was chosen last. */
  @Nullable Language language() {
    return language == null ? null : Language.ofTag(language);
  }

  boolean headless() {
    return headless;
  }

  OptionalInt seconds() {
    return seconds == null ? OptionalInt.empty() : OptionalInt.of(seconds);
  }

  @Nullable Path pictures() {
    return pictures;
  }
}
